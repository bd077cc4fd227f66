// The live views in JupyterLab in a browser: from an input event to the numbers painted, beside the same change through an
// ipywidgets slider on ipykernel; and what a hundred runs of twenty views leave behind.
import { join } from "node:path";
import { setUp } from "../setup/index.mjs";
import { median, quantile } from "../statistics.mjs";
import { writeNotebook } from "../test/notebook-file.mjs";
import { kernelThere, runAll } from "../test/notebook-page.mjs";

const CHANGES = 120;

const LESSON = `import { explore, matrix, vector } from "affine-notebooks";
const x = matrix([[1, 2], [3, -1], [0, 1]]);
const W = matrix([[1, -1, 0.5, 2], [0.5, 1, -1, 0]]);
const b = vector([0.5, 0, 1, -1]);`;

const PYTHON = `import ipywidgets, numpy as np
x = np.array([[1., 2], [3, -1], [0, 1]]); W = np.array([[1, -1, 0.5, 2], [0.5, 1, -1, 0]]); b = np.array([0.5, 0, 1, -1])
slider = ipywidgets.FloatSlider(value=0, min=-10, max=10, step=0.1)
out = ipywidgets.HTML()
def change(event):
    x[0, 0] = event["new"]
    out.value = f"<pre id='out'>{x @ W + b}</pre>"
slider.observe(change, "value")
change({"new": 0})
ipywidgets.VBox([slider, out])`;

const TRAINING = `import { curveNetwork, wave, watchTraining } from "affine-notebooks";
const { x, y } = wave(4, 24);
watchTraining(curveNetwork(4, 8), x, y, 0.1)`;

const python = { name: "python3", language: "python", display_name: "Python 3 (ipykernel)" };

export default async function measure() {
  await setUp();
  const { startBench } = await import("../test/bench.mjs"); // the browser comes with the set-up
  const bench = await startBench("views-bench", (folder) => {
    const view = (/** @type {string} */ kind) => `explore({ x, W, b }, "${kind}")`;
    writeNotebook(join(folder, "product.ipynb"), [`${LESSON}\n${view("product")}`]);
    writeNotebook(join(folder, "backward.ipynb"), [`${LESSON}\n${view("backward")}`]);
    writeNotebook(join(folder, "network.ipynb"), [`${LESSON}\n${view("network")}`]);
    writeNotebook(join(folder, "training.ipynb"), [TRAINING]);
    writeNotebook(join(folder, "python.ipynb"), [PYTHON], python);
    const kinds = ["product", "backward"];
    const twenty = Array.from({ length: 20 }, (_, i) => view(kinds[i % 2]));
    writeNotebook(join(folder, "twenty.ipynb"), [LESSON, ...twenty]);
  });
  try {
    console.log(`${CHANGES} changes of one number, from the event to the frame after it, in ms`);
    console.log(
      `${"".padEnd(34)}${["handler", "median", "95th"].map((t) => t.padStart(9)).join("")}`,
    );
    for (const name of ["product", "backward", "network"]) await numbers(bench, name);
    await chart(bench);
    await slider(bench).catch((error) =>
      console.log(`ipywidgets: not measured, ${error.message.split("\n")[0]}`),
    );
    await training(bench);
    await twenty(bench);
  } finally {
    await bench.stop();
  }
}

/** @typedef {Awaited<ReturnType<typeof import("../test/bench.mjs").startBench>>} Bench */

/**
 * @param {Bench} bench
 * @param {string} name
 * @param {string} ready a selector of what is there when all has run
 */
async function opened(bench, name, ready) {
  const { page, notebook } = await bench.open(name, { height: 6000 });
  await kernelThere(page);
  await runAll(page);
  await page.locator(ready).first().waitFor();
  await page.waitForTimeout(1500);
  return { page, notebook };
}

/**
 * @param {string} title
 * @param {number[]} shown from the event to what is seen
 * @param {number[]} [handled] what the event's own code took of it
 */
function line(title, shown, handled) {
  const own = handled ? median(handled).toFixed(1) : "";
  const seen = [median(shown), quantile(shown, 0.95)].map((value) => value.toFixed(1));
  console.log(title.padEnd(34) + [own, ...seen].map((text) => text.padStart(9)).join(""));
}

/**
 * @param {Bench} bench
 * @param {string} name
 */
async function numbers(bench, name) {
  const { page } = await opened(bench, `${name}.ipynb`, ".an-view");
  // A view with a chart gets its changes as one types them: in a drag each waits for the drawing of the one before.
  const apart = name === "network" ? 100 : 20;
  const times = await page.evaluate(
    async ([changes, apart]) => {
      const input = /** @type {HTMLInputElement} */ (
        document.querySelector('.an-view [aria-label="x[0, 0]"]')
      );
      const painted = () =>
        new Promise((resolve) =>
          requestAnimationFrame(() => {
            const channel = new MessageChannel();
            channel.port1.onmessage = () => resolve(performance.now());
            channel.port2.postMessage(0);
          }),
        );
      const found = [];
      for (let i = 0; i < changes; i++) {
        await new Promise((resolve) => setTimeout(resolve, apart + (i % 16)));
        const begin = performance.now();
        input.value = String(i / 10);
        input.dispatchEvent(new Event("input"));
        const handled = performance.now() - begin;
        found.push([handled, Number(await painted()) - begin]);
      }
      return found;
    },
    [CHANGES, apart],
  );
  line(
    `${name}: numbers`,
    times.map(([, shown]) => shown),
    times.map(([handled]) => handled),
  );
  await page.close();
}

/** @param {Bench} bench */
async function chart(bench) {
  const { page } = await opened(bench, "network.ipynb", ".an-view .main-svg");
  const times = await page.evaluate(async (changes) => {
    const input = /** @type {HTMLInputElement} */ (
      document.querySelector('.an-view [aria-label="x[0, 0]"]')
    );
    const plot = /** @type {any} */ (document.querySelector(".an-view .js-plotly-plot"));
    const found = [];
    for (let i = 0; i < changes; i++) {
      await new Promise((resolve) => setTimeout(resolve, 60));
      const drawn = new Promise((resolve) =>
        plot.once("plotly_afterplot", () => resolve(performance.now())),
      );
      const begin = performance.now();
      input.value = String(i / 10);
      input.dispatchEvent(new Event("input"));
      found.push(Number(await drawn) - begin);
    }
    return found;
  }, CHANGES);
  line("network: its chart drawn again", times);
  await page.close();
}

/**
 * Frames a second while a network learns, a step a frame, in a window as high as a laptop's.
 *
 * @param {Bench} bench
 */
async function training(bench) {
  const { page } = await opened(bench, "training.ipynb", ".an-chart .main-svg");
  await page.setViewportSize({ width: 1400, height: 900 });
  await page.getByRole("button", { name: "▶ Train" }).click();
  await page.waitForTimeout(1000);
  const times = await page.evaluate(async (count) => {
    const found = [];
    let last = performance.now();
    for (let i = 0; i < count; i++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      found.push(performance.now() - last);
      last = performance.now();
    }
    return found;
  }, 3 * CHANGES);
  line("training: from frame to frame", times);
  const all = times.reduce((sum, time) => sum + time, 0);
  console.log(`training: ${((1000 * times.length) / all).toFixed(1)} frames a second`);
  await page.close();
}

/** @param {Bench} bench */
async function slider(bench) {
  const { page } = await opened(bench, "python.ipynb", "#out");
  const handle = page.locator(".noUi-handle").first();
  await handle.focus();
  await page.evaluate(() => {
    const all = /** @type {any} */ (globalThis);
    all.times = [];
    document.addEventListener(
      "keydown",
      () => {
        all.begin = performance.now();
      },
      true,
    );
    const watch = new MutationObserver(() => {
      if (all.begin)
        requestAnimationFrame(() =>
          setTimeout(() => all.times.push(performance.now() - all.begin)),
        );
    });
    const place = document.querySelector("#out")?.closest(".widget-html, .jupyter-widgets");
    if (place) watch.observe(place, { childList: true, subtree: true, characterData: true });
  });
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(150);
  }
  const times = await page.evaluate(() => /** @type {any} */ (globalThis).times);
  line("ipywidgets slider on ipykernel", times);
  await page.close();
}

/** @param {Bench} bench */
async function twenty(bench) {
  const { page, notebook } = await opened(bench, "twenty.ipynb", ".an-view");
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable");
  const measured = async () => {
    await page.waitForTimeout(2500);
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const of = (/** @type {string} */ name) =>
      metrics.find((each) => each.name === name)?.value ?? 0;
    const views = await notebook.locator(".an-view").count();
    return `${views} views, ${of("JSEventListeners")} listeners, ${of("Nodes")} nodes, ${(of("JSHeapUsedSize") / 1e6).toFixed(1)} MB`;
  };
  console.log("\ntwenty views, all cells run again and again:");
  for (const runs of [1, 10, 40, 49]) {
    for (let i = 0; i < runs; i++) {
      const before = (await notebook.locator(".jp-InputPrompt").nth(20).textContent()) ?? "";
      await runAll(page);
      await notebook
        .locator(".jp-InputPrompt")
        .nth(20)
        .filter({ hasNotText: before })
        .filter({ hasText: /\d/ })
        .waitFor();
    }
    await page.waitForFunction(() => document.querySelectorAll(".an-view").length === 20);
    console.log(`  after ${runs} more: ${await measured()}`);
  }
  await page.close();
}
