// Strokes to pixels: on the pad, as the picture that is sent, and as the ink of one digit.

const MARGIN = 40; // pixels: a stroke along the very edge is whole, with paper beyond
const AROUND = 20; // pixels: browsers smooth strokes along the edge of a canvas otherwise than inside it

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
  return painted(strokes, [-MARGIN, -MARGIN], width, height).canvas.toDataURL();
}

/** Return the ink of the strokes within a `box` {left, top, right, bottom}: {data, width, height} in 0..1.
 *
 * It is the ink of the picture, to the last bit: where a digit's middle falls just between two pixels, the
 * server would else move it to the one and the quick answer to the other.
 */
export function inkOf(strokes, { left, top, right, bottom }) {
  const corner = [left, top].map((edge) => Math.floor(edge) - AROUND);
  const [width, height] = [right, bottom].map((edge, i) => Math.ceil(edge) + AROUND - corner[i]);
  const pixels = painted(strokes, corner, width, height).getImageData(0, 0, width, height).data;
  return { data: Float32Array.from({ length: width * height }, (_, i) => 1 - pixels[4 * i] / 255), width, height };
}

/** Return a context with the strokes black on white: so many pixels of the pad from its `corner` on. */
function painted(strokes, corner, width, height) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.translate(-corner[0], -corner[1]);
  draw(context, strokes);
  context.globalCompositeOperation = "destination-over";
  context.fillStyle = "white";
  context.fillRect(...corner, width, height);
  return context;
}
