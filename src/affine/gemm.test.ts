import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { acceleratorBytes, isAccelerated } from "./accelerator";
import { gemm, transposed, useGemm, type View } from "./gemm";

const source = join(__dirname, "..", "..", "src", "affine");
const inUse = useGemm("wasm");
after(() => useGemm("wasm"));

/** Park and Miller's generator, so that every run has the same numbers. */
const seed = Number(process.env.SEED ?? 20262);
let state = (seed % 2147483646) + 1;
function next(below: number): number {
  state = (state * 48271) % 2147483647;
  return state % below;
}

/** A view of an odd lie: gaps, negative or swapped strides, an offset, now and then a stride of 0. */
function odd(rows: number, columns: number, value: () => number): View {
  const gap = next(4) === 0 ? 3 * columns : next(3);
  let [rowStride, colStride] = next(2) ? [columns + gap, 1] : [2, 2 * rows + gap];
  let offset = next(4);
  if (next(8) === 0) rowStride = 0;
  if (next(3) === 0) {
    offset += rowStride * (rows - 1);
    rowStride = -rowStride;
  }
  if (next(3) === 0) {
    offset += colStride * (columns - 1);
    colStride = -colStride;
  }
  const reach = Math.abs(rowStride) * (rows - 1) + Math.abs(colStride) * (columns - 1);
  const data = Float64Array.from({ length: reach + offset + 5 }, value);
  return { data, rowStride, colStride, offset };
}

const at = (a: View, i: number, j: number) => a.data[a.offset + i * a.rowStride + j * a.colStride];

/** Σₖ a[i, k]·b[k, j], the definition, and the same sum of absolute values, to measure rounding by. */
function byHand(K: number, A: View, B: View, i: number, j: number) {
  let [sum, size] = [0, 0];
  for (let k = 0; k < K; k++) {
    sum += at(A, i, k) * at(B, k, j);
    size += Math.abs(at(A, i, k) * at(B, k, j));
  }
  return { sum, size };
}

function compare(
  M: number,
  N: number,
  K: number,
  A: View,
  B: View,
  C: Float64Array,
  where: string,
) {
  assert.equal(C.length, M * N, where);
  for (let i = 0; i < M; i++)
    for (let j = 0; j < N; j++) {
      const { sum, size } = byHand(K, A, B, i, j);
      const mine = C[i * N + j];
      const same = Object.is(mine, sum) || mine === sum || Math.abs(mine - sum) <= 1e-12 * size;
      assert.ok(same, `${where}, entry (${i}, ${j}): ${mine}, want ${sum}`);
    }
}

test("this machine has WebAssembly SIMD, so that both ways are tested below", () => {
  assert.equal(inUse, "wasm");
  assert.ok(isAccelerated());
});

for (const way of ["stdlib", "wasm"] as const) {
  test(`${way}: a product of any sizes and strides is the sum of products, seed ${seed}`, () => {
    useGemm(way);
    const real = () => (next(2_000_001) - 1_000_000) / 999_983;
    for (let i = 0; i < 400; i++) {
      // Now and then past the kernel's blocks of 128 rows and 256 of K.
      const [M, N] = [1 + next(i % 10 ? 23 : 300), 1 + next(23)];
      const K = 1 + next(i % 20 ? 40 : 600);
      const [A, B] = [odd(M, K, real), odd(K, N, real)];
      compare(M, N, K, A, B, gemm(M, N, K, A, B), `case ${i}: ${M}x${K}·${K}x${N}`);
    }
  });

  test(`${way}: NaN and infinities go where IEEE 754 sends them, and no further`, () => {
    useGemm(way);
    const wild = () => (next(9) ? next(7) - 3 : [NaN, Infinity, -Infinity, 0, -0][next(5)]);
    for (let i = 0; i < 200; i++) {
      const [M, N, K] = [1 + next(17), 1 + next(17), 1 + next(60)];
      const [A, B] = [odd(M, K, wild), odd(K, N, wild)];
      compare(M, N, K, A, B, gemm(M, N, K, A, B), `case ${i}: ${M}x${K}·${K}x${N}`);
    }
  });

  test(`${way}: a small product after a large one, and the large one again, do not mix`, () => {
    useGemm(way);
    const sizes = [90, 3, 91, 8, 90];
    for (const n of sizes) {
      const A = odd(n, n + 1, () => next(19) - 9);
      const B = odd(n + 1, n + 2, () => next(19) - 9);
      compare(n, n + 2, n + 1, A, B, gemm(n, n + 2, n + 1, A, B), `${n}`);
    }
  });

  test(`${way}: no rows, columns or depth give zeros of the right number`, () => {
    useGemm(way);
    const none = { data: new Float64Array(0), rowStride: 1, colStride: 1, offset: 0 };
    assert.equal(gemm(0, 3, 2, none, none).length, 0);
    assert.equal(gemm(3, 0, 2, none, none).length, 0);
    assert.deepEqual([...gemm(2, 2, 0, none, none)], [0, 0, 0, 0]);
  });

  test(`${way}: a result is the caller's own, and the operands stay as they were`, () => {
    useGemm(way);
    const A = odd(20, 21, () => next(9));
    const before = A.data.slice();
    const first = gemm(20, 20, 21, A, transposed(A));
    const kept = first.slice();
    gemm(20, 20, 21, A, transposed({ ...A, data: A.data.map(() => 7) }));
    assert.deepEqual(first, kept);
    assert.deepEqual(A.data, before);
  });
}

test("the accelerator's memory grows with the largest product, and is used again", () => {
  useGemm("wasm");
  const ones = (n: number): View => ({
    data: new Float64Array(n * n).fill(1),
    rowStride: n,
    colStride: 1,
    offset: 0,
  });
  const product = (n: number) => {
    assert.deepEqual(new Set(gemm(n, n, n, ones(n), ones(n))), new Set([n]));
    return acceleratorBytes();
  };
  const small = product(20);
  const large = product(400); // three matrices of 1.28 MB
  assert.ok(large > small && large >= 3 * 8 * 400 * 400, `${small}, then ${large} bytes`);
  for (let i = 0; i < 20; i++) assert.equal(product(400 - 10 * i), large);
});

test("useGemm says what it knows", () => {
  const other = "fast" as unknown as "wasm"; // because the error for it is what is tested
  assert.throws(() => useGemm(other), /TypeError: useGemm: name is fast, want "stdlib" or "wasm"/);
});

/** A fresh process in which WebAssembly fails: how often it was tried, and the first entry of a product. */
function withoutWasm(env: Record<string, string>): string {
  const script = `let tried = 0;
    WebAssembly.Module = class { constructor() { tried++; throw new Error("no SIMD"); } };
    const { affineForward, tensor } = require(${JSON.stringify(join(__dirname, "index.js"))});
    const ones = (...shape) => tensor(new Float64Array(shape.reduce((p, q) => p * q)).fill(1), shape);
    console.log(tried, affineForward(ones(20, 21), ones(21, 22), ones(22)).get(0, 0), tried);`;
  const run = spawnSync(process.execPath, ["-e", script], {
    env: { ...process.env, AFFINE_GEMM: "", ...env },
    encoding: "utf8",
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

test("AFFINE_GEMM=stdlib never touches WebAssembly, and without SIMD stdlib computes", () => {
  assert.equal(withoutWasm({ AFFINE_GEMM: "stdlib" }), "0 22 0");
  assert.equal(withoutWasm({}), "0 22 1");
});

test("the bytes of the SIMD kernel were made from its source as it stands", () => {
  const text = readFileSync(join(source, "gemm.as"), "utf8").replaceAll("\r\n", "\n");
  const digest = createHash("sha256").update(text).digest("hex");
  assert.ok(
    readFileSync(join(source, "gemm-wasm.ts"), "utf8").includes(digest),
    "gemm.as has changed: npm run build",
  );
});
