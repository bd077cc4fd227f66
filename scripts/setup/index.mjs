// All that has to be there before the lesson or its tests can run. Each part looks first and does nothing if it can.

import { existsSync } from "node:fs";
import { compile } from "./compiled.mjs";
import { register, registerIn } from "./kernelspec.mjs";
import { installPackages } from "./packages.mjs";
import { python } from "./place.mjs";
import { findPython, installPython } from "./python.mjs";

export async function setUp() {
  // Asked first: nobody should wait for half a gigabyte only to read that Python is missing.
  if (!existsSync(python)) findPython();
  await installPackages();
  await installPython();
  await compile();
  register();
}

/**
 * The kernel for another Jupyter, which has its own Python: no .venv is made.
 *
 * @param {string} prefix what that Python calls sys.prefix
 */
export async function setUpIn(prefix) {
  await installPackages();
  await compile();
  registerIn(prefix);
}
