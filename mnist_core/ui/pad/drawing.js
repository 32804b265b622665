// What is on a pad, stroke by stroke, and the way there and back.

const CLEAR = "clear";
// A digit drawn 150 px high then has strokes of 2.7 of MNIST's 20 px, the thin end of what MNIST has.
const BRUSH = 20;

/** The digits drawn so far.
 *
 * A step is a stroke, {points: [x, y, x, y, …], width, erases}, or CLEAR; the first `done` of them hold.
 * `number` counts the drawings begun, `version` the changes; `size` is that of the pad, [width, height], and
 * `brush` the width of the next stroke, both in pixels of the page.
 */
export class Drawing {
  constructor({ steps = [], done = 0, cleared = 0, version = 0, size = [0, 0], brush = BRUSH } = {}) {
    Object.assign(this, { steps, done, cleared, version, size, brush });
  }

  /** The strokes since the pad was last cleared. */
  get strokes() {
    return this.steps.slice(this.#start(), this.done);
  }

  get number() {
    return 1 + this.cleared + this.steps.slice(0, this.done).filter((step) => step === CLEAR).length;
  }

  get canUndo() {
    return this.done > 0;
  }

  get canRedo() {
    return this.done < this.steps.length;
  }

  /** Begin a stroke on a pad of this size; `extend` makes it longer. */
  begin(stroke, size) {
    const bare = this.strokes.length === 0;
    this.size = bare ? size : this.size.map((side, i) => Math.max(side, size[i]));
    this.#take(stroke);
  }

  extend(points) {
    this.steps.at(-1).points.push(...points);
    this.version++;
  }

  /** Begin a new drawing. What was cleared before this one can no longer be brought back. */
  clear() {
    const start = this.#start();
    if (start > 0) {
      this.cleared += 1;
      this.steps.splice(0, start);
      this.done -= start;
    }
    this.#take(CLEAR);
  }

  undo() {
    this.#move(-1);
  }

  redo() {
    this.#move(1);
  }

  #start() {
    return this.steps.lastIndexOf(CLEAR, this.done - 1) + 1;
  }

  #take(step) {
    this.steps.splice(this.done, Infinity, step);
    this.#move(1);
  }

  #move(by) {
    this.done += by;
    this.version++;
  }
}
