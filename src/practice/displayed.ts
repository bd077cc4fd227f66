/** A value that shows itself as a cell's last value, in this project's kernel and in a stock tslab. */
export interface Displayed {
  /** The same in Markdown, as the cell shows it. */
  toString(): string;
}

/**
 * Gives a value its words: Deno's display convention for this project's kernel, Node's inspect for a stock tslab. Not
 * enumerable, so that the value stays the plain one it was.
 *
 * @param markdown called when it is shown
 */
export function displayed<T extends object>(value: T, markdown: () => string): T & Displayed {
  const hidden = (key: string | symbol, f: () => unknown) =>
    Object.defineProperty(value, key, { value: f, configurable: true });
  hidden(Symbol.for("Jupyter.display"), () => ({
    "text/markdown": markdown(),
    "text/plain": plain(markdown()),
  }));
  hidden(Symbol.for("nodejs.util.inspect.custom"), () => plain(markdown()));
  hidden("toString", () => plain(markdown()));
  return value;
}

/** Markdown without its marks, for where only text can be shown. */
function plain(markdown: string): string {
  return markdown.replace(/\*\*|`/g, "").replace(/\n\n/g, "\n");
}
