import { got } from "../affine/check";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import { type Answer, readAnswer } from "./answer";
import { type Displayed, displayed } from "./displayed";
import type { Slip } from "./slip";
import { slipResults } from "./slips";
import { sumText } from "./sums";
import { GRADIENTS, type Gradient, indexAt, placesOff, sameShape, solve, type Task } from "./task";
import { verdictText } from "./verdict-text";

/** What is to be said of one gradient. */
export type Verdict =
  | { kind: "unanswered"; blanks: number[][] }
  | { kind: "malformed"; message: string }
  | { kind: "right" }
  | { kind: "shape"; got: number[]; want: number[]; reasons: string[] }
  | { kind: "slip"; slips: Slip[] }
  | { kind: "wrong"; entries: { index: number[]; got: number; off: number }[]; redo: string };

/** A verdict a gradient; as a cell's last value it shows itself, a line each. */
export type Verdicts = Record<Gradient, Verdict> & Displayed;

/**
 * Compares a reader's dx, dW and db with the right ones, and names the slip where the answer equals a known one.
 *
 * Tolerance: an entry may be off by 0.005 (less where all entries are below 1) plus 0.1 % of itself: what two decimals
 * by hand give.
 *
 * @param task x (N, D) or (N, C, …), W (D, H), b (H,), dout (N, H)
 * @param answers each an ndarray or nested arrays; null or undefined for what is not answered yet
 * @throws what affineForward and affineBackward throw for the task; TypeError for an answer that is no array
 */
export function check(task: Task, answers: Partial<Record<Gradient, Answer>> = {}): Verdicts {
  if (typeof task !== "object" || task === null)
    throw new TypeError(`check: task is ${got(task)}, want { x, W, b, dout }`);
  const { right } = solve(task);
  const judge = (gradient: Gradient) =>
    verdict(task, gradient, answers?.[gradient], right[gradient]);
  const verdicts = { dx: judge("dx"), dW: judge("dW"), db: judge("db") };
  return displayed(verdicts, () => GRADIENTS.map((g) => verdictText(g, verdicts[g])).join("\n\n"));
}

function verdict(task: Task, gradient: Gradient, answer: Answer, right: Tensor): Verdict {
  const read = readAnswer(gradient, answer);
  if (read.kind === "none") return { kind: "unanswered", blanks: [] };
  if (read.kind === "blanks") return { kind: "unanswered", blanks: read.blanks };
  if (read.kind === "malformed") return read;
  const given = read.numbers;
  if (sameShape(given.shape, right.shape)) {
    const off = placesOff(given, right);
    if (off.length === 0) return { kind: "right" };
    const slips = slipsLike(task, gradient, given);
    return slips.length > 0 ? { kind: "slip", slips } : wrong(task, gradient, given, right, off);
  }
  const [shape, want] = [Array.from(given.shape), [...right.shape]];
  return { kind: "shape", got: shape, want, reasons: shapeReasons(task, gradient, given, right) };
}

/** All slips with this very result: two mistakes may have the same. */
function slipsLike(task: Task, gradient: Gradient, given: TensorLike): Slip[] {
  return slipResults(task, gradient)
    .filter(
      ({ result }) => sameShape(result.shape, given.shape) && placesOff(given, result).length === 0,
    )
    .map(({ slip }) => slip);
}

function shapeReasons(task: Task, gradient: Gradient, given: TensorLike, right: Tensor): string[] {
  const slips = slipsLike(task, gradient, given).map((slip) => `${slip.name} ${slip.look}`);
  if (slips.length > 0) return slips;
  const [shape, want] = [Array.from(given.shape), right.shape];
  const whole = `${gradient} has the shape of ${gradient.slice(1)}.`;
  if (shape.length === 2 && sameShape([...shape].reverse(), want))
    return [`Rows and columns have changed places. ${whole}`];
  if (shape.filter((l) => l !== 1).join() === want.filter((l) => l !== 1).join())
    return [`There is a pair of brackets too many or too few. ${whole}`];
  return [whole];
}

function wrong(
  task: Task,
  gradient: Gradient,
  given: TensorLike,
  right: Tensor,
  off: number[],
): Verdict {
  const [had, wanted] = [flatCopy(given), flatCopy(right)];
  const entries = off.map((place) => ({
    index: indexAt(place, right.shape),
    got: had[place],
    off: Number((had[place] - wanted[place]).toPrecision(6)),
  }));
  return { kind: "wrong", entries, redo: sumText(task, gradient, entries[0].index) };
}
