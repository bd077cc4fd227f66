import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import Ndarray from "@stdlib/ndarray/ctor";
import { affineBackward, affineForward, type Tensor, useGemm } from "./index";
import { flatCopy } from "./tensor";

const root = join(__dirname, "..", "..");
const CASES = 2000;
after(() => useGemm("wasm"));
const seed = Number(process.env.SEED ?? 20261);

/** The project's own Python, which has NumPy; made by the set-up of `npm start` and `npm test`. */
function python(): string {
  const own = join(
    root,
    ".venv",
    process.platform === "win32" ? "Scripts/python.exe" : "bin/python",
  );
  assert.ok(existsSync(own), `${own} is missing; npm test sets it up`);
  return own;
}

/** Park and Miller's generator (1988), so that this test shares nothing with what it tests. */
let state = (seed % 2147483646) + 1;
function next(below: number): number {
  state = (state * 48271) % 2147483647;
  return state % below;
}

/** A tensor that lies in memory in some odd way: permuted axes, gaps, negative strides, an offset. */
function odd(shape: number[], value: () => number): Tensor {
  const order = shape.map((_, axis) => axis);
  if (next(2)) order.reverse();
  const strides = new Array<number>(shape.length).fill(0);
  let step = 1 + next(3);
  for (const axis of order) {
    strides[axis] = step;
    step *= Math.max(shape[axis], 1) + next(2);
  }
  let offset = next(4);
  strides.forEach((stride, axis) => {
    if (!next(3) && shape[axis] > 0) {
      offset += stride * (shape[axis] - 1);
      strides[axis] = -stride;
    }
  });
  const reach = shape.reduce(
    (all, n, axis) => all + Math.abs(strides[axis]) * Math.max(n - 1, 0),
    0,
  );
  const data = Float64Array.from({ length: reach + offset + 8 }, value);
  const made: unknown = new Ndarray("float64", data, shape, strides, offset, "row-major");
  return made as Tensor; // because the constructor's type is the ndarray of unknown data type
}

const VALUES: Record<string, () => number> = {
  whole: () => next(19) - 9,
  real: () => (next(2_000_001) - 1_000_000) / 999_983,
  // Sums of these are exact in any order, with and without fused multiply-add: only then do NaN and infinities agree.
  wild: () => [0, -0, 1, -2, Number.NaN, Infinity, -Infinity, 2 ** 20, -(2 ** -20), 3][next(10)],
};

function makeCase(i: number) {
  const kind = ["whole", "real", "real", "wild"][i % 4];
  const value = VALUES[kind];
  // Every seventh is large enough for the SIMD kernel, two in a hundred also for its fused multiply-add. "wild" stays
  // small: long sums of it would not be exact.
  const below = i % 7 === 0 && kind !== "wild" ? 24 : 6;
  const least = i % 100 < 2 ? 64 : 0;
  const [N, C, H] = [least + next(below), least + next(below), least + next(below)];
  const sample = next(4) ? [C] : [C, next(4)];
  const D = sample.reduce((all, n) => all * n, 1);
  const shapes = { x: [N, ...sample], W: [D, H], b: [H], dout: [N, H] };
  return {
    kind,
    x: odd(shapes.x, value),
    W: odd(shapes.W, value),
    b: odd(shapes.b, value),
    dout: odd(shapes.dout, value),
  };
}

function packed(a: Tensor) {
  const { buffer, byteOffset, byteLength } = a.data;
  const bytes = Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  return { bytes, shape: [...a.shape], strides: [...a.strides], offset: a.offset };
}

function unpacked({ bytes, shape }: { bytes: string; shape: number[] }) {
  const memory = Uint8Array.from(Buffer.from(bytes, "base64"));
  return { values: new Float64Array(memory.buffer), shape };
}

/** The same number; or, for sums of real numbers in another order, within rounding of numbers of size 1. */
function same(mine: number, numpy: number, kind: string): boolean {
  if (Number.isNaN(numpy)) return Number.isNaN(mine);
  if (kind === "real") return Math.abs(mine - numpy) <= 1e-14 * 36;
  return mine === numpy;
}

type Case = ReturnType<typeof makeCase>;

function numpyResults(cases: Case[]) {
  const input = cases.map(({ x, W, b, dout }) => ({
    x: packed(x),
    W: packed(W),
    b: packed(b),
    dout: packed(dout),
  }));
  const script = join(root, "src", "affine", "numpy_reference.py");
  const run = spawnSync(python(), [script], {
    input: JSON.stringify(input),
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  assert.equal(run.status, 0, run.stderr);
  return JSON.parse(run.stdout);
}

/** @returns how many numbers were compared */
function compare({ kind, x, W, b, dout }: Case, expected: Record<string, never>, title: string) {
  let compared = 0;
  const memory = () => [x, W, b, dout].map((a) => Float64Array.from(a.data));
  const before = memory();
  const mine = { out: affineForward(x, W, b), ...affineBackward(dout, x, W) };
  for (const [name, a] of Object.entries(mine)) {
    const numpy = unpacked(expected[name]);
    const where = `${title}, ${kind}: ${name} of x (${x.shape}), W (${W.shape})`;
    assert.deepEqual(a.shape, numpy.shape, where);
    flatCopy(a).forEach((value, k) => {
      const want = numpy.values[k];
      assert.ok(same(value, want, kind), `${where}, entry ${k}: ${value}, NumPy ${want}`);
      compared++;
    });
  }
  assert.deepEqual(memory(), before, "an input was written to");
  return compared;
}

const cases = Array.from({ length: CASES }, (_, i) => makeCase(i));
let expected: ReturnType<typeof numpyResults> | null = null;

for (const way of ["wasm", "stdlib"] as const)
  test(`${way}: the layer is NumPy's on ${CASES} random shapes and strides, seed ${seed}`, () => {
    assert.equal(useGemm(way), way);
    const all = expected ?? numpyResults(cases);
    expected = all;
    let compared = 0;
    cases.forEach((each, i) => {
      compared += compare(each, all[i], `case ${i}`);
    });
    assert.ok(compared > 20 * CASES, `only ${compared} numbers were compared`);
  });
