// src/affine/gemm.as → src/affine/gemm-wasm.ts: the SIMD kernel's bytes as a string, so that Node and a browser have them
// without a fetch. The result is committed: the compiler is 100 MB for 2 KB that hardly ever change, and nobody
// should download it to read the lesson. A unit test fails when the source has changed and the bytes have not.
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
 * Compiles gemm.as again. Wants AssemblyScript, from `npm install --no-save assemblyscript@0.28.20`, or anywhere:
 * ASSEMBLYSCRIPT is the folder of the package.
 *
 * @returns {Promise<number>} the size of the module in bytes
 */
export async function buildWasm() {
  const home = process.env.ASSEMBLYSCRIPT ?? join(root, "node_modules", "assemblyscript");
  const compiler = join(home, "dist", "asc.js");
  if (!existsSync(compiler))
    throw new Error(
      "gemm.as has changed and its compiler is missing. Run: npm install --no-save assemblyscript@0.28.20",
    );
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`gemm-wasm.ts: ${await buildWasm()} bytes`);
}
