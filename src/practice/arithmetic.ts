import { entrywise, transpose, zeros } from "../affine/arrange";
import { affineForward } from "../affine/layer";
import { tensor, toArray } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";

/** A·B, or null where the shapes do not fit. */
export function product(A: TensorLike, B: TensorLike): Tensor | null {
  if (A.shape[1] !== B.shape[0]) return null;
  return affineForward(A, B, zeros([B.shape[1]]));
}

/** A∘B, entry by entry, or null where the shapes differ. */
export function entryProduct(A: TensorLike, B: TensorLike): Tensor | null {
  if (A.shape[0] !== B.shape[0] || A.shape[1] !== B.shape[1]) return null;
  return entrywise((p, q) => p * q, A, B);
}

/** A times a number. */
export function scaled(A: TensorLike, by: number): Tensor {
  return entrywise((v) => v * by, A);
}

/** The sum of a matrix's rows, shape (columns,). */
export function rowSum(A: TensorLike): Tensor {
  const ones = tensor(new Array(A.shape[0]).fill(1), [1, A.shape[0]]);
  return tensor(flatCopy(product(ones, A) as Tensor), [A.shape[1]]); // because 1 x N meets N x H
}

/** The sum of a matrix's columns, shape (rows,). */
export function columnSum(A: TensorLike): Tensor {
  return rowSum(transpose(A));
}

/** The inverse of a square matrix by Gauss and Jordan, or null where there is none. */
export function inverse(A: TensorLike): Tensor | null {
  const n = A.shape[0];
  if (A.shape[1] !== n || n === 0) return null;
  const identity = (i: number) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0));
  const rows = (toArray(A) as number[][]).map((row, i) => [...row, ...identity(i)]); // because A has two axes
  for (let c = 0; c < n; c++) {
    let best = c;
    for (let r = c; r < n; r++) if (Math.abs(rows[r][c]) > Math.abs(rows[best][c])) best = r;
    if (!(Math.abs(rows[best][c]) > 1e-12)) return null;
    [rows[c], rows[best]] = [rows[best], rows[c]];
    const pivot = rows[c][c];
    rows[c] = rows[c].map((v) => v / pivot);
    rows.forEach((row, r) => {
      if (r !== c) rows[r] = row.map((v, k) => v - row[c] * rows[c][k]);
    });
  }
  return tensor(
    rows.flatMap((row) => row.slice(n)),
    [n, n],
  );
}
