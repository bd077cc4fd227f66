// One layer, forward and backward, float64: ours in both ways and in Chromium, NumPy on one thread, and other libraries where
// they are installed. The contestants take turns within each round, so that a noisy machine is noisy for all; medians.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../setup/place.mjs";
import { median } from "../statistics.mjs";
import { startBrowser } from "./affine/browser.mjs";
import { layerTimer } from "./affine/layer.mjs";
import { startNumpy } from "./affine/numpy.mjs";
import { findPeers, PEERS } from "./affine/peers.mjs";

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
/** Growing by two: the cost of a layer of n x n x n should come to grow by eight. */
const GROWTH = [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
/** ours / NumPy that is wanted at the lesson's size and at all others; ours in Chromium / ours in Node. */
const REACH = { small: 4, other: 0.4, browser: 0.8 };
/** Seconds that one measurement takes, about; a contestant that needs SLOW for one layer is measured once. */
const [LONG, SLOW] = [0.03, 0.5];

/** @typedef {(size: number[], repetitions: number) => number | Promise<number>} Timer seconds for one layer */
/** @typedef {Record<string, number>} Seconds of one layer, the median, by contestant */

export default async function affine() {
  const [numpy, browser, peers] = [startNumpy(), await startBrowser(), await findPeers()];
  /** @type {Record<string, Timer>} */
  const timers = {
    ours: layerTimer(join(root, "dist", "affine"), "wasm"),
    ...(browser && { Chromium: browser.time }),
    NumPy: numpy.time,
    stdlib: layerTimer(join(root, "dist", "affine"), "stdlib"),
    ...peers,
  };
  console.log(`Node ${process.version}; GFLOP/s, medians of ${ROUNDS}`);
  const missing = PEERS.filter((name) => !Object.keys(peers).some((each) => each.startsWith(name)));
  if (missing.length > 0)
    console.log(
      `not installed: ${missing.join(", ")} → npm install --no-save ${missing.join(" ")}`,
    );
  if (!browser) console.log("no browser was found: Chromium is not measured");
  const names = Object.keys(timers);
  console.log(["N x D x H".padEnd(18), ...names.map(wide), wide("us, ours")].join(""));
  for (const size of SIZES) console.log(lineOf(size, await measure(size, timers)));
  await growth({ ours: timers.ours, NumPy: timers.NumPy });
  numpy.stop();
  await browser?.stop();
  for (const file of ["affine/index.js", "index.js"])
    console.log(`import of dist/${file}: ${importCost(file).toFixed(0)} ms (reach: 80)`);
}

const wide = (/** @type {string} */ text) => text.slice(0, 11).padStart(12);
/** @param {number[]} size */
const flops = ([N, D, H]) => 6 * N * D * H; // three products of 2·N·D·H
const verdict = (/** @type {number} */ ratio, /** @type {number} */ reach) =>
  `${ratio.toFixed(2)} (reach ${reach}: ${ratio >= reach ? "met" : "missed"})`;

/**
 * @param {number[]} size
 * @param {Record<string, Timer>} timers
 * @returns {Promise<Seconds>}
 */
async function measure(size, timers) {
  /** @type {Record<string, number[]>} */
  const seconds = Object.fromEntries(Object.keys(timers).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, time] of Object.entries(timers)) {
      const last = seconds[name].at(-1) ?? flops(size) / 1e9;
      if (round > 0 && last > SLOW) continue;
      seconds[name].push(await time(size, Math.ceil(Math.min(LONG / last, 50_000))));
    }
  return Object.fromEntries(Object.entries(seconds).map(([name, all]) => [name, median(all)]));
}

/** @param {number[]} size @param {Seconds} seconds */
function lineOf(size, seconds) {
  const rates = Object.values(seconds).map((each) => (flops(size) / each / 1e9).toFixed(3));
  const line = [size.join(" x ").padEnd(18), ...rates.map(wide)];
  const { ours, NumPy, Chromium, stdlib, ...peers } = seconds;
  const parts = [`ours/NumPy ${verdict(NumPy / ours, size[0] === 2 ? REACH.small : REACH.other)}`];
  if (Chromium) parts.push(`Chromium/Node ${verdict(ours / Chromium, REACH.browser)}`);
  const ahead = Object.entries(peers).filter(([, each]) => each < ours);
  if (ahead.length > 0) parts.push(`ahead of ours: ${ahead.map(([name]) => name).join(", ")}`);
  return `${line.join("")}${wide((ours * 1e6).toFixed(2))}\n${" ".repeat(8)}${parts.join("; ")}`;
}

/**
 * How cost grows with size.
 *
 * @param {Record<string, Timer>} timers
 */
async function growth(timers) {
  console.log(
    "how cost grows, layers of n x n x n: microseconds, times the cost of the one before (8 in the limit)",
  );
  /** @type {Seconds | null} */
  let before = null;
  for (const n of GROWTH) {
    const seconds = await measure([n, n, n], timers);
    const cells = Object.entries(seconds).map(([name, each]) => {
      const times = before ? `x ${(each / before[name]).toFixed(1)}` : "";
      return `${wide((each * 1e6).toFixed(2))} ${name} ${times.padEnd(7)}`;
    });
    console.log(`${String(n).padStart(5)}${cells.join("")}`);
    before = seconds;
  }
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
