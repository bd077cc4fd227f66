import { tensor, toArray } from "../affine/matrix";
import { flatCopy, type Tensor } from "../affine/tensor";
import { sharedRange } from "../figures/number";
import { judgeCells } from "../practice/cells";
import { check, type Verdicts } from "../practice/check";
import { GRADIENTS, type Gradient } from "../practice/task";
import { blocks } from "./parts/blocks";
import type { Model } from "./parts/board";
import { Edits } from "./parts/edits";
import { make } from "./parts/element";
import { frame } from "./parts/frame";
import { Grid } from "./parts/grid";
import { keep, kept } from "./parts/kept";
import { Question } from "./parts/question";
import {
  answersOf,
  blankTexts,
  entriesOf,
  GIVEN,
  type Helped,
  shapeOf,
  type TaskState,
  type Texts,
  taskOf,
} from "./task-state";

/** The shortest first. */
const ORDER = ["db", "dW", "dx"] as const;

/** A practice board: dx, dW and db are typed into grids, each cell is judged, and a slip is named. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const board = new PracticeBoard(model, el);
  return () => board.dispose();
}

class PracticeBoard {
  readonly #model: Model;
  readonly #el: HTMLElement;
  readonly #task: Record<(typeof GIVEN)[number], Tensor>;
  readonly #key: string;
  readonly #edits: Edits<Texts>;
  readonly #questions: Record<Gradient, Question>;
  readonly #score = make("p", { class: "an-alert", role: "status" });
  readonly #undo: HTMLButtonElement;
  readonly #redo: HTMLButtonElement;
  readonly #heard: () => void;
  #texts: Texts;
  #helped: Helped;
  #sending = false;
  #saving = 0;

  constructor(model: Model, el: HTMLElement) {
    this.#model = model;
    this.#el = el;
    const given = (name: keyof TaskState) => model.get(name) as never; // because practise sends each of them
    this.#task = taskOf({ x: given("x"), W: given("W"), b: given("b"), dout: given("dout") });
    this.#key = JSON.stringify(GIVEN.map((name) => toArray(this.#task[name])));
    this.#texts = this.#start(given("texts"));
    this.#helped = given("helped");
    this.#edits = new Edits(this.#texts);
    const button = (text: string, f: () => void) =>
      make("button", { type: "button", onclick: f }, text);
    this.#undo = button("Undo", () => this.#go(this.#edits.undo()));
    this.#redo = button("Redo", () => this.#go(this.#edits.redo()));
    const clear = button("Clear all", () => this.#put(blankTexts(this.#task), null));
    const tools = make("div", { class: "an-tools" }, this.#undo, this.#redo, clear);
    const question = (gradient: Gradient) =>
      new Question({
        ...{ task: this.#task, gradient, shape: shapeOf(this.#task, gradient) },
        changed: (texts, mark) => this.#put({ ...this.#texts, [gradient]: texts }, mark),
        asked: (helped) => this.#help({ ...this.#helped, [gradient]: helped }),
      });
    this.#questions = { dx: question("dx"), dW: question("dW"), db: question("db") };
    this.#heard = () => {
      if (this.#sending) return;
      this.#texts = given("texts");
      this.#helped = given("helped");
      this.#edits.push(this.#texts);
      this.#show();
    };
    for (const name of ["texts", "helped"]) model.on(`change:${name}`, this.#heard);
    el.append(this.#root(tools));
    this.#show();
    if (this.#texts !== given("texts")) this.#tell({ texts: this.#texts }); // the kernel has to know what was kept
  }

  dispose(): void {
    for (const name of ["texts", "helped"]) this.#model.off(`change:${name}`, this.#heard);
    cancelAnimationFrame(this.#saving);
    this.#el.replaceChildren();
  }

  /** The model's texts; where it has none, those that the browser kept of the same exercise. */
  #start(texts: Texts): Texts {
    const before = kept(this.#key) as Partial<Texts> | null; // because only this board writes it
    const blank = GRADIENTS.every((g) => texts[g].every((text) => text === ""));
    const fits = GRADIENTS.every((g) => before?.[g]?.length === texts[g].length);
    return blank && before && fits ? { ...texts, ...before } : texts;
  }

  #root(tools: HTMLElement): HTMLElement {
    const head = make(
      "div",
      { class: "an-head" },
      make("b", {}, "Given x, W and dout, find db, dW and dx"),
      tools,
    );
    const questions = ORDER.map((gradient) => this.#questions[gradient].element);
    const root = frame(
      "Practice: find db, dW and dx",
      (event) => this.#keyed(event),
      head,
      make("div", { class: "an-grids" }, ...givenGrids(this.#task)),
      make("div", { class: "an-questions" }, ...questions),
      this.#score,
    );
    root.classList.add("an-practice");
    return root;
  }

  #put(texts: Texts, mark: string | null): void {
    this.#edits.push(texts, mark);
    this.#go(texts);
  }

  #go(texts: Texts): void {
    this.#texts = texts;
    keep(this.#key, texts);
    this.#tell({ texts });
    this.#show();
  }

  #help(helped: Helped): void {
    this.#helped = helped;
    this.#tell({ helped });
    this.#show();
  }

  #tell(part: Partial<TaskState>): void {
    this.#sending = true; // our own change must not come back as another's
    for (const [name, value] of Object.entries(part)) this.#model.set(name, value);
    this.#sending = false;
    cancelAnimationFrame(this.#saving);
    this.#saving = requestAnimationFrame(() => this.#model.save_changes());
  }

  #show(): void {
    const verdicts: Verdicts = check(this.#task, answersOf(this.#task, this.#texts));
    for (const gradient of GRADIENTS) {
      const cells = judgeCells(this.#task, gradient, entriesOf(this.#texts[gradient]));
      const { [gradient]: verdict } = verdicts;
      const [texts, helped] = [this.#texts[gradient], this.#helped[gradient]];
      this.#questions[gradient].show({ texts, cells, verdict, helped });
    }
    const right = GRADIENTS.filter((gradient) => verdicts[gradient].kind === "right").length;
    const said = `${right} of 3 right${right === 3 ? ": all of them. Another seed gives other numbers." : "."}`;
    if (this.#score.textContent !== said) this.#score.textContent = said;
    this.#undo.disabled = !this.#edits.canUndo;
    this.#redo.disabled = !this.#edits.canRedo;
  }

  #keyed(event: KeyboardEvent): void {
    event.stopPropagation(); // JupyterLab has shortcuts of its own for plain letters and arrows
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    this.#go(event.shiftKey ? this.#edits.redo() : this.#edits.undo());
  }
}

/** x, W and dout to read; b is in none of the answers. */
function givenGrids(task: Record<(typeof GIVEN)[number], Tensor>): HTMLElement[] {
  const range = sharedRange(task.x, task.W, task.dout);
  return (["x", "W", "dout"] as const).flatMap((name) =>
    blocks(Array.from(task[name].shape)).map(({ prefix, rows, columns, offset }) => {
      const grid = new Grid({ name, prefix });
      const part = flatCopy(task[name]).slice(offset, offset + rows * columns);
      grid.set(toArray(tensor(part, [rows, columns])) as number[][], range); // because it has two axes
      return grid.element;
    }),
  );
}
