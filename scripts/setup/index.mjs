// All that has to be there before the lesson or its tests can run. Each part looks first and does nothing if it can.

import { existsSync } from "node:fs";
import { compile } from "./compiled.mjs";
import { register } from "./kernelspec.mjs";
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
