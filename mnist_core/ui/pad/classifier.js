// The classifier in the browser: 28×28 pixels to ten probabilities, as the server's network gives them.

// Kernel and bias of each layer, one after the other, as `mnist_core/export/browser.py` writes them.
const SIZES = [9 * 32, 32, 9 * 32 * 64, 64, 1600 * 64, 64, 64 * 10, 10];

/** Return a function from (28, 28) pixels in 0..1 to ten calibrated probabilities; `url` has the weights. */
export async function loadClassifier(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`The network's weights cannot be had: ${answer.status}`);
  const weights = Float32Array.from(new Uint16Array(await answer.arrayBuffer()), fromHalf);
  let end = 0;
  const [kernel1, bias1, kernel2, bias2, kernel3, bias3, kernel4, bias4] = SIZES.map((size) =>
    weights.subarray(end, (end += size)),
  );
  return (pixels) => {
    const conv1 = maxPool(convolve(pixels, 28, kernel1, bias1), 26, 32);
    const conv2 = maxPool(convolve(conv1, 13, kernel2, bias2), 11, 64);
    const dense1 = dense(conv2, kernel3, bias3).map((value) => Math.max(value, 0));
    return softmax(dense(dense1, kernel4, bias4));
  };
}

/** Return the number of which these are the 16 bits (IEEE 754, binary16). */
function fromHalf(bits) {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  return sign * (exponent ? 2 ** (exponent - 15) * (1 + fraction / 1024) : 2 ** -24 * fraction);
}

/** Return maps (side - 2, side - 2, filters): 3×3 filters over (side, side, channels) maps, then ReLU. */
function convolve(maps, side, kernel, bias) {
  const filters = bias.length;
  const reach = (3 * maps.length) / side ** 2; // three neighbours in a row lie one after the other
  const out = new Float32Array((side - 2) ** 2 * filters);
  const sums = new Float64Array(filters);
  for (let y = 0, at = 0; y < side - 2; y++) {
    for (let x = 0; x < side - 2; x++, at += filters) {
      sums.set(bias);
      for (let row = 0; row < 3; row++) {
        const from = (((y + row) * side + x) * reach) / 3;
        for (let i = 0; i < reach; i++) {
          if (maps[from + i]) addMultiple(sums, maps[from + i], kernel, (row * reach + i) * filters);
        }
      }
      for (let i = 0; i < filters; i++) out[at + i] = Math.max(sums[i], 0);
    }
  }
  return out;
}

/** Return maps of half the side, the largest of each 2×2; a last odd row and column are left out. */
function maxPool(maps, side, channels) {
  const half = side >> 1;
  const out = new Float32Array(half ** 2 * channels);
  for (let y = 0, at = 0; y < half; y++) {
    for (let x = 0; x < half; x++) {
      const upper = (2 * y * side + 2 * x) * channels;
      const lower = upper + side * channels;
      for (let i = 0; i < channels; i++, at++) {
        const up = Math.max(maps[upper + i], maps[upper + channels + i]);
        out[at] = Math.max(up, maps[lower + i], maps[lower + channels + i]);
      }
    }
  }
  return out;
}

function dense(values, kernel, bias) {
  const sums = Float64Array.from(bias);
  values.forEach((value, i) => value && addMultiple(sums, value, kernel, i * bias.length));
  return sums;
}

function addMultiple(sums, factor, kernel, from) {
  for (let i = 0; i < sums.length; i++) sums[i] += factor * kernel[from + i];
}

function softmax(logits) {
  const most = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power);
  return powers.map((power) => power / sum);
}
