// JupyterLab, started inside this folder: on a local address, with a token, with nothing of the reader's own set-up.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setUp } from "./setup/index.mjs";
import { cache, jupyterEnv, notebooks, python } from "./setup/place.mjs";
import { Problem } from "./setup/problem.mjs";

const first = "01-forward.ipynb";

/**
 * Sets up, starts, says where, and stays until JupyterLab ends.
 *
 * @param {string[]} args for JupyterLab, such as --no-browser --port 8890
 */
export async function main(args) {
  await setUp();
  const port = portIn(args);
  if (port !== null && !(await isFree(port)))
    throw new Problem(`Port ${port} is taken.`, `npm start -- --port ${port + 1}`);
  const lab = await startLab({ args, stdio: "inherit" });
  console.log(`\n  The lesson is at ${lab.url}\n  Ctrl-C stops it.\n`);
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
    process.on(signal, () => {
      // Ctrl-C reaches the server by itself, as one of the terminal's group; a kill of this process does not.
      if (signal !== "SIGINT" || !process.stdin.isTTY) lab.child.kill("SIGTERM");
    });
  return lab.ended;
}

/**
 * Starts a server and waits until it answers.
 *
 * @param {{ args?: string[], folder?: string, stdio?: "inherit" | "ignore", env?: Record<string, string> }} options
 */
export async function startLab({ args = [], folder = notebooks, stdio = "ignore", env = {} } = {}) {
  const runtime = env.JUPYTER_RUNTIME_DIR ?? join(cache, "jupyter", "runtime");
  mkdirSync(runtime, { recursive: true });
  const child = spawn(python, ["-m", "jupyterlab", ...options(folder), ...args], {
    cwd: folder,
    env: jupyterEnv(env),
    stdio: [stdio === "inherit" ? "inherit" : "ignore", stdio, stdio],
    windowsHide: true,
  });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => child.on("close", (code) => resolve(code ?? 0)));
  const file = join(runtime, `jpserver-${child.pid}.json`);
  const server = await answer(file, child);
  if (!server)
    throw new Problem(
      "JupyterLab ended while starting; it says why above.",
      args.length > 0
        ? "npm start, without what was added to it"
        : "delete the folder .venv, then: npm start",
    );
  const query = server.token ? `?token=${server.token}` : "";
  return {
    child,
    ended,
    ...server,
    url: `${server.url}lab/tree/${first}${query}`,
    stop: () => stop(child, ended, file),
  };
}

/** @param {string} folder */
function options(folder) {
  return [
    "--ServerApp.ip=127.0.0.1",
    `--ServerApp.root_dir=${folder}`,
    `--LabApp.default_url=/lab/tree/${first}`,
    "--LabApp.extension_manager=readonly",
    ...["tslab", "python3"].map((name) => `--KernelSpecManager.allowed_kernelspecs=${name}`),
    // Without it Ctrl-C asks a question, and the reader has to press it twice.
    "--ServerApp.answer_yes=True",
    "--Application.log_level=ERROR",
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
  ];
}

/**
 * What the server writes of itself once it listens, as soon as it answers; null if it ends before.
 *
 * @param {string} file
 * @param {import("node:child_process").ChildProcess} child
 * @returns {Promise<{ url: string, token: string, port: number } | null>}
 */
async function answer(file, child) {
  while (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (!existsSync(file)) continue;
    try {
      const server = JSON.parse(readFileSync(file, "utf8"));
      if ((await fetch(`${server.url}api`)).ok) return server;
    } catch {
      // Half-written, or not listening yet.
    }
  }
  return null;
}

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {Promise<number>} ended
 * @param {string} file
 */
async function stop(child, ended, file) {
  child.kill("SIGTERM");
  await ended;
  rmSync(file, { force: true });
}

/**
 * The port that the reader asks for, or null.
 *
 * @param {string[]} args
 */
export function portIn(args) {
  const text = args.join(" ").match(/--(?:ServerApp\.)?port[= ](\d+)/);
  return text ? Number(text[1]) : null;
}

/** @param {number} port */
function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.once("listening", () => probe.close(() => resolve(true)));
    probe.listen(port, "127.0.0.1");
  });
}
