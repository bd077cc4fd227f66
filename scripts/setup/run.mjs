// Runs a tool and shows that it is alive: a line that counts the seconds on a terminal, nothing else elsewhere.
import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { cache, root } from "./place.mjs";
import { problemOf } from "./problem.mjs";

const log = join(cache, "setup.log");

/**
 * @param {string} step what it is for, as the reader should see it
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, shell?: boolean }} options
 * @returns {Promise<void>} rejects with a Problem that says what went wrong
 */
export async function run(step, command, args, options = {}) {
  const done = ticker(step);
  let output = "";
  const code = await new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...options,
    });
    const keep = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-200_000);
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => {
      output += error.message;
      resolve(1);
    });
    child.on("close", resolve);
  });
  done(code === 0);
  keepLog(`${step}: ${command} ${args.join(" ")}\n${output}\n`);
  if (code !== 0) throw problemOf(step, output, ".cache/setup.log");
}

/**
 * Says what is being done; returns what to call when it is.
 *
 * @param {string} step
 */
function ticker(step) {
  const start = Date.now();
  const seconds = () => `${Math.round((Date.now() - start) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  process.stdout.write(terminal ? `  ${step} …` : `  ${step} …\n`);
  const timer =
    terminal && setInterval(() => process.stdout.write(`\r  ${step} … ${seconds()}`), 1000);
  return (/** @type {boolean} */ good) => {
    if (timer) clearInterval(timer);
    process.stdout.write(`${terminal ? "\r" : ""}  ${good ? "✓" : "✗"} ${step}, ${seconds()}   \n`);
  };
}

/** @param {string} text */
function keepLog(text) {
  try {
    mkdirSync(cache, { recursive: true });
    appendFileSync(log, text);
  } catch {
    // A full disk: the Problem that is thrown next says it.
  }
}
