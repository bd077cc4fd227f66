import { matmul, multiply } from "../affine/arithmetic";
import { ones, transpose } from "../affine/arrange";
import { inverse as trueInverse } from "../affine/inverse";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";

/** A·B, or null where the shapes do not fit. */
export function product(A: TensorLike, B: TensorLike): Tensor | null {
  if (A.shape[1] !== B.shape[0]) return null;
  return matmul(A, B);
}

/** A∘B, entry by entry, or null where the shapes differ. */
export function entryProduct(A: TensorLike, B: TensorLike): Tensor | null {
  if (A.shape[0] !== B.shape[0] || A.shape[1] !== B.shape[1]) return null;
  return multiply(A, B);
}

/** The sum of a matrix's rows, shape (columns,). */
export function rowSum(A: TensorLike): Tensor {
  return tensor(flatCopy(matmul(ones([1, A.shape[0]]), A)), [A.shape[1]]);
}

/** The sum of a matrix's columns, shape (rows,). */
export function columnSum(A: TensorLike): Tensor {
  return rowSum(transpose(A));
}

/** The inverse of a square matrix, or null where there is none. */
export function inverse(A: TensorLike): Tensor | null {
  try {
    return trueInverse(A);
  } catch {
    return null; // because not square, or singular
  }
}
