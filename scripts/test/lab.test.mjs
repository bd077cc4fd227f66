// A real JupyterLab, driven by a real browser, as a reader would: open each notebook, run all, look.
import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { notebookNames } from "../execute.mjs";
import { notebooks } from "../setup/place.mjs";
import { startBench } from "./bench.mjs";
import { kernelThere } from "./notebook-page.mjs";

/** @type {Awaited<ReturnType<typeof startBench>>} */
let bench;

before(async () => {
  // Copies: a test run does not write into the lesson.
  bench = await startBench("lab-test", (to) => cpSync(notebooks, to, { recursive: true }));
});

after(() => bench?.stop());

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
  const live = charts.filter(
    (/** @type {{ data: object }} */ { data }) =>
      "application/vnd.jupyter.widget-view+json" in data,
  );
  // A cell that is meant to fail says so by a tag of Jupyter's.
  const failing = code.filter((/** @type {{ metadata: { tags?: string[] } }} */ { metadata }) =>
    metadata.tags?.includes("raises-exception"),
  );
  return {
    ...{ code: code.length, charts: charts.length, live: live.length, failing: failing.length },
  };
}

for (const name of notebookNames())
  test(`${name} runs in JupyterLab: every chart is drawn, nothing complains`, async () => {
    const wanted = contents(name);
    const { page, complaints, notebook } = await bench.open(name);
    await kernelThere(page);
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
    const still = ".js-plotly-plot:not(.an-view *)"; // a live view stands in for its still picture
    await page.waitForFunction(
      ([plot, charts, live]) =>
        document.querySelectorAll(String(plot)).length === charts &&
        document.querySelectorAll(".an-view").length === live,
      [still, wanted.charts - wanted.live, wanted.live],
      { timeout: 30_000 },
    );
    const drawn = await notebook.locator(`${still} .main-svg:first-child`).count();
    assert.ok(drawn >= wanted.charts - wanted.live, "a chart is empty");
    assert.equal(await notebook.locator(".jp-RenderedSVG").count(), 0, "a picture beats its chart");
    // JupyterLab shows what is printed as an error, and a traceback, in the same way.
    assert.equal(
      await notebook.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count(),
      wanted.failing,
    );
    assert.deepEqual(complaints, []);
    await page.close();
  });

test("before anything runs, an untrusted notebook shows its charts and numbers", async () => {
  const { page, notebook } = await bench.open("02-backward.ipynb");
  const { charts } = contents("02-backward.ipynb");
  await page.waitForFunction(
    ([count]) => document.querySelectorAll(".js-plotly-plot").length === count,
    [charts],
    { timeout: 30_000 },
  );
  assert.equal(await notebook.locator(".jp-RenderedSVG").count(), 0, "a picture beats its chart");
  assert.match(
    (await notebook.locator(".jp-OutputArea-output").first().textContent()) ?? "",
    /shape\s\(3,\s4\)/,
  );
  await page.close();
});
