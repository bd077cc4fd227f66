// Matrices put together and cut out.
import { got, requireShape, requireTensor, shapeText } from "./check";
import { flatCopy, type Matrix, type TensorLike, wrap } from "./tensor";

/**
 * vstack(a, b) has the rows of a above the rows of b. NumPy: `np.vstack([a, b])`.
 *
 * @param a float64, shape (P, C)
 * @param b float64, shape (Q, C)
 * @returns new, shape (P + Q, C)
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if one is no matrix, or they have not as many columns
 */
export function vstack(a: TensorLike, b: TensorLike): Matrix {
  requireMatrix("vstack", "a", a);
  requireTensor("vstack", "b", b);
  requireShape("vstack", "b", b, ["Q", a.shape[1]], `a is ${shapeText(a.shape)}`);
  const data = Float64Array.from([...flatCopy(a), ...flatCopy(b)]);
  return wrap(data, [a.shape[0] + b.shape[0], a.shape[1]]);
}

/**
 * hstack(a, b) has the columns of a left of the columns of b. NumPy: `np.hstack([a, b])`.
 *
 * @param a float64, shape (R, P)
 * @param b float64, shape (R, Q)
 * @returns new, shape (R, P + Q)
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if one is no matrix, or they have not as many rows
 */
export function hstack(a: TensorLike, b: TensorLike): Matrix {
  requireMatrix("hstack", "a", a);
  requireTensor("hstack", "b", b);
  requireShape("hstack", "b", b, [a.shape[0], "Q"], `a is ${shapeText(a.shape)}`);
  const [R, P, Q] = [a.shape[0], a.shape[1], b.shape[1]];
  const [left, right] = [flatCopy(a), flatCopy(b)];
  const data = new Float64Array(R * (P + Q));
  for (let r = 0; r < R; r++) {
    data.set(left.subarray(r * P, (r + 1) * P), r * (P + Q));
    data.set(right.subarray(r * Q, (r + 1) * Q), r * (P + Q) + P);
  }
  return wrap(data, [R, P + Q]);
}

/**
 * block(a, R, C) is the upper left corner of a. NumPy: `a[:R, :C]`, but more than there is is an error here.
 *
 * @param a float64, shape (rows, columns)
 * @param R how many rows
 * @param C how many columns
 * @returns new, shape (R, C)
 * @throws RangeError if a is no matrix or has not as many rows or columns
 */
export function block(a: TensorLike, R: number, C: number): Matrix {
  requireMatrix("block", "a", a);
  const [rows, columns] = [a.shape[0], a.shape[1]];
  for (const [name, given, most] of [
    ["R", R, rows],
    ["C", C, columns],
  ] as const)
    if (!Number.isInteger(given) || given < 0 || given > most)
      throw new RangeError(
        `block: ${name} is ${got(given)}, want a whole number from 0 to ${most} because a is ${shapeText(a.shape)}`,
      );
  const from = flatCopy(a);
  const data = new Float64Array(R * C);
  for (let r = 0; r < R; r++) data.set(from.subarray(r * columns, r * columns + C), r * C);
  return wrap(data, [R, C]);
}

function requireMatrix(where: string, name: string, a: TensorLike): void {
  requireTensor(where, name, a);
  requireShape(where, name, a, ["R", "C"]);
}
