// The static site in a real browser: opened from a disk, and from a host.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { openBrowser } from "../browser.mjs";
import { notebookNames } from "../execute.mjs";
import { exportSite } from "../export.mjs";
import { serve } from "../serve.mjs";
import { cache, notebooks } from "../setup/place.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = join(cache, "site-test");
const names = notebookNames().map((name) => name.replace(".ipynb", ""));
const disk = `${pathToFileURL(folder)}/`;

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let host;

before(async () => {
  await exportSite(folder);
  host = await serve(folder);
  browser = await openBrowser("npm test -- site");
});

after(async () => {
  await browser?.close();
  host?.stop();
});

/**
 * Opens a page, and hears all that it complains of, and what it asks for outside of its folder.
 *
 * @param {string} base
 * @param {string} name
 * @param {{ width?: number, height?: number, colorScheme?: "light" | "dark" }} [how]
 */
async function open(base, name, { width = 1400, height = 900, ...how } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, ...how });
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith("data:")) complaints.push(`asked for: ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() =>
    document.addEventListener("securitypolicyviolation", (event) =>
      console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    ),
  );
  await page.goto(`${base}${name}.html`);
  return { page, complaints };
}

/**
 * Goes through a page from its top to its end, so that all that waits to be seen is drawn.
 *
 * @param {import("playwright-core").Page} page
 */
async function readThrough(page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 700) {
      scrollTo(/** @type {any} */ ({ top: y, behavior: "instant" })); // because TypeScript does not know it
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
    }
  });
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll(".chart")].every((place) => place.querySelector(".main-svg")) &&
      [...document.querySelectorAll(".view")].every((place) => place.querySelector(".an-view")),
  );
}

/**
 * How many charts and live views a notebook has.
 *
 * @param {string} name
 */
function contents(name) {
  if (name === "index") return { views: 0, charts: 0, moving: 0 };
  const { cells } = JSON.parse(readFileSync(join(notebooks, `${name}.ipynb`), "utf8"));
  const outputs = cells.flatMap(
    (/** @type {{ outputs?: { data?: Record<string, object> }[] }} */ cell) => cell.outputs ?? [],
  );
  const count = (/** @type {(data: Record<string, object>) => boolean} */ f) =>
    outputs.filter((/** @type {{ data?: Record<string, object> }} */ { data }) => f(data ?? {}))
      .length;
  const plotly = "application/vnd.plotly.v1+json";
  const views = count((data) => "application/vnd.affine-notebooks.view+json" in data);
  return {
    views,
    charts: count((data) => plotly in data) - views,
    moving: count((data) => plotly in data && "frames" in data[plotly]),
  };
}

/**
 * What axe finds. The inside of a chart is left out: for a screen reader it is an image with words of its own.
 *
 * @param {import("playwright-core").Page} page
 */
async function axeFinds(page) {
  await page.evaluate(axe); // not as a script of the page: that would be refused
  return page.evaluate(async () => {
    // @ts-expect-error because axe is the page's
    const { violations } = await globalThis.axe.run(
      { exclude: [[".svg-container"]] },
      { preload: false }, // it would fetch the sheets
    );
    return violations.map(
      (/** @type {any} */ v) => `${v.impact}: ${v.id} ${v.nodes.length} × ${v.nodes[0]?.html}`,
    );
  });
}

const ALL = ["index", ...names];
/** Dark differs by one sheet of colours for all pages: axe, the slowest part of this, looks at two of them. */
const DARK = ["index", names[0]];

const readers = /** @type {const} */ ([
  { from: "a disk", base: () => disk, width: 1400, colorScheme: "dark", axeOn: DARK },
  { from: "a host", base: () => host.url, width: 390, colorScheme: "light", axeOn: ALL },
]);

for (const { from, base, width, colorScheme, axeOn } of readers)
  for (const name of ALL)
    test(`${name} from ${from}, ${width} px, ${colorScheme}: charts drawn, views live, nothing refused, fetched, too wide${axeOn.includes(name) ? ", or found by axe" : ""}`, async () => {
      const { page, complaints } = await open(base(), name, { width, colorScheme });
      await readThrough(page);
      const { charts, views, moving } = contents(name);
      assert.equal(await page.locator(".chart .js-plotly-plot").count(), charts);
      assert.equal(await page.locator(".view .an-view").count(), views);
      assert.equal(await page.locator(".still").count(), 0);
      const frames = await page.locator(".chart .js-plotly-plot").evaluateAll(
        (all) => all.map((each) => /** @type {any} */ (each)._transitionData._frames.length), // because plotly types it not
      );
      assert.equal(frames.filter((count) => count > 0).length, moving);
      const spare = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(spare <= 0, `the page is ${spare} px wider than its window`);
      assert.deepEqual(complaints, []);
      if (axeOn.includes(name)) assert.deepEqual(await axeFinds(page), []);
      await page.close();
    });

test("a number typed into a live view is computed with, in the page and its chart", async () => {
  const { page, complaints } = await open(disk, "01-forward");
  await readThrough(page);
  const network = page.locator('.an-view[aria-label="The network"]').first();
  await network.locator(".main-svg").first().waitFor();
  await network.getByLabel("x[0, 0]", { exact: true }).fill("7");
  const words = (await network.locator(".an-chart").getAttribute("aria-label")) ?? "";
  assert.match(words, /x0 = 7,/);
  await network.locator("tspan").filter({ hasText: /^7$/ }).first().waitFor();
  const product = page.locator('.an-view[aria-label="x·W + b = out"]').first();
  await product.getByLabel("b[0]", { exact: true }).fill("100");
  const out = product.getByLabel("out[0, 0]", { exact: true });
  assert.equal(await out.textContent(), "102"); // 1·1 + 2·0.5 + 100
  assert.deepEqual(complaints, []);
  await page.close();
});

test("search finds a word on another page, and Enter goes there", async () => {
  const { page, complaints } = await open(disk, "index");
  const input = page.getByRole("searchbox");
  await input.fill("outer product");
  const found = page.locator(".found a").first();
  await found.waitFor();
  assert.match((await found.getAttribute("href")) ?? "", /^02-backward\.html#/);
  await input.press("Enter");
  await page.waitForURL(/02-backward\.html#/);
  await page.getByRole("searchbox").fill("zzzz");
  assert.equal(await page.locator(".found").textContent(), "Nothing was found.");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".found").isVisible(), false);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("light or dark as the system has it, or as the reader chooses, on all pages", async () => {
  const { page } = await open(host.url, names[0], { colorScheme: "dark" });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  assert.equal(await ground(), "rgb(17, 17, 17)");
  await page.getByLabel("Colours").selectOption("light");
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await page.locator("a[rel=next]").click();
  await page.waitForURL(new RegExp(names[1]));
  assert.equal(await ground(), "rgb(255, 255, 255)");
  await page.getByLabel("Colours").selectOption("");
  assert.equal(await ground(), "rgb(17, 17, 17)");
  await page.close();
});

test("code folds, a cell at a time and all at once", async () => {
  const { page } = await open(disk, names[0]);
  const open1 = () => page.locator("details.code[open]").count();
  const all = await open1();
  await page.locator("details.code summary").first().click();
  assert.equal(await open1(), all - 1);
  await page.getByRole("button", { name: "Fold code" }).click();
  assert.equal(await open1(), 0);
  await page.getByRole("button", { name: "Fold code" }).click();
  assert.equal(await open1(), all);
  await page.close();
});

test("every link between pages leads somewhere", () => {
  const files = readdirSync(folder).filter((file) => file.endsWith(".html"));
  const texts = new Map(files.map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  let links = 0;
  for (const [file, text] of texts)
    for (const [, page, anchor] of text.matchAll(/href="([\w-]+\.html)?(?:#([^"]*))?"/g)) {
      const target = texts.get(page ?? file);
      assert.ok(target, `${file} links to ${page}, which is not there`);
      if (anchor) assert.ok(target.includes(`id="${anchor}"`), `${file}: #${anchor} is not there`);
      links++;
    }
  assert.ok(links > 50, `only ${links} links`);
});

test("no page has a script or a style of its own, or an address that a browser would fetch from elsewhere", () => {
  for (const file of readdirSync(folder).filter((each) => each.endsWith(".html"))) {
    const text = readFileSync(join(folder, file), "utf8");
    const tags = [...text.matchAll(/<[a-z][^<>]*>/g)].map(([tag]) => tag);
    for (const tag of tags) {
      assert.doesNotMatch(tag, / style=| on[a-z]+=|^<style/, file);
      assert.doesNotMatch(tag, /^<(script|img|link|iframe)[^>]*(src|href)="(https?:|\/)/, file);
      if (tag.startsWith("<script")) assert.match(tag, /src="assets\/|type="application\/json"/);
    }
    assert.match(text, /Content-Security-Policy" content="default-src 'none'; script-src 'self';/);
    assert.doesNotMatch(text, /unsafe-/);
  }
});
