// The one seam with BLAS.
import dgemm from "@stdlib/blas/base/dgemm";

/** A matrix as a view into memory: entry (i, j) is data[offset + i·rowStride + j·colStride]. */
export interface View {
  readonly data: Float64Array;
  readonly rowStride: number;
  readonly colStride: number;
  readonly offset: number;
}

/** Aᵀ without a copy: the two strides change places. */
export function transposed(a: View): View {
  return { data: a.data, rowStride: a.colStride, colStride: a.rowStride, offset: a.offset };
}

/**
 * C = A·B
 *
 * @param M rows of A and C
 * @param N columns of B and C
 * @param K columns of A, rows of B
 * @param A view of shape (M, K)
 * @param B view of shape (K, N)
 * @returns new, row-major, M·N numbers. Nothing is checked: dgemm reads past the end of a short array as NaN.
 */
export function gemm(M: number, N: number, K: number, A: View, B: View): Float64Array {
  const C = new Float64Array(M * N);
  if (M === 0 || N === 0 || K === 0) return C; // dgemm throws for a C of no columns
  // alpha = 1 and beta = 0 on fresh zeros: no shortcut of dgemm's can lose a 0·NaN or a 0·Infinity.
  // biome-ignore format: one matrix a line
  dgemm.ndarray(
    "no-transpose", "no-transpose", M, N, K,
    1, A.data, A.rowStride, A.colStride, A.offset,
    B.data, B.rowStride, B.colStride, B.offset,
    0, C, N, 1, 0,
  );
  return C;
}
