// The pad: draws while a pen moves, answers at once, and has the server confirm when the pen rests.

import { answerOf, showAnswers, textOf } from "./answers.js";
import { draw, picture } from "./ink.js";
import { keyOf } from "./keys.js";
import { loadQuickAnswer } from "./quick.js";
import { load, save } from "./storage.js";

const REST = 300; // milliseconds without a pen on the pad before the server is asked
const pads = new WeakMap();

/** Show the pad in a component of Streamlit's, again whenever Streamlit runs it; return what removes it. */
export function show(component) {
  const { parentElement } = component;
  if (!pads.has(parentElement)) pads.set(parentElement, new Pad(component));
  pads.get(parentElement).update(component);
  return () => {
    pads.get(parentElement)?.close();
    pads.delete(parentElement);
  };
}

class Pad {
  #root;
  #canvas;
  #answers;
  #drawing;
  #component;
  #quick = null; // until the weights are there
  #pen = null; // the id of the pointer that draws
  #erases = false;
  #frame = null;
  #resting = null;
  #sent = null; // the version that the server was asked about last
  #observer;

  constructor({ data, parentElement }) {
    this.#root = parentElement.querySelector(".pad");
    this.#canvas = this.#root.querySelector("canvas");
    this.#answers = this.#root.querySelector(".answers");
    this.#drawing = load(data.key);
    this.#observer = new ResizeObserver(() => this.#redraw());
    this.#observer.observe(this.#canvas);
    this.#listen();
    loadQuickAnswer(new URL(data.weights, document.baseURI)).then((quick) => {
      this.#quick = quick;
      this.#redraw();
    });
  }

  /** Take what Python says anew: which version of the drawing it has read, and how. */
  update(component) {
    this.#component = component;
    this.#canvas.setAttribute("aria-label", component.data.label);
    this.#redraw();
    if (this.#pen === null) this.#rest();
  }

  close() {
    clearTimeout(this.#resting);
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
  }

  /** Whether the server has read what is on the pad now. */
  get #isConfirmed() {
    return this.#component.data.version === this.#drawing.version;
  }

  #listen() {
    const canvas = this.#canvas;
    canvas.onpointerdown = (event) => this.#begin(event);
    canvas.onpointermove = (event) => this.#extend(event);
    canvas.onpointerup = canvas.onpointercancel = (event) => this.#end(event);
    this.#root.onclick = (event) => this.#use(event.target.closest("button")?.name);
    this.#root.oninput = ({ target }) => this.#setBrush(target.valueAsNumber);
    this.#root.onkeydown = (event) => {
      const tool = keyOf(event);
      if (!tool) return;
      event.preventDefault();
      event.stopPropagation(); // Streamlit has keys of its own
      this.#use(tool);
    };
  }

  #begin(event) {
    if (this.#pen !== null || event.button > 0) return;
    this.#pen = event.pointerId;
    this.#canvas.setPointerCapture(event.pointerId);
    clearTimeout(this.#resting);
    const { clientWidth, clientHeight } = this.#canvas;
    const scale = this.#scale;
    this.#drawing.begin(
      { points: this.#place(event), width: this.#drawing.brush / scale, erases: this.#erases },
      [clientWidth / scale, clientHeight / scale].map(Math.round),
    );
    this.#redraw();
  }

  #extend(event) {
    if (event.pointerId !== this.#pen) return;
    const events = event.getCoalescedEvents?.() ?? [];
    this.#drawing.extend((events.length ? events : [event]).flatMap((each) => this.#place(each)));
    this.#redraw();
  }

  #end(event) {
    if (event.pointerId !== this.#pen) return;
    this.#pen = null;
    this.#changed();
  }

  #use(tool) {
    if (!tool || this.#pen !== null) return;
    if (tool === "erase") this.#erases = !this.#erases;
    else if (tool === "thinner") this.#setBrush(this.#drawing.brush - 2);
    else if (tool === "thicker") this.#setBrush(this.#drawing.brush + 2);
    else if (tool === "undo" && this.#drawing.canUndo) this.#drawing.undo();
    else if (tool === "redo" && this.#drawing.canRedo) this.#drawing.redo();
    else if (tool === "clear" && this.#drawing.strokes.length) this.#drawing.clear();
    this.#changed();
  }

  #setBrush(width) {
    this.#drawing.brush = Math.min(Math.max(width, 6), 40);
    this.#changed();
  }

  #changed() {
    save(this.#component.data.key, this.#drawing);
    this.#redraw();
    this.#rest();
  }

  /** Ask the server what is on the pad, once the pen has rested. */
  #rest() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => {
      const { strokes, size, number, version } = this.#drawing;
      if (this.#isConfirmed || this.#sent === version) return;
      this.#sent = version;
      const file = strokes.length ? picture(strokes, size) : "";
      this.#component.setStateValue("drawing", { number, version, picture: file });
    }, REST);
  }

  /** Return where on the drawing an event is, as [x, y]. */
  #place({ clientX, clientY }) {
    const { left, top } = this.#canvas.getBoundingClientRect();
    return [clientX - left, clientY - top].map((at) => Math.round((10 * at) / this.#scale) / 10);
  }

  /** What the drawing is made smaller by, where the pad is smaller than it was. */
  get #scale() {
    if (!this.#drawing.strokes.length) return 1;
    const [width, height] = this.#drawing.size;
    return Math.min(1, this.#canvas.clientWidth / width, this.#canvas.clientHeight / height);
  }

  #redraw() {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null;
      this.#paint();
      this.#answer();
      this.#showTools();
    });
  }

  #paint() {
    const canvas = this.#canvas;
    const density = devicePixelRatio;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((side) => Math.round(side * density));
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.scale(density * this.#scale, density * this.#scale);
    context.strokeStyle = getComputedStyle(canvas).color;
    draw(context, this.#drawing.strokes);
  }

  #answer() {
    const confirmed = this.#isConfirmed && this.#component.data.answers;
    const answers = confirmed || (this.#quick?.(this.#drawing.strokes).map(answerOf) ?? []);
    const [heading, cards] = this.#answers.children;
    this.#answers.hidden = !answers.length;
    heading.textContent = confirmed ? "Confirmed by the server" : "Quick answer, from your browser";
    showAnswers(cards, answers);
    if (this.#pen === null) this.#say(answers, confirmed ? "Read by the server as" : "Quick answer:");
  }

  #say(answers, how) {
    const { length } = this.#drawing.strokes;
    const text = length ? `${length} stroke${length > 1 ? "s" : ""}. ${how} ${textOf(answers) || "nothing"}.` : "Nothing.";
    const said = this.#root.querySelector("#said");
    if (said.textContent !== text) said.textContent = text; // or it would be read out again
  }

  #showTools() {
    const { erase, undo, redo, clear } = Object.fromEntries(
      [...this.#root.querySelectorAll("button")].map((button) => [button.name, button]),
    );
    erase.setAttribute("aria-pressed", this.#erases);
    undo.disabled = !this.#drawing.canUndo;
    redo.disabled = !this.#drawing.canRedo;
    clear.disabled = !this.#drawing.strokes.length;
    this.#root.querySelector("input").value = this.#drawing.brush;
    this.#root.querySelector(".hint").hidden = this.#drawing.strokes.length > 0;
  }
}
