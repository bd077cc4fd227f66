// C = A·B in WebAssembly SIMD, two float64 at a time. AssemblyScript; scripts/build-wasm.mjs compiles it, once with and
// once without fused multiply-add.
//
// The usual scheme (Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008), in small: C is
// computed in tiles of 4x4, which fit in registers. Both operands are first packed into panels of 4, so that the tile
// reads memory in one direction whatever the strides were. K is cut into blocks of DEPTH, so that two panels stay in
// the nearest cache, and M into blocks of ROWS, so that A's panels stay in the next. Rows and columns past the edge are
// packed as zeros; their products are never copied out.

const F64: usize = 8;
const TILE: i32 = 4;
const DEPTH: i32 = 256;
const ROWS: i32 = 128;

/** Bytes of scratch room that gemm wants for packed operands. */
export function scratch(M: i32, N: i32, K: i32): usize {
  return <usize>(min(up(M), ROWS) + up(N)) * min(K, DEPTH) * F64;
}

/** Bytes that gemm wants for C: its rows and columns rounded up to whole tiles. */
function room(M: i32, N: i32): usize {
  return <usize>up(M) * up(N) * F64;
}

/** C (M, N) = A (M, K)·B (K, N). Strides in bytes, any sign; c lies row-major without gaps afterwards. */
export function gemm(
  M: i32, N: i32, K: i32,
  a: usize, aRow: i32, aCol: i32,
  b: usize, bRow: i32, bCol: i32,
  c: usize, packed: usize,
): void {
  const width = up(N);
  memory.fill(c, 0, room(M, N));
  for (let k = 0; k < K; k += DEPTH) {
    const depth = min(DEPTH, K - k);
    const line = <usize>depth * F64; // a packed row of A or column of B
    const packedB = packed + min(up(M), ROWS) * line;
    for (let top = 0; top < M; top += ROWS) {
      const bottom = min(M, top + ROWS);
      for (let i = top; i < bottom; i += TILE)
        pack(a + i * aRow + k * aCol, aRow, aCol, min(TILE, M - i), depth, packed + (i - top) * line);
      for (let j = 0; j < N; j += TILE) {
        const panel = packedB + j * line;
        if (top == 0) pack(b + k * bRow + j * bCol, bCol, bRow, min(TILE, N - j), depth, panel);
        for (let i = top; i < bottom; i += TILE)
          tile(depth, packed + (i - top) * line, panel, c + <usize>(i * width + j) * F64, width * F64);
      }
    }
  }
  // The rows close up; ascending, so that none is overwritten before it has moved.
  if (width != N)
    for (let i = 1; i < M; i++)
      memory.copy(c + <usize>i * N * F64, c + <usize>i * width * F64, <usize>N * F64);
}

function up(n: i32): i32 {
  return (n + TILE - 1) & -TILE;
}

/** Four lines (rows of A, columns of B) side by side: to[4k + line] = from[line·across + k·along]. */
function pack(from: usize, across: i32, along: i32, lines: i32, depth: i32, to: usize): void {
  const end = to + <usize>depth * TILE * F64;
  if (lines < TILE) {
    memory.fill(to, 0, end - to);
    for (; to < end; from += along, to += TILE * F64)
      for (let line = 0; line < lines; line++)
        store<f64>(to + line * F64, load<f64>(from + line * across));
  } else if (across == F64) {
    for (; to < end; from += along, to += TILE * F64) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
    }
  } else {
    const from1 = from + across, from2 = from1 + across, from3 = from2 + across;
    for (let at = 0; to < end; at += along, to += TILE * F64) {
      store<f64>(to, load<f64>(from + at));
      store<f64>(to, load<f64>(from1 + at), 8);
      store<f64>(to, load<f64>(from2 + at), 16);
      store<f64>(to, load<f64>(from3 + at), 24);
    }
  }
}

/**
 * C's tile += Σₖ (4 of A)·(4 of B); cRow is C's row length in bytes. A do … while: V8 runs a for 15 % slower here. Two
 * steps of k a turn; the way out between them also keeps V8 from loading both steps' numbers before it multiplies,
 * which is more than there are registers for and takes a third of the speed.
 */
function tile(depth: i32, a: usize, b: usize, c: usize, cRow: usize): void {
  let c00 = v128.load(c), c01 = v128.load(c, 16);
  let c10 = v128.load(c + cRow), c11 = v128.load(c + cRow, 16);
  let c20 = v128.load(c + 2 * cRow), c21 = v128.load(c + 2 * cRow, 16);
  let c30 = v128.load(c + 3 * cRow), c31 = v128.load(c + 3 * cRow, 16);
  const last = a + <usize>(depth - 1) * TILE * F64;
  do {
    let b0 = v128.load(b), b1 = v128.load(b, 16), row = v128.load64_splat(a);
    c00 = madd(row, b0, c00), c01 = madd(row, b1, c01), row = v128.load64_splat(a, 8);
    c10 = madd(row, b0, c10), c11 = madd(row, b1, c11), row = v128.load64_splat(a, 16);
    c20 = madd(row, b0, c20), c21 = madd(row, b1, c21), row = v128.load64_splat(a, 24);
    c30 = madd(row, b0, c30), c31 = madd(row, b1, c31);
    if (a == last) break;
    b0 = v128.load(b, 32), b1 = v128.load(b, 48), row = v128.load64_splat(a, 32);
    c00 = madd(row, b0, c00), c01 = madd(row, b1, c01), row = v128.load64_splat(a, 40);
    c10 = madd(row, b0, c10), c11 = madd(row, b1, c11), row = v128.load64_splat(a, 48);
    c20 = madd(row, b0, c20), c21 = madd(row, b1, c21), row = v128.load64_splat(a, 56);
    c30 = madd(row, b0, c30), c31 = madd(row, b1, c31);
    a += 2 * TILE * F64;
    b += 2 * TILE * F64;
  } while (a <= last);
  v128.store(c, c00), v128.store(c, c01, 16);
  v128.store(c + cRow, c10), v128.store(c + cRow, c11, 16);
  v128.store(c + 2 * cRow, c20), v128.store(c + 2 * cRow, c21, 16);
  v128.store(c + 3 * cRow, c30), v128.store(c + 3 * cRow, c31, 16);
}

/** p·q + sum in both lanes; rounded once where the processor can, if this is compiled with --enable relaxed-simd. */
// @ts-ignore because TypeScript knows no decorator on a function
@inline
function madd(p: v128, q: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(p, q, sum);
  return f64x2.add(sum, f64x2.mul(p, q));
}
