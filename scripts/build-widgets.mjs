// Bundles the live views for the browser: dist/widgets/views.mjs. Prints the bundle's size, which a test holds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
export const views = join(root, "dist", "widgets", "views.mjs");

export async function buildWidgets() {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "src", "widgets", "index.ts")],
    outfile: views,
    ...{ bundle: true, format: "esm", platform: "browser", target: "es2022", minify: true },
    logLevel: "warning",
    plugins: [stdlib],
  });
  const code = readFileSync(views);
  const gzipped = gzipSync(code, { level: 9 }).length;
  console.log(
    `live views: ${(code.length / 1000).toFixed(0)} KB, gzipped ${(gzipped / 1000).toFixed(1)} KB`,
  );
}

/** dgemm's index looks for a native add-on with Node's `path`; its main file is the JavaScript that it falls back to. */
const stdlib = {
  name: "stdlib",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    build.onResolve({ filter: /^@stdlib\/blas\/base\/dgemm$/ }, () => ({
      path: join(root, "node_modules", "@stdlib", "blas", "base", "dgemm", "lib", "main.js"),
    }));
  },
};
