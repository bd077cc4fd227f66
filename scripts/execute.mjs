// Runs notebooks in a kernel, by nbclient in the project's Python.
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stockSpec, writeKernelspec } from "./setup/kernelspec.mjs";
import { cache, jupyterEnv, notebooks, python, root } from "./setup/place.mjs";

/**
 * @typedef {{ source: string, target: string, kernel: string, folder: string, edit?: boolean }} Job
 * @typedef {{ source: string, error: string | null, seconds: number, missing: Record<string, object> }} Report
 */

/** The lesson's notebooks, by name. */
export function notebookNames() {
  return readdirSync(notebooks)
    .filter((name) => name.endsWith(".ipynb"))
    .sort();
}

/**
 * A job for each notebook, its result in .cache.
 *
 * @param {string} label what the folder of the results is called
 * @param {Partial<Job>} more
 * @returns {Job[]}
 */
export function jobs(label, more = {}) {
  const results = join(cache, "executed", label);
  mkdirSync(results, { recursive: true });
  return notebookNames().map((name) => ({
    source: join(notebooks, name),
    target: join(results, name),
    kernel: "tslab",
    folder: notebooks,
    ...more,
  }));
}

/** Registers a kernel as a plain tslab is, under a name that hides no other; returns the name. */
export function stockKernel() {
  writeKernelspec(join(cache, "stock", "kernels"), "tslab-stock", stockSpec());
  return "tslab-stock";
}

/**
 * Runs the jobs one after the other.
 *
 * @param {Job[]} list
 * @param {(report: Report) => void} told each report as it comes
 * @returns {Promise<Report[]>}
 */
export async function execute(list, told = () => {}) {
  const child = spawn(python, [join(root, "scripts", "python", "execute.py")], {
    env: jupyterEnv({ JUPYTER_PATH: join(cache, "stock") }),
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
  });
  /** @type {Report[]} */
  const reports = [];
  let [rest, complaints] = ["", ""];
  child.stdout.on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const report = JSON.parse(line);
      reports.push(report);
      told(report);
    }
  });
  child.stderr.on("data", (chunk) => {
    complaints += chunk;
  });
  child.stdin.end(JSON.stringify(list));
  await new Promise((resolve) => child.on("close", resolve));
  if (reports.length < list.length)
    throw new Error(`The notebooks did not run to their end:\n${complaints}`);
  return reports;
}
