import { shapeText } from "./check";
import { Ndarray } from "./stdlib";
import { flatCopy, type TensorLike } from "./tensor";

/** An axis longer than MOST is shown by its first and last EDGE entries, as NumPy does past 1000 entries. */
const MOST = 12;
const EDGE = 4;

/**
 * A tensor as text: its shape, then its numbers in aligned columns with brackets as NumPy prints them.
 *
 * @param a a float64 ndarray
 * @returns `float64, shape (2, 2)` and below it `[[1, 2],` and ` [3, 4]]`
 */
export function tensorText(a: TensorLike): string {
  const cells = Array.from(flatCopy(a), numberText);
  const width = cells.reduce((most, text) => Math.max(most, text.length), 0);
  const write = (axis: number, start: number, size: number): string => {
    if (axis === a.shape.length) return cells[start].padStart(width);
    const step = size / a.shape[axis];
    const parts = shown(a.shape[axis]).map((i) =>
      i === null ? "…" : write(axis + 1, start + i * step, step),
    );
    const deeper = a.shape.length - axis - 1;
    const gap = deeper === 0 ? ", " : `,${"\n".repeat(deeper)}${" ".repeat(axis + 1)}`;
    return `[${parts.join(gap)}]`;
  };
  const body = cells.length > 0 ? write(0, 0, cells.length) : "[]";
  return `${head(a)}\n${a.shape.length === 0 ? cells[0] : body}`;
}

/**
 * A tensor as an HTML table with its shape as caption; rank 1 is one row, rank > 2 is text in a `pre`.
 * Colours are the page's own, so that it reads in light and dark. The caption stays on one line, also above a narrow table.
 */
export function tensorHtml(a: TensorLike): string {
  const rank = a.shape.length;
  if (rank === 0 || rank > 2 || a.shape[0] === 0 || a.shape[rank - 1] === 0)
    return `<pre>${tensorText(a)}</pre>`;
  const [rows, columns] = rank === 1 ? [1, a.shape[0]] : [a.shape[0], a.shape[1]];
  const cells = Array.from(flatCopy(a), numberText);
  const line = (r: number | null) =>
    `<tr>${shown(columns)
      .map((c) => `<td>${r === null || c === null ? "…" : cells[r * columns + c]}</td>`)
      .join("")}</tr>`;
  return `<table><caption>${head(a).replaceAll(" ", "&nbsp;")}</caption><tbody>${shown(rows).map(line).join("")}</tbody></table>`;
}

/** A number in at most six significant digits, as NumPy's; a whole number below a million in full. */
function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0";
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  return String(Number(value.toPrecision(6)));
}

function head(a: TensorLike): string {
  return `${String(a.dtype)}, shape ${shapeText(a.shape)}`;
}

/** The indices along an axis that are written out; null stands for those left out. */
function shown(length: number): (number | null)[] {
  const all = Array.from({ length }, (_, i) => i);
  return length <= MOST ? all : [...all.slice(0, EDGE), null, ...all.slice(-EDGE)];
}

/**
 * Makes every ndarray of stdlib's show itself: by Node's inspect, as a stock tslab uses it, and by Deno's display
 * convention. On the prototype, since a bare ndarray in a cell prints its private fields (stdlib 0.4.1), and an
 * ndarray that the reader made with stdlib should show as ours do.
 */
function install(): void {
  const isFloat64 = (a: TensorLike) => a.data instanceof Float64Array;
  const prototype: object = Ndarray.prototype;
  const hidden = (key: symbol, value: unknown) =>
    Object.defineProperty(prototype, key, { value, configurable: true, writable: true });
  hidden(Symbol.for("nodejs.util.inspect.custom"), function text(this: TensorLike) {
    return isFloat64(this) ? tensorText(this) : String(this);
  });
  hidden(Symbol.for("Jupyter.display"), function bundle(this: TensorLike) {
    if (!isFloat64(this)) return { "text/plain": String(this) };
    return { "text/html": tensorHtml(this), "text/plain": tensorText(this) };
  });
}
install();
