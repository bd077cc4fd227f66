// src/affine/gemm.as → src/affine/gemm-wasm.ts: the SIMD kernel's bytes as a string, so that Node and a browser have them
// without a fetch. Part of the build: the result is not committed, and is made again only when its source has changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const source = join(root, "src", "affine", "gemm.as");
const result = join(root, "src", "affine", "gemm-wasm.ts");

/** Whether gemm-wasm.ts was made from gemm.as as it is now. */
export function wasmIsCurrent() {
  return existsSync(result) && readFileSync(result, "utf8").includes(digest());
}

/**
 * Compiles gemm.as with AssemblyScript.
 *
 * @returns {Promise<number>} the size of the module in bytes
 */
export async function buildWasm() {
  const compiler = join(root, "node_modules", "assemblyscript", "dist", "asc.js");
  const asc = await import(pathToFileURL(compiler).href);
  const folder = join(root, ".cache", "wasm");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gemm.ts"), readFileSync(source)); // the compiler takes no other ending than .ts
  const args = ["gemm.ts", "--baseDir", folder, "--outFile", "gemm.wasm"];
  const options = ["--runtime", "stub", "-O3", "--enable", "simd", "--noAssert"];
  const { error, stderr } = await asc.main([...args, ...options]);
  if (error) throw new Error(`gemm.as: ${stderr.toString()}`);
  const bytes = readFileSync(join(folder, "gemm.wasm"));
  writeFileSync(result, moduleText(bytes));
  return bytes.length;
}

/** @param {Buffer} bytes */
function moduleText(bytes) {
  const lines = bytes.toString("base64").match(/.{1,90}/g) ?? [];
  const text = lines.map((line) => `  "${line}",`).join("\n");
  return `// Made by scripts/build-wasm.mjs from gemm.as; not to be edited. SHA-256 of gemm.as:
// ${digest()}


/** The SIMD kernel, a WebAssembly module of ${bytes.length} bytes, in base64. */
export const GEMM_WASM = [
${text}
].join("");
`;
}

/** With line ends as git stores them, so that a checkout on Windows has the same. */
function digest() {
  const text = readFileSync(source, "utf8").replaceAll("\r\n", "\n");
  return createHash("sha256").update(text).digest("hex");
}
