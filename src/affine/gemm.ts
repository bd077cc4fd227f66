// The one seam with BLAS.
import { accelerated, isAccelerated } from "./accelerator";
import { dgemm } from "./stdlib";
import type { TensorLike } from "./tensor";

/** A matrix as a view into memory: entry (i, j) is data[offset + i·rowStride + j·colStride]. */
export interface View {
  readonly data: Float64Array;
  readonly rowStride: number;
  readonly colStride: number;
  readonly offset: number;
}

/** What computes products: stdlib's dgemm alone, or WebAssembly SIMD where that is faster. */
export type Gemm = "stdlib" | "wasm";

/** From this M·N·K up, packing the operands costs less than dgemm's slow orientations do. */
const PACKED = 4096;
/** From this M·N·K up, the way into WebAssembly and back costs less than it saves. */
const WASM = 256;

let chosen: Gemm = environment() === "stdlib" ? "stdlib" : "wasm";

/**
 * useGemm("stdlib") computes every product with stdlib's dgemm; useGemm("wasm") the larger ones in WebAssembly SIMD,
 * where there is any. At the start it is "wasm", or what the variable AFFINE_GEMM says.
 *
 * @returns what is in use from now on
 * @throws TypeError if the name is neither
 */
export function useGemm(name: Gemm): Gemm {
  if (name !== "stdlib" && name !== "wasm")
    throw new TypeError(`useGemm: name is ${String(name)}, want "stdlib" or "wasm"`);
  chosen = name === "wasm" && isAccelerated() ? "wasm" : "stdlib";
  return chosen;
}

/** A matrix as it lies in memory; nothing is checked. */
export function view(a: TensorLike): View {
  const data = a.data as Float64Array; // because requireTensor has seen to it
  const { strides, offset } = a; // once: an ndarray's are accessors, and strides is copied by each
  return { data, rowStride: strides[0], colStride: strides[1], offset };
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
 * @returns new, row-major, M·N numbers. Nothing is checked: what lies past the end of a short array counts as NaN.
 */
export function gemm(M: number, N: number, K: number, A: View, B: View): Float64Array {
  const work = M * N * K;
  if (work === 0) return new Float64Array(M * N); // dgemm throws for a C of no columns
  const fast = chosen === "wasm" && work >= WASM ? accelerated(M, N, K, A, B) : null;
  if (fast) return fast;
  if (work < PACKED) return multiply(M, N, K, A, B);
  return multiply(M, N, K, packed(0, M, K, A), transposed(packed(1, N, K, transposed(B))));
}

function multiply(M: number, N: number, K: number, A: View, B: View): Float64Array {
  const C = new Float64Array(M * N);
  // alpha = 1 on fresh zeros: no shortcut of dgemm's can lose a 0·NaN or a 0·Infinity. beta = 1 adds to them; for beta = 0
  // dgemm would fill C with zeros once more.
  // biome-ignore format: one matrix a line
  dgemm.ndarray(
    "no-transpose", "no-transpose", M, N, K,
    1, A.data, A.rowStride, A.colStride, A.offset,
    B.data, B.rowStride, B.colStride, B.offset,
    1, C, N, 1, 0,
  );
  return C;
}

/** Room for packed operands, A's and B's, used again by the next product. */
const rooms = [new Float64Array(0), new Float64Array(0)];

/** A view with its rows lying one after the other: dgemm is at its fastest on rows of A by columns of B that lie so. */
function packed(which: 0 | 1, rows: number, columns: number, a: View): View {
  if (a.colStride === 1 && a.rowStride >= columns) return a;
  if (rooms[which].length < rows * columns) rooms[which] = new Float64Array(rows * columns);
  const data = rooms[which];
  for (let i = 0, to = 0; i < rows; i++) {
    let from = a.offset + i * a.rowStride;
    for (let j = 0; j < columns; j++, from += a.colStride) data[to++] = a.data[from];
  }
  return { data, rowStride: columns, colStride: 1, offset: 0 };
}

/** AFFINE_GEMM; a browser has no `process`. */
function environment(): string | undefined {
  return typeof process === "undefined" ? undefined : process.env?.AFFINE_GEMM;
}
