// A real JupyterLab, driven by a real browser, as a reader would: open each notebook, run all, look.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser } from "../browser.mjs";
import { notebookNames } from "../execute.mjs";
import { startLab } from "../lab.mjs";
import { cache, notebooks } from "../setup/place.mjs";

const folder = join(cache, "lab-test");
/** @type {Awaited<ReturnType<typeof startLab>>} */
let lab;
/** @type {import("playwright-core").Browser} */
let browser;

before(async () => {
  // Copies: a test run does not write into the lesson.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(notebooks, join(folder, "notebooks"), { recursive: true });
  const own = (/** @type {string} */ name) => join(folder, "jupyter", name);
  lab = await startLab({
    args: ["--no-browser", "--port=0"],
    folder: join(folder, "notebooks"),
    env: {
      JUPYTER_RUNTIME_DIR: own("runtime"),
      JUPYTER_DATA_DIR: own("data"),
      JUPYTERLAB_SETTINGS_DIR: own("settings"),
      JUPYTERLAB_WORKSPACES_DIR: own("workspaces"),
    },
  });
  browser = await chromium.launch({
    executablePath: await findBrowser(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
});

after(async () => {
  await browser?.close();
  await lab?.stop();
});

/**
 * How many charts and code cells a notebook has.
 *
 * @param {string} name
 */
function contents(name) {
  const { cells } = JSON.parse(readFileSync(join(notebooks, name), "utf8"));
  const code = cells.filter(
    (/** @type {{ cell_type: string }} */ cell) => cell.cell_type === "code",
  );
  const outputs = code.flatMap(
    (/** @type {{ outputs: { data?: object }[] }} */ cell) => cell.outputs,
  );
  const charts = outputs.filter(
    (/** @type {{ data?: object }} */ output) =>
      output.data && "application/vnd.plotly.v1+json" in output.data,
  );
  return { code: code.length, charts: charts.length };
}

/**
 * Opens a notebook in a window so tall that no cell is out of view: JupyterLab takes those out of the page.
 *
 * @param {string} name
 */
async function open(name) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 24_000 } });
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(
    `${lab.url.replace("01-forward.ipynb", name)}&reset`.replace("?token", "?reset&token"),
  );
  await page.locator(".jp-NotebookPanel:visible .jp-Notebook").waitFor();
  await page.locator('.jp-Toolbar-kernelName:has-text("TypeScript")').waitFor();
  return { page, complaints, notebook: page.locator(".jp-NotebookPanel:visible .jp-Notebook") };
}

for (const name of notebookNames())
  test(`${name} runs in JupyterLab: every chart is drawn, nothing complains`, async () => {
    const wanted = contents(name);
    const { page, complaints, notebook } = await open(name);
    await page.getByRole("menuitem", { name: "Kernel", exact: true }).click();
    await page.getByRole("menuitem", { name: /^Restart Kernel and Run All Cells/ }).click();
    await page
      .locator(".jp-Dialog")
      .getByRole("button", { name: "Confirm Kernel Restart" })
      .click();
    const last = notebook.locator(".jp-CodeCell").last().locator(".jp-InputPrompt");
    await last.filter({ hasText: "[*]:" }).waitFor({ timeout: 30_000 }); // else the committed count would do
    await last.filter({ hasText: `[${wanted.code}]:` }).waitFor({ timeout: 120_000 });
    assert.equal(await notebook.locator(".jp-CodeCell").count(), wanted.code);
    const drawn = notebook.locator(".js-plotly-plot .main-svg:first-child");
    await page.waitForFunction(
      ([count]) => document.querySelectorAll(".js-plotly-plot").length === count,
      [wanted.charts],
      { timeout: 30_000 },
    );
    assert.ok((await drawn.count()) >= wanted.charts, "a chart is empty");
    assert.equal(
      await notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count(),
      0,
    );
    assert.equal(
      await notebook.locator('[data-mime-type="application/vnd.jupyter.error"]').count(),
      0,
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

test("before anything runs, an untrusted notebook shows its charts and numbers", async () => {
  const { page, notebook } = await open("02-backward.ipynb");
  const { charts } = contents("02-backward.ipynb");
  await page.waitForFunction(
    ([count]) => document.querySelectorAll(".js-plotly-plot").length === count,
    [charts],
    { timeout: 30_000 },
  );
  assert.match(
    (await notebook.locator(".jp-OutputArea-output").first().textContent()) ?? "",
    /shape \(3, 4\)/,
  );
  await page.close();
});
