import { got, isRow, requireTensor } from "../affine/check";
import { tensor } from "../affine/matrix";
import type { Tensor, TensorLike } from "../affine/tensor";

/** What a reader may give: an ndarray, or nested arrays with null or undefined where a number is still missing. */
export type Answer = TensorLike | AnswerCells | null | undefined;
export type AnswerCells = readonly (number | null | undefined | AnswerCells)[];

/** An answer as it was read. */
export type Read =
  | { kind: "none" }
  | { kind: "numbers"; numbers: Tensor | TensorLike }
  | { kind: "blanks"; blanks: number[][] }
  | { kind: "malformed"; message: string };

/** Reads an answer: an ndarray, or nested arrays of one depth and even lengths. */
export function readAnswer(name: string, answer: Answer): Read {
  if (answer === null || answer === undefined) return { kind: "none" };
  if (!isRow(answer)) {
    requireTensor("check", name, answer);
    return { kind: "numbers", numbers: answer };
  }
  const shape: number[] = [];
  for (let level: unknown = answer; isRow(level); level = level[0]) shape.push(level.length);
  const cells: unknown[] = [];
  const uneven = walk(answer, shape, [], cells);
  if (uneven) return { kind: "malformed", message: uneven };
  const blanks = cells.flatMap((cell, i) =>
    cell === null || cell === undefined ? [placeIn(i, shape)] : [],
  );
  if (blanks.length === cells.length) return { kind: "none" };
  if (blanks.length > 0) return { kind: "blanks", blanks };
  return { kind: "numbers", numbers: tensor(cells as number[], shape) }; // because walk has let only numbers through
}

/** Collects the cells in row-major order; returns what is uneven or no number, if anything is. */
function walk(part: unknown, shape: number[], at: number[], cells: unknown[]): string | null {
  const place = at.length === 0 ? "it" : `[${at.join(", ")}]`;
  if (at.length === shape.length) {
    if (part === null || part === undefined || typeof part === "number") {
      cells.push(part);
      return null;
    }
    return isRow(part)
      ? `${place} is a row, where a number should be`
      : `${place} is ${got(part)}, not a number`;
  }
  if (!isRow(part)) return `${place} is ${got(part)}, where a row should be`;
  const want = shape[at.length];
  if (part.length !== want) return `${place} has ${part.length} entries, the first row has ${want}`;
  for (let i = 0; i < want; i++) {
    const trouble = walk(part[i], shape, [...at, i], cells);
    if (trouble) return trouble;
  }
  return null;
}

function placeIn(place: number, shape: number[]): number[] {
  return shape.map(
    (length, axis) =>
      Math.floor(place / shape.slice(axis + 1).reduce((size, l) => size * l, 1)) % length,
  );
}
