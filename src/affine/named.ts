// Axis names as types: the functions are those of everyday, only what the compiler knows of them is more.

import { matmul as plainMatmul } from "./arithmetic";
import { transpose as plainTranspose } from "./arrange";
import { requireShape, requireTensor } from "./check";
import type { Matrix, TensorLike } from "./tensor";

/**
 * A matrix whose rows and columns have names: `Mat<"batch", "in">`. The names are known to the compiler alone; when the
 * cell runs, it is the matrix that it was.
 */
export interface Mat<Rows extends string, Columns extends string> extends Matrix {
  readonly rows?: Axis<Rows>;
  readonly columns?: Axis<Columns>;
}

/**
 * Never there: it only makes axes of other names other types. A name alone would let the compiler take two names for a
 * union of both; with the keys that union fits neither. (Cells are compiled without `strict`, so that a function's
 * parameter would not do.)
 */
interface Axis<Name extends string> {
  readonly name: Name;
  readonly keys: { readonly [key in Name]: true };
}

/**
 * named.mat(x, "batch", "in") says what the rows and the columns of x are, for the compiler.
 *
 * @param a float64, shape (R, C)
 * @returns a itself
 * @throws TypeError, RangeError if a is not a float64 matrix
 */
function mat<Rows extends string, Columns extends string>(
  a: Matrix,
  _rows: Rows,
  _columns: Columns,
): Mat<Rows, Columns> {
  requireTensor("named.mat", "a", a);
  requireShape("named.mat", "a", a, ["R", "C"]);
  return a;
}

/**
 * A·B of the named: the columns of A must have the name of the rows of B, else the cell does not compile. (`K & {}` is K, but
 * the compiler takes K from A alone, so that its message names what B has and what it wants.)
 */
const matmul: <M extends string, K extends string, N extends string>(
  A: Mat<M, K>,
  B: Mat<K & {}, N>,
) => Mat<M, N> = (A: TensorLike, B: TensorLike) => plainMatmul(A, B);

/** aᵀ of the named: the two names change places. */
const transpose: <R extends string, C extends string>(a: Mat<R, C>) => Mat<C, R> = (
  a: TensorLike,
) => plainTranspose(a);

/** mat, matmul and transpose for matrices with named axes. */
export const named = { mat, matmul, transpose };
