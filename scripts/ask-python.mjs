// A program of scripts/python that is asked once, in JSON.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { jupyterEnv, python, root } from "./setup/place.mjs";

/**
 * Runs a program to its end.
 *
 * @param {string} name of the file
 * @param {object} asked what it reads
 * @param {string} otherwise what to say when it fails
 * @returns what it writes
 */
export function askPython(name, asked, otherwise) {
  const run = spawnSync(python, [join(root, "scripts", "python", name)], {
    ...{ env: jupyterEnv(), input: JSON.stringify(asked), maxBuffer: 64e6 },
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(`${otherwise}:\n${run.stderr}`);
  return run.stdout;
}
