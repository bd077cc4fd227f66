import { got } from "../affine/check";
import { tensor } from "../affine/matrix";
import type { Tensor } from "../affine/tensor";
import { random } from "./random";
import { separated } from "./slips";

export type Level = 1 | 2 | 3;

/** Shapes a level: what x has after N, and N and H. */
const SHAPES: Record<Level, readonly { N: number; sample: number[]; H: number }[]> = {
  1: [
    { N: 2, sample: [3], H: 4 },
    { N: 3, sample: [2], H: 4 },
    { N: 2, sample: [4], H: 3 },
    { N: 4, sample: [2], H: 3 },
  ],
  2: [{ N: 3, sample: [3], H: 3 }],
  3: [
    { N: 2, sample: [2, 2], H: 3 },
    { N: 2, sample: [3, 2], H: 4 },
  ],
};

/** Of so many drawn at once, the one is kept in which most slips can be told apart. */
const DRAWN = 8;

/**
 * An exercise of small whole numbers: the same seed and level give the same one.
 *
 * @param seed a whole number
 * @param level 1: N, D and H all different; 2: all the same, so that shapes give no help; 3: x has three axes
 * @returns x, W, b and dout, chosen so that as many slips as possible can be told apart (`separated` says how many)
 * @throws RangeError for another level or a seed that is not a whole number
 */
export function exercise(
  seed: number,
  level: Level = 1,
): { x: Tensor; W: Tensor; b: Tensor; dout: Tensor } {
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`exercise: seed is ${got(seed)}, want a whole number`);
  const shapes = SHAPES[level];
  if (!shapes) throw new RangeError(`exercise: level is ${got(level)}, want 1, 2 or 3`);
  const next = random(seed * 8 + level);
  const { N, sample, H } = shapes[Math.floor(next() * shapes.length)];
  const D = sample.reduce((size, length) => size * length, 1);
  const draw = (shape: number[], low: number, high: number) => {
    const size = shape.reduce((all, length) => all * length, 1);
    const values = Array.from({ length: size }, () => low + Math.floor(next() * (high - low + 1)));
    return tensor(values, shape);
  };
  const drawn = Array.from({ length: DRAWN }, () => ({
    x: draw([N, ...sample], -2, 5),
    W: draw([D, H], -3, 4),
    b: draw([H], -2, 3),
    dout: draw([N, H], -2, 3),
  }));
  const told = drawn.map((task) => separated(task).told);
  return drawn[told.indexOf(Math.max(...told))];
}
