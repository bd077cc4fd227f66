import type { View } from "./gemm";
import { FUSED_WASM, GEMM_WASM } from "./gemm-wasm";

/** What gemm.as exports. Addresses, strides and sizes of room in bytes. */
interface Kernel {
  scratch(M: number, N: number, K: number): number;
  // biome-ignore format: one matrix a line
  gemm(
    M: number, N: number, K: number,
    a: number, aRow: number, aCol: number,
    b: number, bRow: number, bCol: number,
    c: number, packed: number,
  ): void;
}

/** The two ways in which gemm.as is compiled, and the memory that both work in. */
interface Accelerator {
  readonly memory: WebAssembly.Memory;
  readonly plain: Kernel;
  /** With fused multiply-add; the plain one where WebAssembly has none (before Node 22). */
  readonly fused: Kernel;
}

const F64 = 8;
const PAGE = 65536;
/** Strides and addresses are 32-bit integers in the kernel. */
const MOST = 2 ** 31 - PAGE;
/**
 * From this M·N·K up, multiply-add is fused where it can be. Below, where the lesson's own numbers are, every machine
 * computes the same digits: a fused sum is rounded once less.
 */
const FUSED = 2 ** 18;

/** null: not tried yet; false: there is no WebAssembly SIMD here. */
let accelerator: Accelerator | false | null = null;
/** The accelerator's memory as numbers; made anew after it has grown. */
let numbers = new Float64Array(0);

/** Whether products can be computed in WebAssembly SIMD here. */
export function isAccelerated(): boolean {
  accelerator ??= start();
  return accelerator !== false;
}

/** Bytes that the accelerator holds: as many as the largest product so far has needed. */
export function acceleratorBytes(): number {
  return accelerator ? accelerator.memory.buffer.byteLength : 0;
}

/**
 * C = A·B in WebAssembly SIMD; M, N, K ≥ 1.
 *
 * @returns new, row-major, M·N numbers; null where there is no SIMD or not enough memory for it
 */
export function accelerated(M: number, N: number, K: number, A: View, B: View) {
  accelerator ??= start();
  if (accelerator === false) return null;
  const { memory, plain, fused } = accelerator;
  const [a, b] = [spanOf(M, K, A), spanOf(K, N, B)];
  // As numbers, before the kernel is asked for its room: its integers would overflow where the sum is past MOST.
  const [rows, columns] = [M + 4, N + 4];
  const packing = (rows + columns) * Math.min(K, 256);
  const bytes = F64 * (a.length + b.length + rows * columns + packing);
  if (bytes > MOST || !reserve(memory, bytes)) return null;
  if (numbers.buffer !== memory.buffer) numbers = new Float64Array(memory.buffer);
  copyInto(numbers, 0, A, a);
  copyInto(numbers, a.length, B, b);
  const packed = F64 * (a.length + b.length);
  const kernel = M * N * K >= FUSED ? fused : plain;
  const c = packed + kernel.scratch(M, N, K);
  // biome-ignore format: one matrix a line
  kernel.gemm(
    M, N, K,
    F64 * a.origin, F64 * a.rowStride, F64 * a.colStride,
    F64 * (a.length + b.origin), F64 * b.rowStride, F64 * b.colStride,
    c, packed,
  );
  // Not slice(), which takes four times as long in V8 on WebAssembly's memory.
  return new Float64Array(numbers.subarray(c / F64, c / F64 + M * N));
}

/** How a view is carried over: as the stretch of memory that it lies in, or gathered if that is mostly gaps. */
interface Span {
  /** Where the stretch begins in the view's data; -1 if it is gathered. */
  readonly begin: number;
  readonly length: number;
  /** Where entry (0, 0) is in the stretch. */
  readonly origin: number;
  readonly rowStride: number;
  readonly colStride: number;
  readonly rows: number;
  readonly columns: number;
}

function spanOf(rows: number, columns: number, a: View): Span {
  const [down, right] = [(rows - 1) * a.rowStride, (columns - 1) * a.colStride];
  const origin = -Math.min(0, down) - Math.min(0, right);
  const length = Math.abs(down) + Math.abs(right) + 1;
  const begin = a.offset - origin;
  const { rowStride, colStride } = a;
  // A stretch past the end of a short array would not be NaN, as stdlib has it, but what lay there before.
  if (length <= 2 * rows * columns && begin >= 0 && begin + length <= a.data.length)
    return { begin, length, origin, rowStride, colStride, rows, columns };
  const gathered = { begin: -1, origin: 0, rowStride: columns, colStride: 1 };
  return { ...gathered, length: rows * columns, rows, columns };
}

function copyInto(memory: Float64Array, at: number, a: View, span: Span): void {
  if (span.begin >= 0) {
    memory.set(a.data.subarray(span.begin, span.begin + span.length), at);
    return;
  }
  for (let i = 0, to = at; i < span.rows; i++)
    for (let j = 0; j < span.columns; j++)
      memory[to++] = a.data[a.offset + i * a.rowStride + j * a.colStride];
}

/** Memory only grows, and is used again by the next product. */
function reserve(memory: WebAssembly.Memory, bytes: number): boolean {
  const missing = Math.ceil((bytes - memory.buffer.byteLength) / PAGE);
  if (missing <= 0) return true;
  try {
    memory.grow(missing);
    return true;
  } catch {
    return false; // more than the machine gives: the caller computes without
  }
}

function start(): Accelerator | false {
  if (typeof WebAssembly === "undefined") return false;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const plain = instance(GEMM_WASM, memory);
  return plain && { memory, plain, fused: instance(FUSED_WASM, memory) || plain };
}

function instance(base64: string, memory: WebAssembly.Memory): Kernel | false {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  try {
    const module = new WebAssembly.Module(bytes);
    const { exports }: { exports: unknown } = new WebAssembly.Instance(module, { env: { memory } });
    return exports as Kernel; // because gemm.as exports just these
  } catch {
    return false; // none of these instructions, or a page whose policy forbids WebAssembly
  }
}
