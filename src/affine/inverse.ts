import { requireTensor, shapeText } from "./check";
import { flatCopy, type Matrix, type TensorLike, wrap } from "./tensor";

/** A pivot below this part of the matrix's largest entry counts as zero. */
const SMALLEST = 1e-12;

/**
 * A·inverse(A) = 1, by Gauss and Jordan with the largest pivot of each column. NumPy: `np.linalg.inv(A)`.
 *
 * @param A float64, shape (R, R)
 * @returns new, shape (R, R)
 * @throws TypeError if A is not a float64 ndarray
 * @throws RangeError if A is not square, or has no inverse: then two inputs have the same output
 */
export function inverse(A: TensorLike): Matrix {
  requireTensor("inverse", "A", A);
  const R = A.shape[0];
  if (A.shape.length !== 2 || A.shape[1] !== R || R === 0)
    throw new RangeError(`inverse: A is ${shapeText(A.shape)}, want (R, R): a square matrix`);
  const flat = flatCopy(A);
  const largest = flat.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const rows = Array.from({ length: R }, (_, i) => [
    ...flat.subarray(i * R, (i + 1) * R),
    ...Array.from({ length: R }, (_, j) => (i === j ? 1 : 0)),
  ]);
  for (let c = 0; c < R; c++) {
    let best = c;
    for (let r = c; r < R; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[best][c])) best = r;
    if (!(Math.abs(rows[best][c]) > SMALLEST * largest))
      throw new RangeError("inverse: A has none, because its rows depend on each other");
    [rows[c], rows[best]] = [rows[best], rows[c]];
    const pivot = rows[c][c];
    rows[c] = rows[c].map((v) => v / pivot);
    for (let r = 0; r < R; r++) {
      const factor = rows[r][c];
      if (r !== c) rows[r] = rows[r].map((v, k) => v - factor * rows[c][k]);
    }
  }
  return wrap(Float64Array.from(rows.flatMap((row) => row.slice(R))), [R, R]);
}
