import { formatNumber } from "../../figures/number";
import { make } from "./element";

/** One product of a sum: two names and their numbers. */
export interface Term {
  names: readonly string[];
  values: readonly number[];
}

/** A line that writes a sum out: its letters, then its numbers, then what they make. */
export class FormulaLine {
  readonly element = make("p", {
    class: "an-formula",
    "aria-live": "polite",
    "aria-atomic": "true",
  });
  readonly #idle: string;

  /** @param idle what stands there while nothing is pointed at */
  constructor(idle: string) {
    this.#idle = idle;
    this.clear();
  }

  clear(): void {
    this.#put(this.#idle);
  }

  set(name: string, terms: readonly Term[], value: number): void {
    this.#put(formulaText(name, terms, value));
  }

  /** Written only when it is other than before: a screen reader reads each change. */
  #put(text: string): void {
    if (this.element.textContent !== text) this.element.textContent = text;
  }
}

/** `out[0, 1] = x[0, 0]·W[0, 1] + b[1] = 2·3 + 1 = 7` */
export function formulaText(name: string, terms: readonly Term[], value: number): string {
  const letters = terms.map((term) => term.names.join("·")).join(" + ");
  const numbers = terms.map((term) => term.values.map(inBrackets).join("·")).join(" + ");
  return `${name} = ${letters} = ${numbers} = ${formatNumber(value)}`;
}

function inBrackets(value: number): string {
  return value < 0 ? `(${formatNumber(value)})` : formatNumber(value);
}
