import { row } from "../affine/arrange";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import type { Gradient, solve, Task } from "./task";

/** A known mistake, in words. */
export interface Slip {
  /** What was computed: "dout·W". */
  formula: string;
  /** What is wrong about it. */
  name: string;
  /** Why one falls for it. */
  tempting: string;
  /** What to look at, without the answer. */
  look: string;
}

export interface Known extends Slip {
  gradient: Gradient;
  /** The mistake's result for these numbers; null where it cannot be computed. */
  compute(numbers: Numbers): Tensor | null;
}

export type Numbers = ReturnType<typeof solve> & Task;

/** A slip as one call: gradient, formula, result, what is wrong, why one falls for it, what to look at. */
export function known(
  gradient: Gradient,
  formula: string,
  compute: Known["compute"],
  name: string,
  tempting: string,
  look: string,
): Known {
  return { gradient, formula, compute, name, tempting, look };
}

/** The first sample, a matrix of one row. */
export const first = (A: TensorLike) => row(A, 0);
/** The last sample, a matrix of one row. */
export const last = (A: TensorLike) => row(A, A.shape[0] - 1);
/** The numbers in one axis. */
export const flat = (A: Tensor) => tensor(flatCopy(A), [A.length]);
/** The same numbers in another shape, or null if they are not as many. */
export const like = (A: Tensor | null, shape: number[]) =>
  A && A.length === shape.reduce((size, length) => size * length, 1)
    ? tensor(flatCopy(A), shape)
    : null;

/** The numbers of each sample with its last two axes swapped: what flattening in the other order gives. */
export function otherOrder(task: Task, X: Tensor): Tensor | null {
  const shape = Array.from(task.x.shape);
  if (shape.length !== 3) return null;
  const [N, C, L] = shape;
  const from = flatCopy(X);
  const values = Array.from(from, (_, i) => {
    const [n, place] = [Math.floor(i / (C * L)), i % (C * L)];
    return from[n * C * L + (place % C) * L + Math.floor(place / C)];
  });
  return tensor(values, [N, C * L]);
}

/** Reasons that serve more than once. */
export const FORWARD = "Forward and backward are easily mixed up, since both multiply by W.";
export const SHAPES = "The shapes fit, so nothing complains.";
