import type { CellVerdict } from "../../practice/cells";
import { make } from "./element";
import { type At, captionOf, cellName } from "./grid";
import { readBlock, readNumber } from "./number";

export interface AnswerGridOptions {
  /** The gradient that is asked for. */
  name: string;
  vector?: boolean;
  /** Of a grid that is one sample of dx (N, C, L): the indices before a cell's own. */
  prefix?: readonly number[];
  rows: number;
  columns: number;
  /** A text was typed or pasted; `mark` names a change that goes on. */
  changed(cells: readonly [At, string][], mark: string | null): void;
}

const SAID: Record<CellVerdict, string> = { blank: "", right: ", right", wrong: ", not right yet" };

/** Cells to type an answer into: each keeps its text, whatever it is, and shows how it is judged. */
export class AnswerGrid {
  readonly element: HTMLElement;
  readonly #options: AnswerGridOptions;
  readonly #fields: HTMLInputElement[][];

  constructor(options: AnswerGridOptions) {
    this.#options = options;
    const range = (length: number) => Array.from({ length }, (_, i) => i);
    this.#fields = range(options.rows).map((r) =>
      range(options.columns).map((c) => this.#field([r, c])),
    );
    const rows = this.#fields.map((row) =>
      make("tr", {}, ...row.map((field) => make("td", {}, field))),
    );
    const caption = make("caption", {}, ...captionOf(options, [options.rows, options.columns]));
    this.element = make(
      "div",
      { class: "an-grid an-answer" },
      make("table", {}, caption, make("tbody", {}, ...rows)),
    );
  }

  /** Shows texts and how each is judged; both row by row. */
  set(texts: readonly string[], verdicts: readonly CellVerdict[]): void {
    this.#fields.flat().forEach((field, i) => {
      if (field.value !== texts[i]) field.value = texts[i];
      const read = readNumber(texts[i]);
      const unreadable = texts[i].trim() !== "" && !read.ok;
      if (unreadable) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      field.parentElement?.setAttribute("data-verdict", unreadable ? "unreadable" : verdicts[i]);
      const said = unreadable ? ", not a number" : SAID[verdicts[i]];
      field.setAttribute("aria-label", `${this.#nameOf(i)}${said}`);
    });
  }

  #nameOf(place: number): string {
    const { columns } = this.#options;
    return cellName(this.#options, [Math.floor(place / columns), place % columns]);
  }

  #field(at: At): HTMLInputElement {
    const { changed } = this.#options;
    const field: HTMLInputElement = make("input", {
      ...{ type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" },
      oninput: () => changed([[at, field.value]], `type ${cellName(this.#options, at)}`),
      onkeydown: (event: KeyboardEvent) => this.#key(event, at),
      onpaste: (event: ClipboardEvent) => this.#paste(event, at),
    });
    return field;
  }

  /** Up, down and Enter move between cells; left and right move the caret. */
  #key(event: KeyboardEvent, [r, c]: At): void {
    const down = event.key === "ArrowDown" || event.key === "Enter";
    const to = down ? this.#fields[r + 1]?.[c] : this.#fields[r - 1]?.[c];
    if (!down && event.key !== "ArrowUp") return;
    event.preventDefault();
    to?.focus();
  }

  /** A block fills the grid from this cell on; what lies beyond it is left. */
  #paste(event: ClipboardEvent, [r, c]: At): void {
    const block = readBlock(event.clipboardData?.getData("text/plain") ?? "");
    if (block.length === 1 && block[0].length === 1) return; // into the text, as everywhere
    event.preventDefault();
    const cells = block.flatMap((row, i) =>
      row.flatMap((text, j): [At, string][] =>
        this.#fields[r + i]?.[c + j] ? [[[r + i, c + j], text]] : [],
      ),
    );
    this.#options.changed(cells, null);
  }
}
