// What a reader does with an open notebook.
import { copyFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** @typedef {Awaited<ReturnType<typeof import("./bench.mjs").startBench>>} Bench */

/**
 * Waits until the notebook's kernel is there and has nothing to do, as the status bar says. The toolbar shows the name of a
 * kernel that is still being asked for, and JupyterLab runs nothing then and says nothing: it takes the outputs away.
 *
 * @param {import("playwright-core").Page} page
 */
export function kernelThere(page) {
  const shown = page.locator("#jp-main-statusbar").getByText(/ \| Idle$/);
  return shown.waitFor({ state: "attached" });
}

/**
 * Chooses Run → Run All Cells.
 *
 * @param {import("playwright-core").Page} page
 */
export async function runAll(page) {
  await page.getByRole("menuitem", { name: "Run", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Run All Cells/ }).click();
}

let copies = 0;

/**
 * Opens a copy of a notebook, with a kernel of its own, and runs all of it.
 *
 * @param {Bench} bench
 * @param {string} name
 * @param {number} cells
 * @param {{ width?: number, height?: number }} size
 * @param {(page: import("playwright-core").Page) => Promise<void>} prepare what is done to the page before it runs
 */
export async function runCopy(bench, name, cells, size, prepare = async () => {}) {
  await bench.endKernels();
  const file = `${++copies}-${name}`; // nothing that an earlier test has left is in it
  copyFileSync(join(bench.notebooks, name), join(bench.notebooks, file));
  const opened = await bench.open(file, size);
  const { page, notebook } = opened;
  await kernelThere(page);
  await prepare(page);
  await runAll(page);
  const prompt = notebook
    .locator(".jp-CodeCell")
    .nth(cells - 1)
    .locator(".jp-InputPrompt");
  await prompt.filter({ hasText: /\[\d+\]:/ }).waitFor();
  return {
    ...opened,
    file,
    view: (/** @type {number} */ i) => notebook.locator(".an-view").nth(i),
  };
}

/**
 * Runs one cell again and waits for it.
 *
 * @param {import("playwright-core").Locator} notebook
 * @param {number} index
 */
export async function rerun(notebook, index) {
  const cell = notebook.locator(".jp-CodeCell").nth(index);
  const before = (await cell.locator(".jp-InputPrompt").textContent()) ?? "";
  await cell.locator(".cm-content").click();
  await notebook.page().keyboard.press("Control+Enter");
  await cell
    .locator(".jp-InputPrompt")
    .filter({ hasNotText: before })
    .filter({ hasText: /\d/ })
    .waitFor();
  return cell;
}

/**
 * A cell of a view by its name, such as `W[0, 1]`.
 *
 * @param {import("playwright-core").Locator} view
 * @param {string} name
 */
export const field = (view, name) => view.getByLabel(name, { exact: true });

/**
 * What axe finds in the page's views that is serious or critical.
 *
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
export async function axeFinds(page) {
  await page.addScriptTag({ path: axe });
  return page.evaluate(async () => {
    // @ts-expect-error because axe is the page's
    const { violations } = await globalThis.axe.run({ include: [[".an-view"]] });
    return violations
      .filter((/** @type {any} */ v) => v.impact === "serious" || v.impact === "critical")
      .map((/** @type {any} */ v) => `${v.impact}: ${v.id} ${v.nodes[0]?.html}`);
  });
}
