// The live views, in a real JupyterLab in a real browser: typed in, dragged, pasted, saved, reopened.
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { views } from "../build-widgets.mjs";
import { GIVEN_UP, startBench } from "./bench.mjs";
import { writeNotebook } from "./notebook-file.mjs";
import { axeFinds, field, rerun, runCopy } from "./notebook-page.mjs";

const START = `import { explore, matrix, vector } from "affine-notebooks";
const x = matrix([[1, 2], [3, 4], [5, 6]]);
const W = matrix([[0.5, -1], [2, 1.5]]);
const b = vector([0.1, -0.2]);
const dout = matrix([[1, 0], [0.5, -1], [2, 1]]);`;
const EACH = ["network", "product", "backward", "plane"].map(
  (kind) => `const ${kind} = explore({ x, W, b, dout }, "${kind}");\n${kind}`,
);

/** @type {Awaited<ReturnType<typeof startBench>>} */
let bench;

before(async () => {
  bench = await startBench("views-test", (folder) => {
    writeNotebook(join(folder, "all.ipynb"), [START, ...EACH, "product.value.W", "product"]);
    writeNotebook(join(folder, "set.ipynb"), [
      START,
      EACH[1],
      "product.set({ W: matrix([[9, 8], [7, 6]]) });",
    ]);
    writeNotebook(join(folder, "saved.ipynb"), [START, EACH[1], EACH[2], EACH[3]]);
    writeNotebook(join(folder, "again.ipynb"), [START, EACH[1]]);
  });
});

after(() => bench?.stop());

const run = (/** @type {string} */ name, /** @type {number} */ cells, size = { height: 4000 }) =>
  runCopy(bench, name, cells, size);

/**
 * Waits until a cell of a view has a text.
 *
 * @param {import("playwright-core").Locator} cell
 * @param {string} text
 */
async function shows(cell, text) {
  const has = (/** @type {unknown} */ input, /** @type {string} */ wanted) =>
    input instanceof HTMLInputElement && input.value === wanted;
  for (let i = 0; !(await cell.evaluate(has, text)); i++) {
    assert.ok(i < 300, `${text} has not come`); // half a minute, as Playwright waits
    await cell.page().waitForTimeout(100);
  }
}

test("a typed number is computed with, is in the kernel for the next cell, and in the view's other output", async () => {
  const { page, view, notebook, complaints } = await run("all.ipynb", 7);
  await view(4).waitFor();
  await field(view(1), "W[0, 1]").fill("7");
  assert.equal(await field(view(1), "out[2, 1]").textContent(), "43.8"); // 5·7 + 6·1.5 − 0.2
  assert.equal(await field(view(4), "W[0, 1]").inputValue(), "7");
  assert.equal(await field(view(4), "out[2, 1]").textContent(), "43.8");
  const cell = await rerun(notebook, 5);
  assert.deepEqual(await cell.locator("td").allTextContents(), ["0.5", "7", "2", "1.5"]);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("the kernel sets numbers, and the view follows", async () => {
  const { page, view, notebook } = await run("set.ipynb", 3);
  await view(0).waitFor();
  await shows(field(view(0), "W[1, 0]"), "7");
  assert.equal(await field(view(0), "out[0, 0]").textContent(), "23.1"); // 1·9 + 2·7 + 0.1
  await field(view(0), "W[0, 0]").fill("1");
  await rerun(notebook, 2);
  await shows(field(view(0), "W[0, 0]"), "9");
  await page.close();
});

test("a view that anywidget has given up, its code being late, hears the kernel all the same", async () => {
  /** @type {Promise<unknown> | undefined} */
  let givenUp;
  const { page, view, notebook, complaints } = await runCopy(
    bench,
    "set.ipynb",
    3,
    { height: 4000 },
    async (page) => {
      givenUp = page.waitForEvent("pageerror", (error) => GIVEN_UP.test(String(error)));
      await page.evaluate(() => {
        AbortSignal.timeout = () => {
          const late = new AbortController();
          queueMicrotask(() => late.abort());
          return late.signal;
        };
      });
    },
  );
  await givenUp;
  const W = field(view(0), "W[1, 0]");
  await shows(W, "7"); // set while the view was given up
  await W.fill("1");
  await rerun(notebook, 2);
  await shows(W, "7"); // and later
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a text that is no number marks its cell and says why; the last result and the text stay; undo, redo, reset", async () => {
  const { page, view } = await run("all.ipynb", 7);
  const product = view(1);
  const W = field(product, "W[0, 1]");
  const alert = product.locator(".an-alert");
  for (const [text, why] of [
    ["abc", /W\[0, 1\]: “abc” is not a number\. The last number, -1, still counts\./],
    ["", /it is empty/],
    ["1e999", /too large/],
    ["1,5", /decimal point/],
  ]) {
    await W.fill(String(text));
    assert.equal(await W.getAttribute("aria-invalid"), "true");
    assert.match((await alert.textContent()) ?? "", /** @type {RegExp} */ (why));
    assert.equal(await field(product, "out[0, 1]").textContent(), "1.8");
    await field(product, "x[0, 0]").fill(text === "abc" ? "2" : "1");
    assert.equal(await W.inputValue(), text);
    await field(product, "x[0, 0]").fill("1");
  }
  await W.fill("4");
  assert.equal(await W.getAttribute("aria-invalid"), null);
  assert.equal(await alert.textContent(), "");
  await product.getByRole("button", { name: "Undo" }).click();
  assert.equal(await W.inputValue(), "-1");
  await product.getByRole("button", { name: "Redo" }).click();
  assert.equal(await W.inputValue(), "4");
  await product.getByRole("button", { name: "Reset" }).click();
  assert.equal(await W.inputValue(), "-1");
  await page.close();
});

test("a block from a spreadsheet fills the grid, and what does not fit is named", async () => {
  const { page, view } = await run("all.ipynb", 7);
  const product = view(1);
  const paste = (/** @type {string} */ name, /** @type {string} */ text) =>
    field(product, name).evaluate((input, given) => {
      const data = new DataTransfer();
      data.setData("text/plain", given);
      input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
    }, text);
  await paste("x[0, 0]", "10\t20\n30\t40\n50\t60\n");
  const values = async () =>
    Promise.all(["x[0, 0]", "x[0, 1]", "x[2, 1]"].map((name) => field(product, name).inputValue()));
  assert.deepEqual(await values(), ["10", "20", "60"]);
  await paste("x[2, 1]", "7\t8\nno\t9");
  assert.deepEqual(await values(), ["10", "20", "7"]);
  assert.match((await product.locator(".an-alert").textContent()) ?? "", /no cell for “8”/);
  await page.close();
});

test("pointing at a result, or going there by keyboard, lights what it is made of and writes the sum", async () => {
  const { page, view } = await run("all.ipynb", 7);
  const product = view(1);
  const lit = () =>
    product
      .locator(".an-lit > *")
      .evaluateAll((all) => all.map((each) => each.getAttribute("aria-label")));
  await field(product, "out[2, 1]").hover();
  assert.deepEqual(await lit(), ["x[2, 0]", "x[2, 1]", "W[0, 1]", "W[1, 1]", "b[1]", "out[2, 1]"]);
  await page.mouse.move(0, 0);
  await field(product, "out[0, 0]").focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(
    await product.locator(".an-formula").textContent(),
    "out[1, 0] = x[1, 0]·W[0, 0] + x[1, 1]·W[1, 0] + b[0] = 3·0.5 + 4·2 + 0.1 = 9.6",
  );
  const backward = view(2);
  await field(backward, "dW[1, 0]").hover();
  assert.match(
    (await backward.locator(".an-formula").textContent()) ?? "",
    /= 2·1 \+ 4·0\.5 \+ 6·2 = 16$/,
  );
  await backward.getByRole("slider").fill("2");
  await field(backward, "dW[1, 0]").hover();
  assert.match((await backward.locator(".an-formula").textContent()) ?? "", /= 2·1 \+ 4·0\.5 = 4$/);
  await field(backward, "x[1, 0]").hover();
  assert.match((await backward.textContent()) ?? "", /ΔL\/h = 1\.25, and dx\[1, 0\] = 1\.25/);
  await backward.getByRole("button", { name: /Next step/ }).click();
  assert.match((await backward.textContent()) ?? "", /Step 1 of 4/);
  await page.close();
});

test("arrow keys step a number, and handles in the plane move by keys and by dragging", async () => {
  const { page, view } = await run("all.ipynb", 7);
  const W = field(view(1), "W[0, 0]");
  await W.focus();
  for (const key of ["ArrowUp", "ArrowUp", "Shift+ArrowUp", "ArrowDown"])
    await page.keyboard.press(key);
  assert.equal(await W.inputValue(), "1.6");
  await page.keyboard.press("Tab");
  assert.equal(
    await page.evaluate(() => document.activeElement?.getAttribute("aria-label")),
    "W[0, 1]",
  );
  const plane = view(3);
  const handle = plane.locator(".an-handle").first();
  await plane.locator(".main-svg").first().waitFor();
  await handle.focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await field(plane, "W[0, 0]").inputValue(), "0.6");
  const box = await handle.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 60, { steps: 4 });
  await page.mouse.up();
  assert.ok(Number(await field(plane, "W[0, 1]").inputValue()) > 0);
  await page.close();
});

test("the network shows values or gradients, on its nodes and edges; a finger drags a number", async () => {
  const { page, view } = await run("all.ipynb", 7);
  const network = view(0);
  await network.locator(".main-svg").first().waitFor();
  const alt = () => network.locator(".an-chart").getAttribute("aria-label");
  assert.match((await alt()) ?? "", /^Network: x0 = 1, x1 = 2/);
  await network.getByRole("button", { name: "Gradients", exact: true }).click();
  assert.match((await alt()) ?? "", /^Network, gradients: dx0 = 0\.5, dx1 = 2.*z0 has none/); // dout·Wᵀ = [1, 0]·Wᵀ
  const W = field(network, "W[0, 0]");
  const box = await W.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + 10, box.y + 10];
  const client = await page.context().newCDPSession(page);
  const touch = (
    /** @type {"touchStart" | "touchMove" | "touchEnd"} */ type,
    /** @type {number} */ to,
  ) =>
    client.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x: to, y }],
    });
  await touch("touchStart", x);
  for (let i = 1; i <= 6; i++) await touch("touchMove", x + 10 * i);
  await touch("touchEnd", x + 60);
  assert.equal(await W.inputValue(), "1.5"); // 60 pixels are ten steps of 0.1
  await page.close();
});

test("charts are drawn by the page's own plotly, at 800 px and at 200 % too", async () => {
  for (const size of [
    { width: 800, height: 4000 },
    { width: 700, height: 4000 },
  ]) {
    const { page, view, complaints } = await run("all.ipynb", 7, size);
    await view(0).locator(".main-svg").first().waitFor();
    await view(3).locator(".main-svg").first().waitFor();
    const wide = await view(1).evaluate((each) => each.scrollWidth - each.clientWidth);
    assert.ok(wide <= 1, `the view is ${wide} px wider than its cell`);
    assert.deepEqual(complaints, []);
    await page.close();
  }
});

test("axe finds nothing serious in any view", async () => {
  const { page, view } = await run("all.ipynb", 7);
  await view(3).locator(".main-svg").first().waitFor();
  assert.deepEqual(await axeFinds(page), []);
  await page.close();
});

test("saved with its views, a notebook is small, and reopened without a kernel they show the last numbers and compute", async () => {
  const { page, view, file: name } = await run("saved.ipynb", 4);
  await view(2).waitFor();
  await field(view(0), "W[0, 1]").fill("3");
  await page.waitForTimeout(300);
  await page.keyboard.press("Escape");
  await page.getByRole("menuitem", { name: "File", exact: true }).click();
  await page
    .getByRole("menuitem", { name: /^Save Notebook/ })
    .first()
    .click();
  const file = join(bench.notebooks, name);
  for (let i = 0; i < 50 && !readFileSync(file, "utf8").includes("widget-state"); i++)
    await page.waitForTimeout(100);
  assert.ok(readFileSync(file, "utf8").includes("widget-state"), "the views' state is saved");
  assert.ok(statSync(file).size < 300_000, `${statSync(file).size} bytes`);
  assert.ok(!readFileSync(file, "utf8").includes("plotly.js v"), "no plotly.js in it");
  await page.close();
  // Opened with a kernel that does not exist, so that nothing runs: once as a stranger's, once as the reader's own.
  const text = readFileSync(file, "utf8").replace('"name": "tslab"', '"name": "nothing-here"');
  for (const name of ["stranger.ipynb", "own.ipynb"])
    writeFileSync(join(bench.notebooks, name), text);
  const stranger = await bench.open("stranger.ipynb", { height: 4000 });
  await stranger.notebook.locator(".js-plotly-plot").first().waitFor();
  await stranger.notebook.getByText("A still picture: run this cell").first().waitFor();
  await stranger.page.close();
  bench.trust("own.ipynb"); // only now: what is trusted is the content, wherever it lies
  const own = await bench.open("own.ipynb", { height: 4000 });
  const product = own.notebook.locator(".an-view").first();
  await product.waitFor();
  assert.equal(await field(product, "W[0, 1]").inputValue(), "3");
  await field(product, "W[0, 1]").fill("5");
  assert.equal(await field(product, "out[0, 1]").textContent(), "7.8"); // 1·5 + 2·1.5 − 0.2
  await own.page.close();
});

test("a view run again twenty times leaves one model, one comm, one set of listeners", async () => {
  const { page, view, notebook } = await run("again.ipynb", 2);
  await view(0).waitFor();
  const measure = async () => {
    const client = await page.context().newCDPSession(page);
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client
      .send("Performance.enable")
      .then(() => client.send("Performance.getMetrics"));
    const of = (/** @type {string} */ name) =>
      metrics.find((each) => each.name === name)?.value ?? 0;
    return {
      listeners: of("JSEventListeners"),
      nodes: of("Nodes"),
      heap: of("JSHeapUsedSize") / 1e6,
    };
  };
  for (let i = 0; i < 3; i++) await rerun(notebook, 1);
  await page.waitForTimeout(2500);
  const first = await measure();
  for (let i = 0; i < 20; i++) await rerun(notebook, 1);
  await page.waitForTimeout(2500);
  const last = await measure();
  console.log("after 3 runs", first, "after 23", last);
  assert.equal(await notebook.locator(".an-view").count(), 1);
  assert.ok(last.listeners < first.listeners * 1.3 + 50, "listeners grow");
  assert.ok(last.heap < first.heap + 15, "the heap grows");
  await page.close();
});

test("all views together are at most 80 KB gzipped, without plotly.js", () => {
  const code = readFileSync(views);
  const size = gzipSync(code, { level: 9 }).length;
  console.log(`live views: ${code.length} bytes, gzipped ${size}`);
  assert.ok(size <= 80_000);
  assert.ok(!/plotly\.js v/.test(code.toString()));
});
