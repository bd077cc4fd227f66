// C = A·B in WebAssembly SIMD, two float64 at a time. AssemblyScript; scripts/build-wasm.mjs compiles it.
//
// The usual scheme (Goto and van de Geijn, Anatomy of High-Performance Matrix Multiplication, 2008), in small: C is
// computed in tiles of 4x4, which fit in registers. Both operands are first packed into panels of 4, so that the tile
// reads memory in one direction whatever the strides were. K is cut into blocks of DEPTH, so that two panels stay in
// the nearest cache. Rows and columns past the edge are packed as zeros; their products are never copied out.

const F64: usize = 8;
const TILE: i32 = 4;
const DEPTH: i32 = 256;

/** Bytes of scratch room that gemm wants for packed operands. */
export function scratch(M: i32, K: i32): usize {
  return (<usize>up(M) + TILE) * min(K, DEPTH) * F64;
}

/** Bytes that gemm wants for C: its rows and columns rounded up to whole tiles. */
export function room(M: i32, N: i32): usize {
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
    const panel = <usize>depth * TILE * F64;
    const packedB = packed + <usize>up(M) * depth * F64;
    for (let i = 0; i < M; i += TILE)
      pack(a + i * aRow + k * aCol, aRow, aCol, min(TILE, M - i), depth, packed + (i / TILE) * panel);
    for (let j = 0; j < N; j += TILE) {
      pack(b + k * bRow + j * bCol, bCol, bRow, min(TILE, N - j), depth, packedB);
      for (let i = 0; i < M; i += TILE)
        tile(depth, packed + (i / TILE) * panel, packedB, c + <usize>(i * width + j) * F64, width * F64);
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
  if (lines < TILE) memory.fill(to, 0, end - to);
  if (lines == TILE) {
    do {
      store<f64>(to, load<f64>(from));
      store<f64>(to, load<f64>(from + across), 8);
      store<f64>(to, load<f64>(from + 2 * across), 16);
      store<f64>(to, load<f64>(from + 3 * across), 24);
      from += along;
      to += TILE * F64;
    } while (to < end);
  } else {
    do {
      for (let line = 0; line < lines; line++)
        store<f64>(to + line * F64, load<f64>(from + line * across));
      from += along;
      to += TILE * F64;
    } while (to < end);
  }
}

/** C's tile += Σₖ (4 of A)·(4 of B); cRow is C's row length in bytes. A do … while: V8 runs a for 15 % slower here. */
function tile(depth: i32, a: usize, b: usize, c: usize, cRow: usize): void {
  let c00 = v128.load(c), c01 = v128.load(c, 16);
  let c10 = v128.load(c + cRow), c11 = v128.load(c + cRow, 16);
  let c20 = v128.load(c + 2 * cRow), c21 = v128.load(c + 2 * cRow, 16);
  let c30 = v128.load(c + 3 * cRow), c31 = v128.load(c + 3 * cRow, 16);
  const end = a + <usize>depth * TILE * F64;
  do {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let row = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(row, b0));
    c01 = f64x2.add(c01, f64x2.mul(row, b1));
    row = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(row, b0));
    c11 = f64x2.add(c11, f64x2.mul(row, b1));
    row = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(row, b0));
    c21 = f64x2.add(c21, f64x2.mul(row, b1));
    row = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(row, b0));
    c31 = f64x2.add(c31, f64x2.mul(row, b1));
    a += TILE * F64;
    b += TILE * F64;
  } while (a < end);
  v128.store(c, c00), v128.store(c, c01, 16);
  v128.store(c + cRow, c10), v128.store(c + cRow, c11, 16);
  v128.store(c + 2 * cRow, c20), v128.store(c + 2 * cRow, c21, 16);
  v128.store(c + 3 * cRow, c30), v128.store(c + 3 * cRow, c31, 16);
}
