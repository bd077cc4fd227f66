import { formatNumber } from "../../figures/number";
import { colourOf } from "../../figures/scale";
import { make } from "./element";
import { fieldText, readBlock, readNumber } from "./number";

/** A cell of a grid, by row and column from 0. */
export type At = readonly [row: number, column: number];

export interface GridOptions {
  /** The letter that the matrix has in the lesson. */
  name: string;
  /** A vector is one row, and its cells are called b[1], not b[0, 1]. */
  vector?: boolean;
  /** Of a grid that is one sample of x (N, C, L): the indices before a cell's own. */
  prefix?: readonly number[];
  /** A cell has a new number; `mark` names a change that goes on. Without it the grid can be read only. */
  changed?(values: number[][], mark: string | null): void;
  /** A cell is pointed at or has the focus; null when none is any more. */
  pointed?(at: At | null): void;
  /** Why a typed text is no number; null when all cells are numbers again. */
  complain?(why: string | null): void;
}

/** What a cell is called: `W[0, 1]`, `b[1]`, `dx[1, 0, 2]`. */
export function cellName(
  { name, vector, prefix = [] }: Pick<GridOptions, "name" | "vector" | "prefix">,
  [r, c]: At,
): string {
  return `${name}[${[...prefix, ...(vector ? [c] : [r, c])].join(", ")}]`;
}

/** What stands above a grid: its name and shape. */
export function captionOf(
  { name, vector, prefix = [] }: Pick<GridOptions, "name" | "vector" | "prefix">,
  [rows, columns]: At,
): (Node | string)[] {
  const part = prefix.length === 0 ? "" : `[${prefix.join(", ")}]`;
  const shape = vector ? `(${columns},)` : `(${rows}, ${columns})`;
  return [make("b", {}, `${name}${part}`), ` ${shape}`];
}

/** Pixels that a pointer is dragged for one step, and the step. */
const PIXELS = 6;
const STEP = 0.1;

/** A matrix as a table of numbers that can be typed in, dragged, stepped by arrow keys and filled from a spreadsheet. */
export class Grid {
  readonly element: HTMLElement;
  readonly name: string;
  readonly #options: GridOptions;
  #values: number[][] = [];
  #fields: HTMLElement[][] = [];
  #caption = make("caption");
  #body = make("tbody");

  constructor(options: GridOptions) {
    this.#options = options;
    this.name = options.name;
    const table = make("table", { role: "grid" }, this.#caption, this.#body);
    this.element = make("div", { class: "an-grid" }, table);
  }

  /** What a cell is called: `W[0, 1]`, `b[1]`. */
  cellName(at: At): string {
    return cellName(this.#options, at);
  }

  /** Shows numbers. A text that is being typed, or that is no number, stays as it is. */
  set(values: number[][], range: readonly [number, number]): void {
    const shape = (m: number[][]) => `${m.length},${m[0]?.length ?? 0}`;
    const same = shape(values) === shape(this.#values);
    this.#values = values.map((row) => [...row]);
    if (!same) this.#build();
    values.forEach((row, r) => {
      row.forEach((value, c) => {
        this.#show(this.#fields[r][c], value, range);
      });
    });
  }

  /** Marks cells: what the pointed one is made of. */
  light(cells: readonly At[]): void {
    const lit = new Set(cells.map(String));
    this.#fields.forEach((row, r) => {
      row.forEach((field, c) => {
        field.parentElement?.classList.toggle("an-lit", lit.has(String([r, c])));
      });
    });
  }

  /** Takes back every text that is no number. */
  forgive(): void {
    for (const field of this.#fields.flat()) field.removeAttribute("aria-invalid");
    this.#complain(null);
  }

  focus([r, c]: At): void {
    this.#fields[r]?.[c]?.focus();
  }

  #show(field: HTMLElement, value: number, range: readonly [number, number]): void {
    if (field instanceof HTMLInputElement) {
      const typed = readNumber(field.value);
      const invalid = field.hasAttribute("aria-invalid");
      if (!invalid && !(typed.ok && typed.value === value)) field.value = fieldText(value);
    } else {
      const text = formatNumber(value);
      if (field.textContent !== text) field.textContent = text;
    }
    field.parentElement?.style.setProperty("--an-colour", colourOf(value, range));
  }

  #build(): void {
    const [rows, columns] = [this.#values.length, this.#values[0]?.length ?? 0];
    this.#caption.replaceChildren(...captionOf(this.#options, [rows, columns]));
    this.#fields = this.#values.map((row, r) => row.map((_, c) => this.#field([r, c])));
    this.#body.replaceChildren(
      ...this.#fields.map((row) =>
        make("tr", { role: "row" }, ...row.map((field) => make("td", { role: "gridcell" }, field))),
      ),
    );
  }

  #field(at: At): HTMLElement {
    const { changed, pointed } = this.#options;
    const listeners = {
      onpointerenter: () => pointed?.(at),
      onpointerleave: () => pointed?.(null),
      onfocus: () => pointed?.(at),
      onblur: () => pointed?.(null),
      onkeydown: (event: KeyboardEvent) => this.#key(event, at),
    };
    if (!changed) {
      const first = at[0] === 0 && at[1] === 0 ? 0 : -1;
      return make("output", { "aria-label": this.cellName(at), tabindex: first, ...listeners });
    }
    const field = make("input", {
      ...{ type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false" },
      ...{ "aria-label": this.cellName(at), ...listeners },
      oninput: () => this.#typed(at, "type"),
      onpaste: (event: ClipboardEvent) => this.#paste(event, at),
      onpointerdown: (event: PointerEvent) => this.#drag(event, at),
    });
    return field;
  }

  #typed(at: At, how: string): void {
    const field = this.#input(at);
    const read = readNumber(field.value);
    if (!read.ok) {
      field.setAttribute("aria-invalid", "true");
      const last = fieldText(this.#values[at[0]][at[1]]);
      this.#complain(`${this.cellName(at)}: ${read.why}. The last number, ${last}, still counts.`);
      return;
    }
    field.removeAttribute("aria-invalid");
    if (!this.#fields.flat().some((each) => each.hasAttribute("aria-invalid")))
      this.#complain(null);
    this.#put([[at, read.value]], `${how} ${this.cellName(at)}`);
  }

  #put(cells: [At, number][], mark: string | null): void {
    const values = this.#values.map((row) => [...row]);
    for (const [[r, c], value] of cells) values[r][c] = value;
    this.#values = values;
    this.#options.changed?.(values, mark);
  }

  /** Arrows step a number that can be changed, and move in a grid that cannot; with Alt they move in both. */
  #key(event: KeyboardEvent, [r, c]: At): void {
    const moves: Record<string, At> = {
      ...{ ArrowUp: [r - 1, c], ArrowDown: [r + 1, c] },
      ...{ ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1] },
    };
    const to = moves[event.key];
    if (!to) return;
    const editable = this.#options.changed !== undefined;
    const vertical = event.key === "ArrowUp" || event.key === "ArrowDown";
    if (editable && !event.altKey) {
      if (!vertical) return; // the caret moves
      this.#step(
        [r, c],
        (event.key === "ArrowUp" ? STEP : -STEP) * (event.shiftKey ? 10 : 1),
        "step",
      );
    } else this.focus(to);
    event.preventDefault();
  }

  #step(at: At, by: number, how: string): void {
    const value = Number((this.#values[at[0]][at[1]] + by).toFixed(10));
    const field = this.#input(at);
    field.value = fieldText(value);
    this.#typed(at, how);
  }

  #drag(down: PointerEvent, at: At): void {
    const field = this.#input(at);
    const start = this.#values[at[0]][at[1]];
    let moved = false;
    const move = (event: PointerEvent) => {
      const steps = Math.round((event.clientX - down.clientX) / PIXELS);
      if (!moved && Math.abs(steps) < 1) return;
      if (!moved) field.setPointerCapture(down.pointerId);
      moved = true;
      event.preventDefault();
      field.value = fieldText(Number((start + steps * STEP).toFixed(10)));
      this.#typed(at, "drag");
    };
    const end = () => {
      field.removeEventListener("pointermove", move);
      if (moved) this.#put([], null); // the next drag is a change of its own
    };
    field.addEventListener("pointermove", move);
    field.addEventListener("pointerup", end, { once: true });
    field.addEventListener("pointercancel", end, { once: true });
  }

  /** A block from a spreadsheet fills the grid from this cell on; what does not fit is named, not dropped in silence. */
  #paste(event: ClipboardEvent, [r, c]: At): void {
    const block = readBlock(event.clipboardData?.getData("text/plain") ?? "");
    if (block.length === 1 && block[0].length === 1) return; // into the text, as everywhere
    event.preventDefault();
    const cells: [At, number][] = [];
    const problems: string[] = [];
    block.forEach((row, i) => {
      row.forEach((text, j) => {
        const at: At = [r + i, c + j];
        const read = readNumber(text);
        if (!this.#fields[at[0]]?.[at[1]]) problems.push(`no cell for “${text}”`);
        else if (!read.ok) problems.push(`${this.cellName(at)}: ${read.why}`);
        else {
          this.#input(at).removeAttribute("aria-invalid");
          cells.push([at, read.value]);
        }
      });
    });
    this.#put(cells, null);
    this.#complain(problems.length > 0 ? `Pasted, but for: ${problems.join("; ")}.` : null);
  }

  #input([r, c]: At): HTMLInputElement {
    return this.#fields[r][c] as HTMLInputElement; // because the grid can be changed
  }

  #complain(why: string | null): void {
    this.#options.complain?.(why);
  }
}
