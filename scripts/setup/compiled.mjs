// dist/, compiled again whenever something in src/ is other than at the last time.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cache, fingerprint, root } from "./place.mjs";
import { run } from "./run.mjs";

const stamp = join(cache, "compiled-from");

/**
 * All files below a folder, sorted.
 *
 * @param {string} folder
 * @returns {string[]}
 */
export function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/** Compiles src/ unless dist/ is what it would give. */
export async function compile() {
  const sources = [
    ...filesBelow(join(root, "src")).filter((file) => !file.endsWith("gemm-wasm.ts")), // the build makes it
    ...["tsconfig.json", "package-lock.json"].map((file) => join(root, file)),
    ...["", "-wasm", "-stdlib", "-kernel", "-widgets"].map((part) =>
      join(root, "scripts", `build${part}.mjs`),
    ),
  ];
  const now = fingerprint(sources, process.version, ...sources); // the kernel's snapshot serves one Node alone
  const compiled =
    existsSync(join(root, "dist", "index.js")) && existsSync(join(cache, "kernel", "cells.js"));
  if (compiled && existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  await run("Compiling", process.execPath, [join(root, "scripts", "build.mjs")]);
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, now);
}
