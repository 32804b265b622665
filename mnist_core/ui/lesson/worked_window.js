// A window that slides over a picture, and the sum that makes one value of the map.
//
// data: input (h, w) numbers; kernel (size, size), or null to take the largest; size; stride; base (h', w'),
// what is added to each sum, with its name; row and column of the map, from 0; names of both pictures; is_map,
// whether the input is a map itself; colours, 256 from none to strongest.
// The state `cell` is [row, column] where the window came to rest. Nothing is sent while it moves.

const TICK = 70; // milliseconds from cell to cell when it plays
const REST = 600; // milliseconds without a key until the window has come to rest
const GREYS = Array.from({ length: 256 }, (_, i) => `rgb(${i},${i},${i})`);

export default function (component) {
  const { data, parentElement, setStateValue } = component;
  const root = parentElement.querySelector(".worked");
  const find = (name) => root.querySelector("." + name);
  const { input, kernel, size, stride, base } = data;
  const rows = base.length, columns = base[0].length;
  const output = base.map((line, row) => line.map((_, column) => workedOut(data, row, column).value));
  const inputColour = scale(input, data.is_map ? data.colours : GREYS, data.is_map);
  const outputColour = scale(output, data.colours, true);
  const limit = kernel && Math.max(...kernel.flat().map(Math.abs), 1e-9);

  // The last run's window stays where it is unless another cell was asked for.
  const state = (root.state ??= {});
  clearInterval(state.timer);
  const asked = [data.row, data.column].join();
  if (state.asked !== asked || state.row >= rows || state.column >= columns) {
    Object.assign(state, { asked, row: data.row, column: data.column, playing: false });
  }

  find("input-name").textContent = data.input_name;
  find("output-name").textContent = data.output_name;
  paint(find("input").querySelector("canvas"), input, inputColour);
  matrix(find("patch"), "what it sees");
  matrix(find("weights"), "weights");
  matrix(find("products"), "products");
  for (const name of ["times", "weights", "equals", "products"]) find(name).hidden = !kernel;
  if (state.playing) play();
  show();

  const inPicture = (name, reach) => (event) => {
    const box = find(name).getBoundingClientRect();
    const at = (offset, length, count) =>
      clamp(Math.floor((offset / length) * (count + 2 * reach)) - reach, count);
    move(at(event.clientY - box.top, box.height, rows), at(event.clientX - box.left, box.width, columns));
  };
  // In the input the pointer is in the middle of the window, which keeps off the sides.
  for (const [name, reach] of [["output", 0], ["input", stride === 1 ? (size - 1) / 2 : 0]]) {
    const picture = find(name), follow = inPicture(name, reach);
    picture.onpointermove = (event) => { if (!state.playing) follow(event); };
    picture.onpointerdown = (event) => { pause(); follow(event); };
    picture.onpointerup = rest;
  }
  find("output").onkeydown = (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation(); // the page turns its steps by arrow
    pause();
    move(clamp(state.row + step[0], rows), clamp(state.column + step[1], columns));
    clearTimeout(state.resting);
    state.resting = setTimeout(rest, REST);
  };
  find("play").onclick = () => {
    if (state.playing) { pause(); rest(); return; }
    if (state.row === rows - 1 && state.column === columns - 1) state.row = state.column = 0;
    play();
    show();
  };
  return () => { clearInterval(state.timer); clearTimeout(state.resting); };

  function move(row, column) {
    Object.assign(state, { row, column });
    show();
  }

  function play() {
    state.playing = true;
    state.timer = setInterval(() => {
      const next = state.row * columns + state.column + 1;
      if (next === rows * columns) { pause(); rest(); show(); return; }
      move(Math.floor(next / columns), next % columns);
    }, TICK);
  }

  function pause() {
    clearInterval(state.timer);
    state.playing = false;
    show();
  }

  function rest() {
    state.asked = [state.row, state.column].join();
    setStateValue("cell", [state.row, state.column]);
  }

  function show() {
    const { row, column } = state;
    const { patch, products, sum, value, winner } = workedOut(data, row, column);
    // While it plays, the map grows behind the window.
    const until = state.playing ? row * columns + column : Infinity;
    paint(find("output").querySelector("canvas"), output, outputColour, until);
    frame("input", row * stride, column * stride, size, input);
    frame("output", row, column, 1, output);
    fill("patch", patch, (number) => [inputColour(number), inputColour(number, true)]);
    if (kernel) {
      fill("weights", kernel.flat(), (number) => [signed(number / limit)]);
      fill("products", products, (number) => [signed(number / limit)]);
    }
    find("patch").querySelectorAll(".cells span").forEach((cell, i) => cell.classList.toggle("winner", i === winner));
    const place = `Row ${row + 1}, column ${column + 1}: `;
    const added = base[row][column];
    find("sum").textContent = kernel
      ? `${place}the products add up to ${two(sum)}. ${data.base_name}: ${two(added)}. ` +
        `Together ${two(sum + added)}${sum + added < 0 ? ", below 0, so ReLU makes it" : ". ReLU keeps it:"} `
      : `${place}the largest of ${patch.length} is `;
    find("value").textContent = two(value);
    find("sum").parentElement.ariaLive = state.playing ? "off" : "polite";
    find("play").textContent = state.playing ? "❚❚ Pause" : "▶ Play";
  }

  function matrix(element, name) {
    element.querySelector(".name").textContent = name;
    const cells = element.querySelector(".cells");
    cells.style.gridTemplateColumns = `repeat(${size}, 1fr)`;
    while (cells.children.length < size * size) cells.append(document.createElement("span"));
  }

  function fill(name, numbers, colours) {
    find(name).querySelectorAll(".cells span").forEach((cell, i) => {
      const [background, text] = colours(numbers[i]);
      cell.textContent = two(numbers[i]);
      Object.assign(cell.style, { background, color: text ?? "inherit" });
    });
  }

  function frame(name, row, column, side, picture) {
    const percent = (part, whole) => `${(100 * part) / whole}%`;
    Object.assign(find(name).querySelector(".frame").style, {
      top: percent(row, picture.length), height: percent(side, picture.length),
      left: percent(column, picture[0].length), width: percent(side, picture[0].length),
    });
  }
}

// Everything in one cell of the map: what the window sees, times the weights, summed, and ReLU.
function workedOut({ input, kernel, size, stride, base }, row, column) {
  const patch = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) patch.push(input[row * stride + y][column * stride + x]);
  if (!kernel) {
    const value = Math.max(...patch);
    return { patch, value, winner: patch.indexOf(value) };
  }
  const products = kernel.flat().map((weight, i) => weight * patch[i]);
  const sum = products.reduce((total, product) => total + product, 0);
  return { patch, products, sum, value: Math.max(sum + base[row][column], 0) };
}

// What colours a number: from none to the strongest; with `text`, black or white to be read on it.
function scale(numbers, colours, isMap) {
  const top = isMap ? Math.max(...numbers.flat(), 1e-9) : 1;
  const light = isMap ? 0.485 : 0.46; // black is read better than white from here on
  const level = (number) => (isMap ? Math.sqrt(Math.max(number, 0) / top) : number);
  return (number, text) =>
    text ? (level(number) > light ? "#000" : "#fff") : colours[Math.min(Math.round(255 * level(number)), 255)];
}

function paint(canvas, numbers, colour, until = Infinity) {
  canvas.height = numbers.length;
  canvas.width = numbers[0].length;
  const pen = canvas.getContext("2d");
  numbers.flat().forEach((number, i) => {
    pen.fillStyle = i <= until ? colour(number) : "#888";
    pen.fillRect(i % canvas.width, Math.floor(i / canvas.width), 1, 1);
  });
}

const clamp = (place, count) => Math.min(Math.max(place, 0), count - 1);
const two = (number) => (Math.abs(number) < 0.005 ? 0 : number).toFixed(2).replace("-", "−");
const signed = (part) =>
  `rgba(${part < 0 ? "61,139,196" : "201,106,27"},${0.6 * Math.min(Math.abs(part), 1)})`;
