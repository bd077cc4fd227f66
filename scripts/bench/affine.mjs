// One layer, forward and backward, float64: ours in both ways, NumPy on one thread, and ml-matrix and tfjs where they
// are installed. The contestants take turns within each round, so that a noisy machine is noisy for all; medians.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const load = createRequire(import.meta.url);
const ROUNDS = 7;
const SIZES = [
  [2, 3, 2],
  [100, 50, 10],
  [100, 784, 50],
  [100, 784, 256],
  [256, 256, 256],
  [512, 512, 512],
  [1024, 1024, 1024],
];
/** ours / NumPy that is wanted at the lesson's size, and at all others. */
const REACH = { small: 4, other: 0.4 };

/** @typedef {(size: number[], repetitions: number) => number | Promise<number>} Timer seconds for one layer */

export default async function affine() {
  const numpy = startNumpy();
  /** @type {Record<string, Timer>} */
  const timers = { ours: ours("wasm"), stdlib: ours("stdlib"), NumPy: numpy.time, ...peers() };
  const names = Object.keys(timers);
  console.log(`GFLOP/s, medians of ${ROUNDS}${names.length === 3 ? "; no peers installed" : ""}`);
  console.log(
    ["N x D x H".padEnd(16), ...names.map(wide), wide("us, ours"), "ours/NumPy"].join(""),
  );
  for (const size of SIZES) console.log(await lineOf(size, timers));
  numpy.stop();
  for (const file of ["affine/index.js", "index.js"])
    console.log(`import of dist/${file}: ${importCost(file).toFixed(0)} ms (reach: 80)`);
}

const wide = (/** @type {string} */ text) => text.padStart(11);
/** @param {number[]} size */
const flops = ([N, D, H]) => 6 * N * D * H; // three products of 2·N·D·H

/** @param {number[]} size @param {Record<string, Timer>} timers */
async function lineOf(size, timers) {
  /** @type {Record<string, number[]>} */
  const seconds = {};
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, time] of Object.entries(timers)) {
      const slow = name === "stdlib" ? 1e9 : 1e10;
      if (name === "stdlib" && flops(size) > 1e9) continue; // seconds a layer: nothing new to learn
      const repetitions = Math.ceil(Math.min(slow / flops(size) / 20, 20000));
      const list = seconds[name] ?? [];
      seconds[name] = list;
      list.push(await time(size, repetitions));
    }
  const cells = Object.keys(timers).map((name) =>
    seconds[name] ? (flops(size) / median(seconds[name]) / 1e9).toFixed(3) : "-",
  );
  const ratio = median(seconds.NumPy) / median(seconds.ours);
  const reach = size[0] === 2 ? REACH.small : REACH.other;
  const verdict = `${ratio.toFixed(2).padStart(10)} (reach ${reach}: ${ratio >= reach ? "met" : "missed"})`;
  const micro = (median(seconds.ours) * 1e6).toFixed(2);
  return [size.join(" x ").padEnd(16), ...cells.map(wide), wide(micro), verdict].join("");
}

/** @param {"wasm" | "stdlib"} way @returns {Timer} */
function ours(way) {
  const { affineForward, affineBackward, tensor, useGemm } = load(join(root, "dist", "affine"));
  return ([N, D, H], repetitions) => {
    useGemm(way);
    const draw = (/** @type {number[]} */ shape) =>
      tensor(Float64Array.from({ length: shape.reduce((p, q) => p * q) }, Math.random), shape);
    const [x, W, b, dout] = [draw([N, D]), draw([D, H]), draw([H]), draw([N, H])];
    return timed(repetitions, () => {
      affineForward(x, W, b);
      affineBackward(dout, x, W);
    });
  };
}

/** @param {number} repetitions @param {() => unknown} layer */
function timed(repetitions, layer) {
  layer();
  const start = performance.now();
  for (let i = 0; i < repetitions; i++) layer();
  return (performance.now() - start) / repetitions / 1e3;
}

/** Other libraries, if the reader has installed them: they are no dependencies of ours. */
function peers() {
  /** @type {Record<string, Timer>} */
  const found = {};
  const [ml, tf] = [optional("ml-matrix"), optional("@tensorflow/tfjs")];
  if (ml)
    found["ml-matrix"] = ([N, D, H], repetitions) => {
      const [x, W, b] = [ml.Matrix.rand(N, D), ml.Matrix.rand(D, H), ml.Matrix.rand(1, H)];
      const dout = ml.Matrix.rand(N, H);
      return timed(Math.min(repetitions, Math.ceil(1e9 / flops([N, D, H]))), () => [
        x.mmul(W).addRowVector(b),
        dout.mmul(W.transpose()),
        x.transpose().mmul(dout),
        dout.sum("column"),
      ]);
    };
  if (tf)
    found.tfjs = ([N, D, H], repetitions) => {
      const draw = (/** @type {number[]} */ shape) => tf.randomNormal(shape); // float32: it has no float64
      const [x, W, b, dout] = [draw([N, D]), draw([D, H]), draw([H]), draw([N, H])];
      return timed(Math.min(repetitions, Math.ceil(1e9 / flops([N, D, H]))), () =>
        tf.tidy(() => {
          x.matMul(W).add(b).dataSync();
          dout.matMul(W, false, true).dataSync();
          x.matMul(dout, true, false).dataSync();
          dout.sum(0).dataSync();
        }),
      );
    };
  return found;
}

/** @param {string} name */
function optional(name) {
  try {
    return load(name);
  } catch {
    return null;
  }
}

function startNumpy() {
  const own = process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"];
  const python = join(root, ".venv", ...own);
  if (!existsSync(python)) throw new Error(`${python} is missing. Run: npm test, which sets it up`);
  const one = { OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
  const child = spawn(python, [join(root, "scripts", "bench", "numpy_layer.py")], {
    env: { ...process.env, ...one },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  /** @type {Timer} */
  const time = async (size, repetitions) => {
    child.stdin.write(`${[...size, repetitions].join(" ")}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error("NumPy's process ended early. Run: npm test -- unit");
    return Number(value);
  };
  return { time, stop: () => child.stdin.end() };
}

/**
 * Milliseconds that a fresh Node takes to load a file of dist/, the median of some.
 *
 * @param {string} file
 */
function importCost(file) {
  const path = JSON.stringify(join(root, "dist", file));
  const script = `const s = performance.now(); require(${path}); console.log(performance.now() - s)`;
  const run = () => Number(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
  return median(Array.from({ length: ROUNDS }, run));
}
