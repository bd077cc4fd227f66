import { got } from "../affine/check";
import { accepting, type Gradient, requireGradient, solve, type Task } from "./task";

/** What is to be said of one entry of an answer. */
export type CellVerdict = "blank" | "right" | "wrong";

/**
 * Judges an answer entry by entry, as it is typed; the tolerance is `check`'s, so that an answer is right exactly where all
 * its entries are.
 *
 * @param task x (N, D) or (N, C, …), W (D, H), b (H,), dout (N, H)
 * @param gradient "dx", "dW" or "db"
 * @param entries in row-major order; null for what is not answered yet
 * @throws RangeError for another gradient, or if the entries are not as many as the gradient's
 */
export function judgeCells(
  task: Task,
  gradient: Gradient,
  entries: readonly (number | null)[],
): CellVerdict[] {
  requireGradient("judgeCells", gradient);
  const right = solve(task).right[gradient];
  if (entries.length !== right.length)
    throw new RangeError(
      `judgeCells: entries is ${got(entries)}, want ${right.length} because ${gradient} has as many`,
    );
  const accepts = accepting(right);
  return entries.map((entry, place) =>
    entry === null ? "blank" : accepts(entry, place) ? "right" : "wrong",
  );
}
