// The kernel beside ipykernel, in turn in one run: starting, importing, warm cells, a whole notebook, memory, an hour's
// worth of cells.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { childrenOf } from "../processes.mjs";
import { setUp } from "../setup/index.mjs";
import { jupyterEnv, launcher, notebooks, python, root, tslab } from "../setup/place.mjs";
import { median } from "../statistics.mjs";

const require = createRequire(import.meta.url);
const ROUNDS = 7;
const WARM = 40;
/** So long, in ms, a reader looks at the first cells: kernels may use it. */
const LOOK = 3000;
/** A reader waits so long, in ms, after a result before the next cell; so many cells are run at that pace. */
const [PAUSE, PACED] = [100, 20];

const typescript = {
  import: 'import { Affine, matrix } from "affine-notebooks";\nmatrix([[1, 2]])',
  trivial: "1 + 1",
  declares: (/** @type {number} */ i) => `const xs${i} = [1, 2, 3];
function scale${i}(values: number[], by: number): number[] {
  const out: number[] = [];
  for (const v of values) {
    out.push(v * by);
  }
  return out;
}
const ys${i} = scale${i}(xs${i}, 2);
let total${i} = 0;
for (const v of ys${i}) {
  total${i} += v;
}
class Point${i} {
  constructor(readonly v: number) {}
  twice() { return this.v * 2; }
}
const point${i} = new Point${i}(3);
console.log(point${i}.twice());
total${i}`,
};

const numpy = {
  import: "import numpy as np\nimport plotly\nnp.array([[1, 2]])",
  trivial: "1 + 1",
  declares: (/** @type {number} */ i) => `xs${i} = [1, 2, 3]
def scale${i}(values, by):
    out = []
    for v in values:
        out.append(v * by)
    return out

ys${i} = scale${i}(xs${i}, 2)
total${i} = 0
for v in ys${i}:
    total${i} += v

class Point${i}:
    def __init__(self, v):
        self.v = v

    def twice(self):
        return self.v * 2

point${i} = Point${i}(3)
print(point${i}.twice())
total${i}`,
};

const node = process.execPath;
/** @type {Record<string, { command: (file: string) => string[], cells: typeof typescript, rounds: number }>} */
const kernels = {
  ours: {
    command: (file) => [node, launcher, "--config-path", file],
    ...{ cells: typescript, rounds: ROUNDS },
  },
  ipykernel: {
    command: (file) => [python, "-m", "ipykernel_launcher", "-f", file],
    ...{ cells: numpy, rounds: ROUNDS },
  },
  "stock tslab": {
    command: (file) => [node, tslab, "kernel", `--config-path=${file}`],
    ...{ cells: typescript, rounds: 3 },
  },
};

const measures = {
  info: "start to kernel_info",
  import: "start to the import cell's result",
  trivial: "warm 1 + 1",
  declares: "warm cell with declarations",
  paced: `the same, after ${PAUSE} ms (${PACED} cells)`,
  notebook: "15 cells, with the start",
  memory: "memory after them (MB)",
};

export default async function measure() {
  await setUp();
  const { TestKernel } = require(join(root, "dist", "kernel", "test-client.js"));
  const start = (/** @type {string} */ name) =>
    TestKernel.start({ command: kernels[name].command, cwd: notebooks, env: jupyterEnv() });
  /** @type {Record<string, Record<string, number[]>>} */
  const times = Object.fromEntries(Object.keys(kernels).map((name) => [name, {}]));
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, { rounds }] of Object.entries(kernels)) {
      if (round >= rounds) continue;
      const each = { ...(await fresh(start, name)), ...(await notebook(start, name)) };
      for (const [what, value] of Object.entries(each)) {
        times[name][what] ??= [];
        times[name][what].push(value);
      }
    }
  report(times);
  await hour(start);
}

/**
 * @param {(name: string) => Promise<any>} start
 * @param {string} name
 */
async function fresh(start, name) {
  const { cells } = kernels[name];
  const begin = performance.now();
  const kernel = await start(name);
  const info = performance.now() - begin;
  await ran(kernel, cells.import);
  const imported = performance.now() - begin;
  await new Promise((resolve) => setTimeout(resolve, LOOK));
  const trivial = await medianOf(kernel, () => cells.trivial);
  const declares = await medianOf(kernel, (i) => cells.declares(i % 3));
  const paced = await medianOf(kernel, (i) => cells.declares(i % 3), PACED, PAUSE);
  await kernel.stop();
  return { info, import: imported, trivial, declares, paced };
}

/**
 * Fifteen cells, one after the other, as nbclient runs a notebook.
 *
 * @param {(name: string) => Promise<any>} start
 * @param {string} name
 */
async function notebook(start, name) {
  const { cells } = kernels[name];
  const begin = performance.now();
  const kernel = await start(name);
  await ran(kernel, cells.import);
  for (let i = 0; i < 7; i++) {
    await ran(kernel, cells.declares(i));
    await ran(kernel, cells.trivial);
  }
  const time = performance.now() - begin;
  const memory = memoryOf(kernel.process.pid);
  await kernel.stop();
  return { notebook: time, memory };
}

/** @type {(kernel: any, cell: (i: number) => string, count?: number, pause?: number) => Promise<number>} */
async function medianOf(kernel, cell, count = WARM, pause = 0) {
  const times = [];
  for (let i = 0; i < count; i++) {
    kernel.forget();
    if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
    const begin = performance.now();
    await ran(kernel, cell(i));
    times.push(performance.now() - begin);
  }
  return median(times);
}

/**
 * @param {any} kernel
 * @param {string} code
 */
async function ran(kernel, code) {
  const { reply } = await kernel.run(code);
  // Stock tslab's replies have no status for what went well but "ok", too.
  if (reply.content.status !== "ok") throw new Error(`${code}: ${JSON.stringify(reply.content)}`);
}

/**
 * The resident memory of a process and its children, in MB; 0 where /proc is not there.
 *
 * @param {number} pid
 * @returns {number}
 */
function memoryOf(pid) {
  try {
    const own = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0;
    return (
      Number(own) / 1024 +
      childrenOf(pid).reduce((/** @type {number} */ sum, child) => sum + memoryOf(child), 0)
    );
  } catch {
    return 0;
  }
}

/** @param {Record<string, Record<string, number[]>>} times */
function report(times) {
  console.log(
    `medians in ms; ${ROUNDS} rounds in turn, stock tslab ${kernels["stock tslab"].rounds}`,
  );
  console.log(`a warm cell: ${WARM} sent at once, ${LOOK / 1000} s after the import cell\n`);
  const names = Object.keys(kernels);
  console.log(
    ["".padEnd(36), ...names.map((name) => name.padStart(12)), "ours/ipy".padStart(10)].join(""),
  );
  for (const [what, title] of Object.entries(measures)) {
    const values = names.map((name) => median(times[name][what]));
    const cells = values.map((value) => value.toFixed(value < 100 ? 1 : 0).padStart(12));
    console.log(
      [title.padEnd(36), ...cells, (values[0] / values[1]).toFixed(2).padStart(10)].join(""),
    );
  }
}

/**
 * 3,000 cells with twenty comms open, and memory at start and end.
 *
 * @param {(name: string) => Promise<any>} start
 */
async function hour(start) {
  const kernel = await start("ours");
  await ran(kernel, 'import { kernel } from "affine-notebooks";\nlet heard = 0;');
  const { of } =
    await kernel.run(`const comms = Array.from({ length: 20 }, () => kernel!.openComm("bench"));
for (const comm of comms) comm.onMsg(() => { heard++; comm.send({ heard }); });`);
  const ids = of("comm_open").map((/** @type {any} */ content) => content.comm_id);
  const sizes = [];
  for (let i = 0; i < 3000; i++) {
    kernel.forget();
    kernel.send("shell", "comm_msg", { comm_id: ids[i % ids.length], data: { i } });
    await ran(kernel, i % 3 ? `const v${i % 7} = ${i}; console.log(v${i % 7});` : "heard");
    if (i % 500 === 499) sizes.push(memoryOf(kernel.process.pid));
  }
  const { of: last } = await kernel.run("heard");
  const heard = last("execute_result")[0].data["text/plain"];
  console.log(
    `\n3,000 cells with 20 comms open, ${heard} comm messages heard; memory in MB after each 500:`,
  );
  console.log(sizes.map((size) => size.toFixed(0)).join("  "));
  await kernel.stop();
}
