// src/affine/stdlib.ts → dist/affine/stdlib.js: for Node, all of stdlib's modules that the layer needs in one file. stdlib has a
// file or two for every function, and to find and read five hundred of them takes five times as long as to read this one.
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stdlib = join(root, "node_modules", "@stdlib");

/** dgemm's index looks for a native add-on with Node's `path`; its main file is the JavaScript that it falls back to. */
export const plainDgemm = {
  name: "plain-dgemm",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    build.onResolve({ filter: /^@stdlib\/blas\/base\/dgemm$/ }, () => ({
      path: join(stdlib, "blas", "base", "dgemm", "lib", "main.js"),
    }));
  },
};

/**
 * There must be one class of ndarrays in a process: what stdlib's `array()` makes for a reader shows itself as ours do. So
 * the class of whoever comes first, the reader's import or this file, is the other's too, by way of Node's own cache.
 */
const SHARED = `
const Module = require("node:module");
const own = Module.createRequire(__filename);
const file = own.resolve("@stdlib/ndarray/ctor");
if (!own.cache[file]) {
  const loaded = new Module(file);
  loaded.filename = file;
  loaded.exports = require("./ndarray/ctor/lib/index.js");
  loaded.loaded = true;
  own.cache[file] = loaded;
}
module.exports = own.cache[file].exports;
`;

/** @type {import("esbuild").Plugin} */
const sharedNdarray = {
  name: "shared-ndarray",
  setup(build) {
    const filter = /^@stdlib\/ndarray\/ctor$/;
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: "shared" }));
    build.onLoad({ filter, namespace: "shared" }, () => ({ contents: SHARED, resolveDir: stdlib }));
  },
};

export async function buildStdlib() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "src", "affine", "stdlib.ts")],
    outfile: join(root, "dist", "affine", "stdlib.js"), // in place of tsc's
    ...{ bundle: true, format: "cjs", platform: "node", target: "node20", minifyWhitespace: true },
    logLevel: "warning",
    plugins: [plainDgemm, sharedNdarray],
  });
}
