import { got } from "../affine/check";
import { affineBackward, affineForward } from "../affine/layer";
import { tensor } from "../affine/matrix";
import { flatCopy, sizeOf, type Tensor, type TensorLike } from "../affine/tensor";

/** What is given in an exercise: x (N, D) or (N, C, …), W (D, H), b (H,) and dout (N, H). */
export interface Task {
  x: TensorLike;
  W: TensorLike;
  b: TensorLike;
  dout: TensorLike;
}

/** The three things to find. */
export const GRADIENTS = ["dx", "dW", "db"] as const;
export type Gradient = (typeof GRADIENTS)[number];

/** The gradient if it is one, else a RangeError that names the function. */
export function requireGradient(where: string, gradient: Gradient): Gradient {
  if (GRADIENTS.includes(gradient)) return gradient;
  throw new RangeError(`${where}: gradient is ${got(gradient)}, want "dx", "dW" or "db"`);
}

/** The right answers, and the task's numbers with x flattened to (N, D); checks the task on the way. */
export function solve(task: Task) {
  const out = affineForward(task.x, task.W, task.b);
  const right = affineBackward(task.dout, task.x, task.W);
  const [N, D, H] = [out.shape[0], task.W.shape[0], out.shape[1]];
  return { N, D, H, X: tensor(flatCopy(task.x), [N, D]), out, right };
}

/** Whether two shapes are the same. */
export function sameShape(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let axis = 0; axis < a.length; axis++) if (a[axis] !== b[axis]) return false;
  return true;
}

/**
 * Whether a number is what is expected, within what a hand calculation with two decimals meets: an entry may be off by
 * 0.005 (less where all entries are below 1: by 0.5 % of the largest) plus 0.1 % of itself.
 *
 * @param expected all entries of the gradient
 * @returns of an entry given and its place, whether it is accepted
 */
export function accepting(expected: Tensor): (given: number, place: number) => boolean {
  const wanted = flatCopy(expected);
  const largest = wanted.reduce(
    (most, v) => Math.max(most, Number.isFinite(v) ? Math.abs(v) : 0),
    0,
  );
  const slack = 0.005 * Math.min(1, largest);
  return (given, place) => {
    const want = wanted[place];
    if (given === want || (Number.isNaN(given) && Number.isNaN(want))) return true;
    return Math.abs(given - want) <= slack + 0.001 * Math.abs(want);
  };
}

/** The row-major places of the entries that are not what is expected; the tolerance is `accepting`'s. */
export function placesOff(answer: TensorLike, expected: Tensor): number[] {
  const accepts = accepting(expected);
  const off: number[] = [];
  flatCopy(answer).forEach((given, i) => {
    if (!accepts(given, i)) off.push(i);
  });
  return off;
}

/** Where a row-major place lies: an index an axis. */
export function indexAt(place: number, shape: ArrayLike<number>): number[] {
  const index: number[] = [];
  let rest = place;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]);
    rest = Math.floor(rest / shape[axis]);
  }
  return index;
}

/** The number of entries in one sample. */
export function sampleSize(x: TensorLike): number {
  return sizeOf(Array.from(x.shape).slice(1));
}
