// Compiles the SIMD kernel, then src/ into dist/, tests included, bundles the live
// views, and makes the image that the Jupyter kernel starts from. npm runs it as `prepare` too, once for the project and once
// for its link to itself; the first of these may come before the compiler is there.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildKernel, kernelIsCurrent } from "./build-kernel.mjs";
import { buildStdlib } from "./build-stdlib.mjs";
import { buildWasm, wasmIsCurrent } from "./build-wasm.mjs";
import { buildWidgets } from "./build-widgets.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

const assembler = join(root, "node_modules", "assemblyscript", "dist", "asc.js");

if (!existsSync(compiler) || !existsSync(assembler)) {
  if (process.env.npm_lifecycle_event === "prepare") process.exit(0);
  console.error("build: a compiler is missing. Run: npm ci");
  process.exit(1);
}
if (!wasmIsCurrent()) await buildWasm();
const run = spawnSync(process.execPath, [compiler, "-p", root], { stdio: "inherit", cwd: root });
if (run.status !== 0) process.exit(run.status ?? 1);
await buildStdlib();
await buildWidgets();
if (!kernelIsCurrent()) await buildKernel();
