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
 * Compiles gemm.as with AssemblyScript, plain and with fused multiply-add.
 *
 * @returns {Promise<number>} the size of both modules in bytes
 */
export async function buildWasm() {
  const compiler = join(root, "node_modules", "assemblyscript", "dist", "asc.js");
  const asc = await import(pathToFileURL(compiler).href);
  const folder = join(root, ".cache", "wasm");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "gemm.ts"), readFileSync(source)); // the compiler takes no other ending than .ts
  const compile = async (/** @type {string[]} */ ...features) => {
    const args = ["gemm.ts", "--baseDir", folder, "--outFile", "gemm.wasm", "--importMemory"];
    const options = ["--runtime", "stub", "-O3", "--noAssert"];
    const enabled = features.flatMap((feature) => ["--enable", feature]);
    const { error, stderr } = await asc.main([...args, ...options, ...enabled]);
    if (error) throw new Error(`gemm.as: ${stderr.toString()}`);
    return readFileSync(join(folder, "gemm.wasm"));
  };
  const [plain, fused] = [await compile("simd"), await compile("simd", "relaxed-simd")];
  writeFileSync(result, moduleText(plain, fused));
  return plain.length + fused.length;
}

/** @param {Buffer} plain @param {Buffer} fused */
function moduleText(plain, fused) {
  return `// Made by scripts/build-wasm.mjs from gemm.as; not to be edited. SHA-256 of gemm.as:
// ${digest()}

/** The SIMD kernel, a WebAssembly module of ${plain.length} bytes, in base64. */
export const GEMM_WASM = ${text(plain)};

/** The same with fused multiply-add, which needs relaxed SIMD; ${fused.length} bytes. */
export const FUSED_WASM = ${text(fused)};
`;
}

/** @param {Buffer} bytes */
function text(bytes) {
  const lines = bytes.toString("base64").match(/.{1,90}/g) ?? [];
  return `[\n${lines.map((line) => `  "${line}",`).join("\n")}\n].join("")`;
}

/** With line ends as git stores them, so that a checkout on Windows has the same. */
function digest() {
  const text = readFileSync(source, "utf8").replaceAll("\r\n", "\n");
  return createHash("sha256").update(text).digest("hex");
}
