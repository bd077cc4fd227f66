// Bundles the live views for the browser: dist/widgets/views.mjs. Prints the bundle's size, which a test holds.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { plainDgemm } from "./build-stdlib.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
export const views = join(root, "dist", "widgets", "views.mjs");

export async function buildWidgets() {
  await bundleViews(views, { format: "esm" });
  const code = readFileSync(views);
  const gzipped = gzipSync(code, { level: 9 }).length;
  console.log(
    `live views: ${(code.length / 1000).toFixed(0)} KB, gzipped ${(gzipped / 1000).toFixed(1)} KB`,
  );
}

/**
 * All views as one file for a browser.
 *
 * @param {string} outfile
 * @param {{ format: "esm" } | { format: "iife", globalName: string }} form a module, or a classic script that sets a name
 */
export async function bundleViews(outfile, form) {
  const { build } = await import("esbuild");
  await build({
    entryPoints: [join(root, "src", "widgets", "index.ts")],
    ...{ outfile, ...form },
    ...{ bundle: true, platform: "browser", target: "es2022", minify: true },
    logLevel: "warning",
    plugins: [plainDgemm],
  });
}
