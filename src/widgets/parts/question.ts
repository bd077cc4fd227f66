import type { CellVerdict } from "../../practice/cells";
import type { Verdict } from "../../practice/check";
import { hint, solution } from "../../practice/solution";
import type { Gradient, Task } from "../../practice/task";
import { verdictText } from "../../practice/verdict-text";
import { AnswerGrid } from "./answer-grid";
import { type Block, blocks } from "./blocks";
import { make } from "./element";
import { cellName } from "./grid";
import { marked } from "./marked";
import { readNumber } from "./number";

export interface QuestionOptions {
  task: Task;
  gradient: Gradient;
  shape: readonly number[];
  /** A text was typed: all of them, in row-major order. */
  changed(texts: string[], mark: string | null): void;
  /** More or less help is asked for: 0 to 3 hints, 4 the worked solution. */
  asked(helped: number): void;
}

/** How a question stands. */
export interface Standing {
  texts: readonly string[];
  cells: readonly CellVerdict[];
  verdict: Verdict;
  helped: number;
}

const HINTS = 3;
const SOLVED = HINTS + 1;

/** One gradient that is asked for: its grids, what is said of the answer, hints, and the sums when asked for. */
export class Question {
  readonly element: HTMLElement;
  readonly #options: QuestionOptions;
  readonly #parts: { block: Block; grid: AnswerGrid }[];
  readonly #verdict = make("p", { class: "an-note", "aria-live": "polite" });
  readonly #help = make("div", { class: "an-help", "aria-live": "polite" });
  readonly #hint: HTMLButtonElement;
  readonly #solve: HTMLButtonElement;
  #texts: readonly string[] = [];
  #helped = 0;

  constructor(options: QuestionOptions) {
    this.#options = options;
    this.#parts = blocks(options.shape).map((block) => ({ block, grid: this.#grid(block) }));
    const button = (f: () => void) => make("button", { type: "button", onclick: f });
    this.#hint = button(() => this.#options.asked(this.#helped + 1));
    this.#solve = button(() => this.#options.asked(this.#helped === SOLVED ? HINTS : SOLVED));
    const grids = this.#parts.map(({ grid }) => grid.element);
    this.element = make(
      "div",
      { class: "an-question" },
      make("div", { class: "an-grids" }, ...grids),
      this.#verdict,
      make("div", { class: "an-tools" }, this.#hint, this.#solve),
      this.#help,
    );
  }

  show({ texts, cells, verdict, helped }: Standing): void {
    this.#texts = texts;
    for (const { block, grid } of this.#parts) {
      const end = block.offset + block.rows * block.columns;
      grid.set(texts.slice(block.offset, end), cells.slice(block.offset, end));
    }
    const said = this.#words(cells, verdict);
    const old = this.#verdict.getAttribute("data-said");
    if (old !== said) {
      this.#verdict.setAttribute("data-said", said); // a screen reader reads each change, so there is none in vain
      this.#verdict.replaceChildren(...marked(said));
    }
    if (helped !== this.#helped || this.#hint.textContent === "") this.#aid(helped);
  }

  /** A whole answer has the words that `check` has for it; one that is under way says how far it is. */
  #words(cells: readonly CellVerdict[], verdict: Verdict): string {
    const { gradient } = this.#options;
    const bad = this.#texts.findIndex((text) => text.trim() !== "" && !readNumber(text).ok);
    if (bad >= 0) {
      const read = readNumber(this.#texts[bad]);
      return `**${gradient}**: ${this.#nameOf(bad)}: ${read.ok ? "" : read.why}.`;
    }
    const filled = cells.filter((cell) => cell !== "blank").length;
    if (filled === 0 || filled === cells.length) return verdictText(gradient, verdict);
    return `**${gradient}**: ${filled} of ${cells.length} filled in.`;
  }

  #aid(helped: number): void {
    this.#helped = helped;
    const { task, gradient } = this.#options;
    this.#hint.textContent = `Hint for ${gradient} (${Math.min(helped, HINTS)} of ${HINTS})`;
    this.#hint.disabled = helped >= HINTS;
    this.#solve.textContent = helped === SOLVED ? "Hide the sums" : "Show the sums";
    const steps = helped === 0 ? [] : hint(task, gradient, Math.min(helped, HINTS)).steps;
    const sums = helped === SOLVED ? solution(task, gradient).sums : [];
    this.#help.replaceChildren(
      ...steps.map((step, i) => make("p", {}, `${i + 1}. `, ...marked(step))),
      ...sums.map((sum) => make("p", { class: "an-sum" }, sum)),
    );
  }

  #grid(block: Block): AnswerGrid {
    const { gradient, shape, changed } = this.#options;
    return new AnswerGrid({
      ...{ name: gradient, vector: shape.length < 2, prefix: block.prefix },
      ...{ rows: block.rows, columns: block.columns },
      changed: (cells, mark) => {
        const texts = [...this.#texts];
        for (const [[r, c], text] of cells) texts[block.offset + r * block.columns + c] = text;
        changed(texts, mark);
      },
    });
  }

  #nameOf(place: number): string {
    const { gradient, shape } = this.#options;
    const part = [...this.#parts].reverse().find(({ block }) => block.offset <= place);
    const { prefix, columns, offset } = part?.block ?? blocks(shape)[0];
    const at = [Math.floor((place - offset) / columns), (place - offset) % columns] as const;
    return cellName({ name: gradient, vector: shape.length < 2, prefix }, at);
  }
}
