// Strokes to pixels: on the pad, as the picture that is sent, and as the ink of one digit.

const MARGIN = 40; // pixels: a stroke along the very edge is whole, with paper beyond

/** Draw the strokes, in the order they were drawn in, in the context's own colour. */
export function draw(context, strokes) {
  for (const stroke of strokes) {
    begin(context, stroke);
    const { points } = stroke;
    context.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length - 2; i += 2) {
      const [x, y] = [points[i], points[i + 1]];
      context.quadraticCurveTo(x, y, (x + points[i + 2]) / 2, (y + points[i + 3]) / 2);
    }
    // The last point; of a single one, a dot.
    context.lineTo(points.at(-2) + 0.01, points.at(-1));
    context.stroke();
  }
  context.globalCompositeOperation = "source-over";
}

function begin(context, { width, erases }) {
  context.globalCompositeOperation = erases ? "destination-out" : "source-over";
  context.lineWidth = width;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
}

/** Return the strokes as a PNG in a data URL: black on white, a pad of this size with paper around it. */
export function picture(strokes, size) {
  const [width, height] = size.map((side) => side + 2 * MARGIN);
  const context = newContext(width, height);
  context.translate(MARGIN, MARGIN);
  draw(context, strokes);
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "white";
  context.fillRect(-MARGIN, -MARGIN, width, height);
  return context.canvas.toDataURL();
}

/** Return the ink of the strokes within a `box` {left, top, right, bottom}: {data, width, height} in 0..1. */
export function inkOf(strokes, box) {
  const [left, top] = [Math.floor(box.left), Math.floor(box.top)];
  const [width, height] = [Math.ceil(box.right) - left, Math.ceil(box.bottom) - top];
  const context = newContext(width, height);
  context.translate(-left, -top);
  draw(context, strokes);
  const pixels = context.getImageData(0, 0, width, height).data;
  return { data: Float32Array.from({ length: width * height }, (_, i) => pixels[4 * i + 3] / 255), width, height };
}

function newContext(width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  return canvas.getContext("2d", { willReadFrequently: true });
}
