// A class on a real JupyterHub: eight readers at once, each running all notebooks on kernels of their own, through the
// hub's proxy; then ever more readers, until a warm cell takes a second. Ends in an error when a reader's cell does.
import { spawn } from "node:child_process";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { notebookNames } from "../execute.mjs";
import { hubEnv, hubPython, setUpHub, startHub } from "../hub.mjs";
import { notebooks, root } from "../setup/place.mjs";
import { median } from "../statistics.mjs";

const READERS = 8;
const SIZES = [1, 2, 4, 8, 16, 24, 32, 48, 64];
/** A warm cell is to answer within so many seconds, 95 of 100 times. */
const LIMIT = 1;
/** The second part begins no new size after so many seconds. */
const SECONDS = 240;

/**
 * @typedef {{ cells: number, seconds: number, server: number, kernel: number }} Ran
 * @typedef {{ reader: string, server: number, seconds: number, notebooks: Ran[], errors: string[] }} Attended
 * @typedef {{ size: number, median: number, late: number, worst: number, stopped?: string }} Grown
 */

export default async function measure() {
  await setUpHub();
  const hub = await startHub();
  // A terminal's Ctrl-C comes twice, from the terminal and from npm: neither may end this before the hub has ended.
  const interrupted = () => hub.stop().then(() => process.exit(130));
  process.on("SIGINT", interrupted).on("SIGTERM", interrupted);
  try {
    const lines = await attend(hub);
    const readers = /** @type {Attended[]} */ (lines.filter((line) => "reader" in line));
    const sizes = /** @type {Grown[]} */ (lines.filter((line) => "size" in line));
    reportReaders(readers);
    reportSizes(sizes);
    const errors = readers.flatMap(({ reader, errors: own }) => own.map((e) => `${reader}: ${e}`));
    if (errors.length > 0 || readers.length < READERS)
      throw new Error(`Not every reader's notebooks ran:\n${errors.join("\n")}`);
  } finally {
    await hub.stop();
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
  }
}

/**
 * Runs the class; returns what it reports.
 *
 * @param {{ url: string, password: string, pid: number | undefined, said: () => string }} hub
 * @returns {Promise<object[]>}
 */
async function attend({ url, password, pid, said }) {
  const job = {
    ...{ url, password, pid, readers: READERS, sizes: SIZES, seconds: SECONDS, limit: LIMIT },
    notebooks: notebookNames().map((name) => join(notebooks, name)),
  };
  const child = spawn(hubPython, [join(root, "scripts", "python", "hub_class.py")], {
    env: hubEnv(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let [lines, complaints] = ["", ""];
  child.stdout.on("data", (chunk) => {
    lines += chunk;
  });
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  child.stdin.end(JSON.stringify(job));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The class ended early:\n${complaints}\n${said()}`);
  return lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** @param {Attended[]} readers */
function reportReaders(readers) {
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  console.log(`${READERS} readers at once, ${cpus().length} processors, ${memory} GiB\n`);
  console.log(row(["reader", "server, s", "all, s", "server, MB", "kernel, MB", "cells", "wrong"]));
  for (const { reader, server, seconds, notebooks: ran, errors } of readers)
    console.log(
      row([
        reader,
        server.toFixed(1),
        seconds.toFixed(1),
        Math.max(...ran.map((each) => each.server)).toFixed(0),
        Math.max(...ran.map((each) => each.kernel)).toFixed(0),
        String(ran.reduce((sum, { cells }) => sum + cells, 0)),
        String(errors.length),
      ]),
    );
  const all = readers.flatMap(({ notebooks: ran }) => ran);
  console.log(
    `\nMemory is the proportional set size at a notebook's end, the largest of a reader's; median kernel ${median(all.map((each) => each.kernel)).toFixed(0)} MB,`,
    `median server ${median(all.map((each) => each.server)).toFixed(0)} MB; median time of a reader ${median(readers.map((each) => each.seconds)).toFixed(1)} s.\n`,
  );
}

/** @param {Grown[]} sizes */
function reportSizes(sizes) {
  console.log("All readers send a cell, and the next as soon as it has answered; ms\n");
  console.log(row(["readers", "median", "95 %", "worst"]));
  for (const { size, stopped, ...times } of sizes)
    console.log(
      stopped
        ? `${size} were not tried: ${stopped}`
        : row([
            String(size),
            ...[times.median, times.late, times.worst].map((seconds) =>
              (1000 * seconds).toFixed(0),
            ),
          ]),
    );
  const held = sizes.filter(({ stopped, late }) => !stopped && late <= LIMIT);
  const most = Math.max(0, ...held.map(({ size }) => size));
  console.log(`\nUp to ${most} readers a warm cell answers in under ${LIMIT} s, 95 of 100 times.`);
}

/** @param {string[]} values */
function row(values) {
  return values.map((text, i) => (i === 0 ? text.padEnd(10) : text.padStart(12))).join("");
}
