import { got, requireNumber, requireShape, requireTensor, shapeText } from "./check";
import { flatCopy, type Matrix, sizeOf, type Tensor, type TensorLike, wrap } from "./tensor";

/**
 * zeros([2, 3]) is a tensor of zeros. NumPy: `np.zeros((2, 3))`.
 *
 * @param shape the length of each axis
 * @returns new, row-major
 * @throws RangeError if a length is not a whole number ≥ 0
 */
export function zeros(shape: readonly number[]): Tensor {
  shape.forEach((length, axis) => {
    if (!Number.isInteger(length) || length < 0)
      throw new RangeError(
        `zeros: shape[${axis}] is ${got(length)}, want a whole number, 0 or more`,
      );
  });
  return wrap(new Float64Array(sizeOf(shape)), [...shape]);
}

/**
 * ones([2, 3]) is a tensor of ones. NumPy: `np.ones((2, 3))`.
 *
 * @param shape the length of each axis
 * @returns new, row-major
 * @throws RangeError if a length is not a whole number ≥ 0
 */
export function ones(shape: readonly number[]): Tensor {
  const a = zeros(shape);
  a.data.fill(1);
  return a;
}

/**
 * withEntry(a, [i, j], v) is a copy of a in which one entry is v. NumPy: `c = a.copy(); c[i, j] = v`.
 *
 * @param a float64, any shape
 * @param index one index an axis, from 0
 * @param value the entry's new value; NaN is one
 * @returns new, of a's shape
 * @throws RangeError if a has no such entry
 */
export function withEntry(a: TensorLike, index: readonly number[], value: number): Tensor {
  requireTensor("withEntry", "a", a);
  const shape = Array.from(a.shape);
  const inside = (i: number, axis: number) => Number.isInteger(i) && i >= 0 && i < shape[axis];
  if (index.length !== shape.length || !index.every(inside))
    throw new RangeError(
      `withEntry: index is [${index.join(", ")}], want ${shape.length} from 0 because a is ${shapeText(shape)}`,
    );
  const copy = wrap(flatCopy(a), shape);
  copy.set(...index, requireNumber("withEntry", "value", value));
  return copy;
}

/**
 * row(x, n) is one row of a matrix, as a matrix of one row. NumPy: `x[n:n+1]`.
 *
 * @param x float64, shape (N, D)
 * @param n which row, from 0
 * @returns new, shape (1, D)
 * @throws RangeError if x is not a matrix or has no such row
 */
export function row(x: TensorLike, n: number): Matrix {
  requireTensor("row", "x", x);
  requireShape("row", "x", x, ["N", "D"]);
  const [N, D] = [x.shape[0], x.shape[1]];
  if (!Number.isInteger(n) || n < 0 || n >= N)
    throw new RangeError(
      `row: n is ${got(n)}, want a whole number from 0 to ${N - 1} because x is ${shapeText(x.shape)}`,
    );
  return wrap(flatCopy(x).slice(n * D, (n + 1) * D), [1, D]);
}

/**
 * transpose(a)[j, i] = a[i, j]: rows become columns. NumPy: `a.T`.
 *
 * @param a float64, shape (R, C)
 * @returns new, row-major, shape (C, R)
 * @throws RangeError if a is not a matrix
 */
export function transpose(a: TensorLike): Matrix {
  requireTensor("transpose", "a", a);
  requireShape("transpose", "a", a, ["R", "C"]);
  const [R, C] = [a.shape[0], a.shape[1]];
  const turned = { ...lying(a), shape: [C, R], strides: [a.strides[1], a.strides[0]] };
  return wrap(flatCopy(turned), [C, R]);
}

/**
 * reshape(a, [3, 2]) has the same numbers in another shape, the last axis fastest. NumPy: `a.reshape(3, 2)`.
 *
 * @param a float64, any shape
 * @param shape the length of each axis
 * @returns new, row-major
 * @throws RangeError if the two shapes have not as many entries
 */
export function reshape(a: TensorLike, shape: readonly number[]): Tensor {
  requireTensor("reshape", "a", a);
  if (sizeOf(shape) !== sizeOf(a.shape))
    throw new RangeError(
      `reshape: shape is ${shapeText(shape)} with ${sizeOf(shape)} entries, want ${sizeOf(a.shape)} because a is ${shapeText(a.shape)}`,
    );
  return wrap(flatCopy(a), [...shape]);
}

/**
 * entrywise(f, a, b)[i] = f(a[i], b[i]): a function on each entry. NumPy: `a - b` is `entrywise((p, q) => p - q, a, b)`.
 *
 * @param f takes one number of each tensor, returns a number
 * @param tensors one or more, float64, all of one shape; nothing is broadcast
 * @returns new, of that shape
 * @throws TypeError if f is not a function or an argument not a float64 ndarray
 * @throws RangeError if the shapes differ
 */
export function entrywise(f: (...values: number[]) => number, ...tensors: TensorLike[]): Tensor {
  if (typeof f !== "function")
    throw new TypeError(`entrywise: f is ${got(f)}, want a function such as (p, q) => p - q`);
  if (tensors.length === 0) throw new TypeError("entrywise: there is no tensor, want at least one");
  tensors.forEach((a, i) => {
    requireTensor("entrywise", `tensor ${i}`, a);
  });
  const { shape } = tensors[0];
  tensors.forEach((a, i) => {
    requireShape("entrywise", `tensor ${i}`, a, shape, `tensor 0 is ${shapeText(shape)}`);
  });
  const [first, ...rest] = tensors.map(flatCopy);
  return wrap(
    first.map((value, i) => f(value, ...rest.map((other) => other[i]))),
    Array.from(shape),
  );
}

/** The five properties that are read, as plain values: an ndarray's own are accessors, which a spread leaves out. */
function lying({ dtype, data, shape, strides, offset }: TensorLike): TensorLike {
  return { dtype, data, shape, strides, offset };
}
