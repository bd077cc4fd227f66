// The scripts and sheets that all pages share. Classic scripts: from file:// a browser loads no modules.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bundleViews } from "../build-widgets.mjs";
import { root } from "../setup/place.mjs";

const source = join(root, "scripts", "export", "page");
const require = createRequire(import.meta.url);

/**
 * Style rules of a map library that plotly.js 4.1.1 puts into the page as it is loaded, also where its build has no maps: 83
 * KB, and a strict Content-Security-Policy refuses them.
 */
const MAP_STYLES =
  /\{var e=document\.createElement\("style"\);e\.id="[0-9a-f]{64}",e\.textContent='(?:[^'\\]|\\.)*',document\.head\.appendChild\(e\)\}/;

/**
 * Writes all but the search's index.
 *
 * @param {string} folder
 */
export async function writeAssets(folder) {
  mkdirSync(folder, { recursive: true });
  const plotly = readFileSync(require.resolve("plotly.js-cartesian-dist-min"), "utf8");
  writeFileSync(join(folder, "plotly.js"), plotly.replace(MAP_STYLES, "{}"));
  await bundleViews(join(folder, "views.js"), { format: "iife", globalName: "affineViews" });
  const { build } = await import("esbuild");
  await build({
    entryPoints: ["first.mjs", "page.mjs", "page.css"].map((name) => join(source, name)),
    outdir: folder,
    ...{ bundle: true, format: "iife", platform: "browser", target: "es2022", minify: true },
    logLevel: "warning",
  });
}

/** @typedef {{ name: string, title: string, sections: { id: string, title: string, text: string }[] }} Page */

/**
 * Writes what the search looks through, as a script: from file:// a page may read no other file.
 *
 * @param {string} folder
 * @param {Page[]} pages
 */
export function writeSearchIndex(folder, pages) {
  const documents = pages.flatMap(({ name, title, sections }) =>
    sections.map((section) => ({
      id: `${name}.html#${section.id}`,
      page: title,
      title: section.title,
      text: section.text,
    })),
  );
  const text = `globalThis.affinePages = ${JSON.stringify(documents)};\n`;
  writeFileSync(join(folder, "search-index.js"), text);
}
