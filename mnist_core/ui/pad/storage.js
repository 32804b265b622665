// Drawings kept over another page, and over a reload, by the one tab that they were drawn in.

import { Drawing } from "./drawing.js";

const kept = new Map(); // where a browser lets no page store anything, this lasts until a reload

/** Return the drawing kept under `key`, or an empty one. */
export function load(key) {
  if (!kept.has(key)) kept.set(key, new Drawing(stored(key)));
  return kept.get(key);
}

/** Keep `drawing` under `key`. */
export function save(key, drawing) {
  try {
    sessionStorage.setItem(key, JSON.stringify(drawing));
  } catch {
    // Full, or forbidden: it lasts until a reload.
  }
}

function stored(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}
