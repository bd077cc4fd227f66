// A real JupyterHub, with its own proxy and a server a reader, all of it on 127.0.0.1 and in a folder of its own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { childrenOf } from "./processes.mjs";
import { setUp, setUpIn } from "./setup/index.mjs";
import { cache, jupyterEnv, notebooks, pythonIn, root } from "./setup/place.mjs";
import { installPython } from "./setup/python.mjs";

const require = createRequire(import.meta.url);
const hubVenv = join(cache, "hub");
export const hubPython = pythonIn(hubVenv);

/** JupyterHub beside the lesson's packages, in an environment of its own, with the kernel as a teacher registers it. */
export async function setUpHub() {
  await setUp();
  await installPython({
    folder: hubVenv,
    lock: join(root, "requirements-hub.lock"),
    names: ["jupyterhub", "jupyterlab", "anywidget", "plotly"],
    step: "JupyterHub (about 400 MB)",
  });
  await setUpIn(hubVenv);
}

/** The environment in which the hub and its servers run. */
export function hubEnv(more = {}) {
  const env = jupyterEnv();
  const path = [dirname(hubPython), env.PATH].join(delimiter);
  return { ...env, PATH: path, VIRTUAL_ENV: hubVenv, ...more };
}

/** Starts a hub and waits until it lets readers in; whoever starts it stops it. */
export async function startHub() {
  const folder = mkdtempSync(join(tmpdir(), "affine-hub-"));
  const { freePorts } = require(join(root, "dist", "kernel", "test-client.js")); // late: the set-up makes it
  const ports = await freePorts(3);
  const password = randomBytes(16).toString("hex");
  const proxy = join(root, "node_modules", "configurable-http-proxy", "bin");
  const job = {
    ...{ folder, notebooks, ports, password, modules: join(root, "node_modules") },
    proxy: [process.execPath, join(proxy, "configurable-http-proxy")],
  };
  const config = join(root, "scripts", "python", "hub_config.py");
  const child = spawn(hubPython, ["-m", "jupyterhub", "-f", config], {
    cwd: folder,
    env: hubEnv({ AFFINE_HUB: JSON.stringify(job) }),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said = (said + chunk).slice(-20_000);
  });
  const ended = new Promise((resolve) => child.on("close", resolve));
  /** @type {Promise<void> | undefined} */
  let stopping;
  const stop = () => {
    stopping ??= stopHub(child, ended, folder);
    return stopping;
  };
  const url = `http://127.0.0.1:${ports[0]}`;
  if (!(await answers(`${url}/hub/health`, child))) {
    await stop();
    throw new Error(`JupyterHub did not start:\n${said}`);
  }
  return { url, password, pid: child.pid, folder, stop, said: () => said };
}

/**
 * @param {string} url
 * @param {import("node:child_process").ChildProcess} child
 */
async function answers(url, child) {
  const limit = Date.now() + 60_000;
  while (child.exitCode === null && child.signalCode === null && Date.now() < limit) {
    await new Promise((resolve) => setTimeout(resolve, 200));
    const { ok } = await fetch(url).catch(() => ({ ok: false }));
    if (ok) return true;
  }
  return false;
}

/**
 * Stops the hub, which stops its proxy and servers, and ends whatever of them is left.
 *
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<unknown>} ended
 * @param {string} folder
 */
async function stopHub(child, ended, folder) {
  const all = child.pid ? descendants(child.pid) : [];
  child.kill("SIGTERM");
  const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
  await ended;
  clearTimeout(late);
  for (const { pid, started } of all) if (startOf(pid) === started) process.kill(pid, "SIGKILL"); // another process may have the number by now
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * The processes below one, each with the time of its start.
 *
 * @param {number} pid
 * @returns {{ pid: number, started: string | null }[]}
 */
function descendants(pid) {
  return childrenOf(pid).flatMap((each) => [
    { pid: each, started: startOf(each) },
    ...descendants(each),
  ]);
}

/**
 * When a process started, in clock ticks; null when there is none.
 *
 * @param {number} pid
 */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8"); // proc(5): field 22, after the name in brackets
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return null;
  }
}
