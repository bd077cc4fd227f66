import { got, isRow, requireNumber, requireTensor, shapeText } from "./check";
import {
  flatCopy,
  type Matrix,
  type Nested,
  sizeOf,
  type Tensor,
  type TensorLike,
  type Vector,
  wrap,
} from "./tensor";

/**
 * matrix([[1, 2], [3, 4]]) is the 2-D float64 ndarray with these rows. NumPy: `np.array([[1., 2.], [3., 4.]])`.
 *
 * @param rows the rows, all of the same length, at least one number each
 * @returns new, row-major, shape (rows.length, rows[0].length)
 * @throws TypeError if rows is not an array of arrays of numbers; it names the row and column
 * @throws RangeError if there is no row, or a row is empty or longer or shorter than the first; it names the row
 */
export function matrix(rows: ArrayLike<ArrayLike<number>>): Matrix {
  if (!isRow(rows))
    throw new TypeError(`matrix: rows is ${got(rows)}, want an array of rows: [[1, 2], [3, 4]]`);
  if (rows.length === 0)
    throw new RangeError(
      "matrix: there is no row, want at least one; for no samples write tensor([], [0, D])",
    );
  const width = isRow(rows[0]) ? rows[0].length : 0;
  const data = new Float64Array(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!isRow(row))
      throw new TypeError(
        `matrix: row ${i} is ${got(row)}, want an array of numbers: [[1, 2], [3, 4]]`,
      );
    if (row.length === 0)
      throw new RangeError(`matrix: row ${i} is empty, want at least one number`);
    if (row.length !== width)
      throw new RangeError(`matrix: row ${i} has ${row.length} numbers, want ${width} as in row 0`);
    for (let j = 0; j < width; j++)
      data[i * width + j] = requireNumber("matrix", `row ${i}, column ${j}`, row[j]);
  }
  return wrap(data, [rows.length, width]);
}

/**
 * vector([1, 2, 3]) is the 1-D float64 ndarray with these numbers. NumPy: `np.array([1., 2., 3.])`.
 *
 * @param values the numbers
 * @returns new, shape (values.length,)
 * @throws TypeError if values is not an array of numbers; it names the entry
 */
export function vector(values: ArrayLike<number>): Vector {
  return wrap(numbers("vector", values), [values.length]);
}

/**
 * tensor([1, 2, 3, 4, 5, 6], [2, 3]) is the float64 ndarray of any rank with these numbers in row-major order.
 * NumPy: `np.array([1., 2., 3., 4., 5., 6.]).reshape(2, 3)`. `tensor([], [0, 3])` is a batch of no samples.
 *
 * @param values the numbers, the last axis fastest
 * @param shape the length of each axis
 * @returns new, row-major
 * @throws TypeError if a value is not a number, or shape not an array
 * @throws RangeError if a length is not a whole number ≥ 0, or shape and values differ in size
 */
export function tensor(values: ArrayLike<number>, shape: ArrayLike<number>): Tensor {
  const data = numbers("tensor", values);
  if (!isRow(shape))
    throw new TypeError(`tensor: shape is ${got(shape)}, want an array of lengths: [2, 3]`);
  const lengths = Array.from(shape);
  lengths.forEach((length, axis) => {
    if (!Number.isInteger(length) || length < 0)
      throw new RangeError(
        `tensor: shape[${axis}] is ${got(length)}, want a whole number, 0 or more`,
      );
  });
  if (sizeOf(lengths) !== data.length)
    throw new RangeError(
      `tensor: values has ${data.length} numbers, want ${sizeOf(lengths)} because shape is ${shapeText(lengths)}`,
    );
  return wrap(data, lengths);
}

/**
 * toArray(a) is the tensor as plain arrays: `[[1, 2], [3, 4]]` for a matrix. NumPy: `a.tolist()`.
 *
 * @param a float64, any rank, any strides
 * @returns new nested arrays, one level an axis; a number for rank 0
 * @throws TypeError if a is not a float64 ndarray
 */
export function toArray(a: TensorLike): Nested {
  requireTensor("toArray", "a", a);
  const flat = flatCopy(a);
  let next = 0;
  const build = (axis: number): Nested =>
    axis === a.shape.length
      ? flat[next++]
      : Array.from({ length: a.shape[axis] }, () => build(axis + 1));
  return build(0);
}

function numbers(where: string, values: ArrayLike<number>): Float64Array {
  if (!isRow(values))
    throw new TypeError(`${where}: values is ${got(values)}, want an array of numbers: [1, 2, 3]`);
  return Float64Array.from({ length: values.length }, (_, i) =>
    requireNumber(where, `entry ${i}`, values[i]),
  );
}
