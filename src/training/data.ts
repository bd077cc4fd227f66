import { got } from "../affine/check";
import { matrix } from "../affine/matrix";
import type { Matrix } from "../affine/tensor";
import { random } from "../practice/random";

/** Points of a curve, with noise. */
export interface Curve {
  /** shape (N, 1): where each point is */
  x: Matrix;
  /** shape (N, 1): how high */
  y: Matrix;
}

/**
 * y = sin(3x) + noise, at `count` places from −1 to 1.
 *
 * @param seed the same points for the same seed
 * @param count how many, at least 2
 * @throws RangeError for fewer
 */
export function wave(seed: number, count = 40): Curve {
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`wave: count is ${got(count)}, want a whole number from 2 up`);
  const next = random(seed);
  const places = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  return {
    x: matrix(places.map((at) => [at])),
    y: matrix(places.map((at) => [Math.sin(3 * at) + 0.4 * (next() - 0.5)])),
  };
}
