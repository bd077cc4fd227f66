// One layer of ours in a headless browser, on the bundle that the live views have of it.

import { join } from "node:path";
import { build } from "esbuild";
import { openBrowser } from "../../browser.mjs";
import { plainDgemm } from "../../build-stdlib.mjs";
import { root } from "../../setup/place.mjs";
import { Problem } from "../../setup/problem.mjs";
import { timeLayer } from "./layer.mjs";

/** @returns {Promise<{ time: import("../affine.mjs").Timer, stop: () => Promise<void> } | null>} null: no browser */
export async function startBrowser() {
  const browser = await openBrowser("npm run bench affine").catch((error) => {
    if (error instanceof Problem) return null;
    throw error;
  });
  if (!browser) return null;
  const { outputFiles } = await build({
    entryPoints: [join(root, "src", "affine", "index.ts")],
    ...{ bundle: true, format: "iife", globalName: "affine", platform: "browser", minify: true },
    write: false,
    plugins: [plainDgemm],
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: outputFiles[0].text });
  await page.addScriptTag({ content: `const timeLayer = ${timeLayer};` });
  return {
    time: (size, repetitions) =>
      page.evaluate(`timeLayer(affine, [${size}], ${repetitions})`).then(Number),
    stop: () => browser.close(),
  };
}
