// The quick answer: what the classifier says of each digit on the pad, while it is drawn.

import { loadClassifier } from "./classifier.js";
import { group } from "./grouping.js";
import { inkOf } from "./ink.js";
import { normalize } from "./normalization.js";

/** Return a function from strokes to the ten probabilities of each digit in them; `url` has the weights. */
export async function loadQuickAnswer(url) {
  const classify = await loadClassifier(url);
  let known = []; // of the last call: of most digits nothing has changed since
  return (strokes) => {
    known = group(strokes).map((digit) => find(known, digit) ?? answer(classify, digit));
    return known.map(({ probabilities }) => probabilities).filter(Boolean);
  };
}

function answer(classify, { strokes, box }) {
  const pixels = normalize(inkOf(strokes, box));
  // What has been erased whole is no digit any more.
  return { strokes, length: lengthOf(strokes), probabilities: pixels && classify(pixels) };
}

function find(known, { strokes }) {
  const length = lengthOf(strokes);
  const same = (others) => others.length === strokes.length && others.every((one, i) => one === strokes[i]);
  return known.find((one) => one.length === length && same(one.strokes));
}

function lengthOf(strokes) {
  return strokes.reduce((length, { points }) => length + points.length, 0);
}
