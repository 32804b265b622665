// Ink to the 28×28 pixels with MNIST's own geometry, step by step as `mnist_core/recognition/normalization.py`.

const INK_SIDE = 20;
const SIDE = 28;
const [THINNEST, THICKEST] = [1.5, 3.8]; // pixels: 90 % of MNIST's strokes lie between
const CANVAS = 160; // ink is brought to this size before its strokes are made thicker or thinner
const MARGIN = CANVAS / 8;
const [STRAIGHT, DIAGONAL] = [0.955, 1.3693]; // the steps of a 3×3 distance (Borgefors, 1986)

/** Return (28, 28) Float32Array in 0..1 of `ink`, {data, width, height} in 0..1; null where there is none. */
export function normalize(ink) {
  let square = squareOf(ink);
  if (!square) return null;
  const width = (strokeWidth(onCanvas(square)) * INK_SIDE) / CANVAS;
  const target = Math.min(Math.max(width, THINNEST), THICKEST);
  if (width !== target) square = squareOf(withStrokes(square, width, target));
  return centred(averaged(square, INK_SIDE).data);
}

const image = (width, height) => ({ data: new Float32Array(width * height), width, height });

/** Return the box around the ink, padded to a square; null where there is no ink. */
function squareOf({ data, width, height }) {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] <= 0) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), y + 1];
    }
  }
  if (right <= left) return null;
  const side = Math.max(right - left, bottom - top);
  const square = image(side, side);
  const start = ((side - bottom + top) >> 1) * side + ((side - right + left) >> 1);
  for (let y = top; y < bottom; y++) {
    square.data.set(data.subarray(y * width + left, y * width + right), start + (y - top) * side);
  }
  return square;
}

function onCanvas(square) {
  return square.width > CANVAS ? averaged(square, CANVAS) : interpolated(square, CANVAS);
}

/** Return the square at another size, each pixel the mean of the area that it covers. */
function averaged(square, side) {
  return resized(square, side, (at) => {
    const scale = square.width / side;
    const [start, end] = [at * scale, Math.min((at + 1) * scale, square.width)];
    const shares = [];
    for (let i = Math.floor(start); i < end; i++) {
      shares.push([i, (Math.min(i + 1, end) - Math.max(i, start)) / (end - start)]);
    }
    return shares;
  });
}

/** Return the square at a larger size, each pixel interpolated between its neighbours. */
function interpolated(square, side) {
  const last = square.width - 1;
  return resized(square, side, (at) => {
    const place = Math.min(Math.max(((at + 0.5) * square.width) / side - 0.5, 0), last);
    const before = Math.floor(place);
    return [
      [before, 1 - place + before],
      [Math.min(before + 1, last), place - before],
    ];
  });
}

/** Return the square at another size; `sharesOf(i)` are the places, and their shares, that make place i. */
function resized({ data, width }, side, sharesOf) {
  const shares = Array.from({ length: side }, (_, at) => sharesOf(at));
  const rows = image(width, side);
  const out = image(side, side);
  shares.forEach((own, y) => {
    for (const [i, share] of own) {
      for (let x = 0; x < width; x++) rows.data[y * width + x] += share * data[i * width + x];
    }
  });
  shares.forEach((own, x) => {
    for (const [i, share] of own) {
      for (let y = 0; y < side; y++) out.data[y * side + x] += share * rows.data[y * width + i];
    }
  });
  return out;
}

/** Return the mean width of the strokes in pixels: their distances to the outside have a mean of (w + 2) / 4. */
function strokeWidth({ data, width, height }) {
  const wide = width + 2;
  const far = new Float32Array(wide * (height + 2));
  const [area, middle] = [[], (at) => ((at / width) | 0) * wide + wide + 1 + (at % width)];
  data.forEach((value, at) => value > 0.5 && area.push(middle(at)));
  for (const at of area) far[at] = Infinity;
  const nearest = (at, step) =>
    Math.min(
      far[at],
      far[at - step] + STRAIGHT,
      far[at - step * wide] + STRAIGHT,
      far[at - step * (wide - 1)] + DIAGONAL,
      far[at - step * (wide + 1)] + DIAGONAL,
    );
  for (const at of area) far[at] = nearest(at, 1);
  area.reverse();
  for (const at of area) far[at] = nearest(at, -1);
  const sum = area.reduce((total, at) => total + far[at], 0);
  return area.length ? Math.max(1, (4 * sum) / area.length - 2) : 0;
}

/** Return the ink on a canvas with a margin, its strokes of the `target` width instead of `width`. */
function withStrokes(square, width, target) {
  const inner = onCanvas(square);
  const canvas = image(CANVAS + 2 * MARGIN, CANVAS + 2 * MARGIN);
  for (let y = 0; y < CANVAS; y++) {
    const row = inner.data.subarray(y * CANVAS, (y + 1) * CANVAS);
    canvas.data.set(row, (y + MARGIN) * canvas.width + MARGIN);
  }
  const radius = Math.round(Math.min((Math.abs(target - width) / 2) * (CANVAS / INK_SIDE), MARGIN));
  if (target > width) return dilated(canvas, radius);
  const paper = { ...canvas, data: canvas.data.map((value) => 1 - value) };
  const eroded = dilated(paper, radius);
  eroded.data = eroded.data.map((value) => 1 - value);
  return eroded.data.some((value) => value > 0) ? eroded : canvas;
}

/** Return the image in which each pixel is the largest within a disc around it. */
function dilated({ data, width, height }, radius) {
  const out = { data: data.slice(), width, height };
  let [row, half] = [data, 0]; // `row` has the largest of the 2·half + 1 pixels around each in its row
  for (let rise = radius; rise >= 0; rise--) {
    const reach = Math.round(radius && Math.sqrt(radius ** 2 - rise ** 2));
    while (half < reach) [row, half] = [widened(row, width), half + 1];
    for (const shift of [rise * width, -rise * width]) {
      const [from, to] = [Math.max(shift, 0), data.length + Math.min(shift, 0)];
      for (let at = from; at < to; at++) out.data[at] = Math.max(out.data[at], row[at - shift]);
    }
  }
  return out;
}

function widened(row, width) {
  return row.map((value, at) => {
    const column = at % width;
    return Math.max(value, column ? row[at - 1] : 0, column < width - 1 ? row[at + 1] : 0);
  });
}

/** Return the 28×28 frame with the (20, 20) ink at full scale, its centre of mass in (13.5, 14.5]. */
function centred(small) {
  let [sum, across, down, peak] = [0, 0, 0, 0];
  small.forEach((value, at) => {
    sum += value;
    across += value * (at % INK_SIDE);
    down += value * Math.floor(at / INK_SIDE);
    peak = Math.max(peak, value);
  });
  const [left, top] = [across, down].map((moment) =>
    Math.min(Math.max(Math.floor(14.5 - moment / sum), 0), SIDE - INK_SIDE),
  );
  const frame = new Float32Array(SIDE * SIDE);
  small.forEach((value, at) => {
    frame[(top + Math.floor(at / INK_SIDE)) * SIDE + left + (at % INK_SIDE)] = value / peak;
  });
  return frame;
}
