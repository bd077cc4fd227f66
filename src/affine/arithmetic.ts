// NumPy's everyday operators, which TypeScript has no signs for.
import { entrywise } from "./arrange";
import { requireShape, requireTensor, shapeText } from "./check";
import { gemm, view } from "./gemm";
import { flatCopy, type Matrix, type Tensor, type TensorLike, wrap } from "./tensor";

/**
 * matmul(A, B)[i, j] = Σₖ A[i, k]·B[k, j], the matrix product. NumPy: `A @ B`.
 *
 * @param A float64, shape (M, K)
 * @param B float64, shape (K, N)
 * @returns new, shape (M, N)
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if one is no matrix, or B has not as many rows as A has columns
 */
export function matmul(A: TensorLike, B: TensorLike): Matrix {
  requireTensor("matmul", "A", A);
  requireTensor("matmul", "B", B);
  requireShape("matmul", "A", A, ["M", "K"]);
  const [M, K] = [A.shape[0], A.shape[1]];
  requireShape("matmul", "B", B, [K, "N"], `A is ${shapeText(A.shape)}`);
  const N = B.shape[1];
  return wrap(gemm(M, N, K, view(A), view(B)), [M, N]);
}

/**
 * multiply(a, b)[i] = a[i]·b[i], entry by entry, also written a∘b. NumPy: `a * b`.
 *
 * @returns new, of the shape that both have
 * @throws TypeError, RangeError as entrywise does
 */
export function multiply(a: TensorLike, b: TensorLike): Tensor {
  return entrywise((p, q) => p * q, a, b);
}

/**
 * subtract(a, b)[i] = a[i] − b[i]. NumPy: `a - b`.
 *
 * @returns new, of the shape that both have
 * @throws TypeError, RangeError as entrywise does
 */
export function subtract(a: TensorLike, b: TensorLike): Tensor {
  return entrywise((p, q) => p - q, a, b);
}

/**
 * scale(a, k)[i] = k·a[i]. NumPy: `k * a`.
 *
 * @returns new, of a's shape
 * @throws TypeError if a is not a float64 ndarray
 */
export function scale(a: TensorLike, k: number): Tensor {
  return entrywise((v) => k * v, a);
}

/**
 * sum(a) = Σ a[i] over all entries; 0 for none. NumPy: `a.sum()`.
 *
 * @throws TypeError if a is not a float64 ndarray
 */
export function sum(a: TensorLike): number {
  requireTensor("sum", "a", a);
  return flatCopy(a).reduce((all, value) => all + value, 0);
}
