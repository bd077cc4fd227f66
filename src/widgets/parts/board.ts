import { matrix } from "../../affine/matrix";
import { sharedRange } from "../../figures/number";
import {
  INPUT_NAMES,
  type InputName,
  type Inputs,
  type Packed,
  pack,
  type Results,
  results,
  unpack,
} from "../state";
import { Edits } from "./edits";
import { make } from "./element";
import { frame } from "./frame";
import { type At, Grid } from "./grid";

/** The part of anywidget's model that a view uses. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  on(event: string, f: () => void): void;
  off(event: string, f: () => void): void;
  save_changes(): void;
}

/** What a view draws from. */
export interface Scene extends Results {
  inputs: Inputs;
}

/** The cell that a reader points at or has the focus on. */
export interface Pointed {
  name: string;
  at: At;
}

export interface BoardOptions {
  model: Model;
  el: HTMLElement;
  title: string;
  /** The inputs that can be typed in, in their order. */
  inputs: readonly InputName[];
  /** The results that are shown as grids. */
  results?: readonly (keyof Results)[];
  /** What stands between the grids: `·`, `+`, `=`. */
  signs?: readonly string[];
  /** Draws all that is not a grid, at each change. */
  draw(scene: Scene, pointed: Pointed | null): void;
}

/** What all views share: grids, undo and reset, the sync with the kernel, what is said when a text is no number. */
export class Board {
  readonly grids = new Map<string, Grid>();
  /** Where a view puts what it has beside the grids. */
  readonly body = make("div", { class: "an-body" });
  readonly #options: BoardOptions;
  readonly #edits: Edits<Inputs>;
  readonly #alert = make("p", { class: "an-alert", role: "alert" });
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #heard: () => void;
  #inputs: Inputs;
  #scene: Scene;
  #pointed: Pointed | null = null;
  #sending = false;
  #saving = 0;

  constructor(options: BoardOptions) {
    this.#options = options;
    this.#inputs = this.#read();
    this.#edits = new Edits(this.#inputs);
    this.#scene = { inputs: this.#inputs, ...results(this.#inputs) };
    const button = (text: string, f: () => void) =>
      make("button", { type: "button", onclick: f }, text);
    this.#undo = button("Undo", () => this.#go(this.#edits.undo()));
    this.#redo = button("Redo", () => this.#go(this.#edits.redo()));
    const reset = button("Reset", () => this.#go(this.#edits.reset()));
    const tools = make("div", { class: "an-tools" }, this.#undo, this.#redo, reset);
    const grids = make("div", { class: "an-grids" });
    const { inputs, results: made = [], signs = [] } = options;
    [...inputs, ...made].forEach((name, i) => {
      if (i > 0 && signs[i - 1]) grids.append(make("span", { class: "an-sign" }, signs[i - 1]));
      grids.append(this.#add(name, i < inputs.length).element);
    });
    const root = frame(
      options.title,
      (event) => this.#key(event),
      make("div", { class: "an-head" }, make("b", {}, options.title), tools),
      ...[grids, this.#alert, this.body],
    );
    options.el.append(root);
    this.#heard = () => {
      if (!this.#sending) this.#go(this.#read(), false);
    };
    for (const name of INPUT_NAMES) options.model.on(`change:${name}`, this.#heard);
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Draws for the first time; a view calls it when all its parts are there. */
  start(): void {
    this.#show();
  }

  /** Changes inputs, as a view's own controls do. */
  change(more: Partial<Inputs>, mark: string | null): void {
    this.#inputs = { ...this.#inputs, ...more };
    this.#edits.push(this.#inputs, mark);
    this.#apply(true);
  }

  /** Draws again what is not a grid. */
  redraw(): void {
    this.#options.draw(this.#scene, this.#pointed);
  }

  /** Marks cells of several grids, and takes the marks of all others away. */
  light(cells: Readonly<Record<string, readonly At[]>>): void {
    for (const [name, grid] of this.grids) grid.light(cells[name] ?? []);
  }

  dispose(): void {
    for (const name of INPUT_NAMES) this.#options.model.off(`change:${name}`, this.#heard);
    cancelAnimationFrame(this.#saving);
    this.#options.el.replaceChildren();
  }

  #add(name: string, editable: boolean): Grid {
    const grid = new Grid({
      ...{ name, vector: name === "b" || name === "db" },
      ...(editable && {
        changed: (values: number[][], mark: string | null) => this.change({ [name]: values }, mark),
        complain: (why: string | null) => {
          this.#alert.textContent = why ?? "";
        },
      }),
      pointed: (at) => {
        this.#pointed = at && { name, at };
        this.redraw();
      },
    });
    this.grids.set(name, grid);
    return grid;
  }

  #read(): Inputs {
    const all = INPUT_NAMES.map((name) => [
      name,
      unpack(this.#options.model.get(name) as Packed[][]),
    ]); // because explore sends these
    return Object.fromEntries(all) as unknown as Inputs; // because fromEntries forgets the names
  }

  /** Shows a state as a whole: texts that are no numbers give way to it. */
  #go(inputs: Inputs, tell = true): void {
    this.#inputs = inputs;
    if (!tell) this.#edits.push(inputs, "kernel");
    for (const grid of this.grids.values()) grid.forgive();
    this.#apply(tell);
  }

  #apply(tell: boolean): void {
    this.#scene = { inputs: this.#inputs, ...results(this.#inputs) };
    this.#show();
    if (!tell) return;
    this.#sending = true; // our own change must not come back as another's
    for (const name of INPUT_NAMES) this.#options.model.set(name, pack(this.#inputs[name]));
    this.#sending = false;
    cancelAnimationFrame(this.#saving);
    this.#saving = requestAnimationFrame(() => this.#options.model.save_changes());
  }

  #show(): void {
    const { inputs, ...made } = this.#scene;
    const all: Record<string, number[][]> = { ...inputs, ...made };
    const shown = [...this.grids.keys()].map((name) => all[name]);
    const range = sharedRange(...shown.map(matrix));
    for (const [name, grid] of this.grids) grid.set(all[name], range);
    this.#undo.disabled = !this.#edits.canUndo;
    this.#redo.disabled = !this.#edits.canRedo;
    this.redraw();
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation(); // JupyterLab has shortcuts of its own for plain letters and arrows
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.#go(event.shiftKey ? this.#edits.redo() : this.#edits.undo());
  }
}
