// An image as the numbers it is made of: each is shown where the pointer is, a click paints or erases it.
//
// data: pixels, the image's rows one after another, 0 for paper to 255 for ink; side; label; strokes, how many
// of those painted here are in it.
// The state `painted` is the image after a stroke, with the number of strokes.

const REST = 600; // milliseconds without a key until what was painted is sent

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".grid");
  const picture = root.querySelector(".picture"), canvas = root.querySelector("canvas");
  const side = data.side;
  const state = (root.state ??= { row: side >> 1, column: side >> 1, colour: null, strokes: data.strokes });
  picture.ariaLabel = data.label;

  // Until a stroke has come back, what is painted here is newer than what is given.
  if (state.colour === null && data.strokes === state.strokes) state.pixels = [...data.pixels];
  show();

  picture.onpointermove = (event) => {
    goTo(event);
    if (state.colour !== null) paint();
  };
  picture.onpointerdown = (event) => {
    picture.setPointerCapture(event.pointerId);
    goTo(event);
    begin();
    paint();
  };
  picture.onpointerup = picture.onpointercancel = send;
  picture.onkeydown = (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const paints = event.key === " " || event.key === "Enter";
    if (!(step || paints) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // the page turns its steps by arrow
    if (step) {
      state.row = within(state.row + step[0]);
      state.column = within(state.column + step[1]);
      show();
      return;
    }
    begin();
    paint();
    clearTimeout(state.resting);
    state.resting = setTimeout(send, REST);
  };
  return () => clearTimeout(state.resting);

  function goTo(event) {
    const box = picture.getBoundingClientRect();
    state.row = within(Math.floor(((event.clientY - box.top) / box.height) * side));
    state.column = within(Math.floor(((event.clientX - box.left) / box.width) * side));
    show();
  }

  // A stroke that begins on ink erases, one that begins on paper paints.
  function begin() {
    state.colour = state.pixels[state.row * side + state.column] > 127 ? 0 : 255;
  }

  function paint() {
    state.pixels[state.row * side + state.column] = state.colour;
    show();
  }

  function send() {
    if (state.colour === null) return;
    state.colour = null;
    state.strokes += 1;
    setStateValue("painted", { pixels: [...state.pixels], strokes: state.strokes });
  }

  function show() {
    const { row, column, pixels } = state;
    canvas.width = canvas.height = side;
    const pen = canvas.getContext("2d");
    pixels.forEach((pixel, i) => {
      pen.fillStyle = `rgb(${pixel},${pixel},${pixel})`;
      pen.fillRect(i % side, Math.floor(i / side), 1, 1);
    });
    const percent = (part) => `${(100 * part) / side}%`;
    Object.assign(root.querySelector(".frame").style, {
      top: percent(row), left: percent(column), width: percent(1), height: percent(1),
    });
    const value = (pixels[row * side + column] / 255).toFixed(2);
    root.querySelector("output").textContent = `Row ${row + 1}, column ${column + 1}: ${value}`;
  }

  function within(place) {
    return Math.min(Math.max(place, 0), side - 1);
  }
}
