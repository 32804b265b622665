// The keys of the pad's tools.

const KEYS = { e: "erase", "[": "thinner", "]": "thicker", Delete: "clear" };
const WITH_CONTROL = { z: "undo", y: "redo", Z: "redo" };

/** Return the name of the tool that a key is for; undefined where it is for none. */
export function keyOf({ key, ctrlKey, metaKey, altKey }) {
  if (altKey) return undefined;
  return ctrlKey || metaKey ? WITH_CONTROL[key] : KEYS[key];
}
