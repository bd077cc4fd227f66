import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { execute, jobs, notebookNames, stockKernel } from "../execute.mjs";
import { cache, notebooks } from "../setup/place.mjs";

/** @typedef {{ output_type: string, data?: Record<string, string | string[]> }} Output */
/** @typedef {{ cell_type: string, source: string | string[], metadata: { tags?: string[] }, outputs: Output[] }} Cell */

/** @param {string} file @returns {Cell[]} */
const cellsOf = (file) => JSON.parse(readFileSync(file, "utf8")).cells;
/** @param {Cell} cell */
const sourceOf = (cell) => [cell.source].flat().join("");

/** How many slips can be told apart, and which cannot be seen, may be the same for other numbers. */
const MAY_STAY = /^(separated|unseen)\(/m;

/**
 * The first place where two notebooks differ, for a message.
 *
 * @param {string} was
 * @param {string} is
 */
function difference(was, is) {
  const [old, now] = [cellsOf(was), cellsOf(is)];
  const at = old.findIndex((cell, i) => JSON.stringify(cell) !== JSON.stringify(now[i]));
  const show = (/** @type {Cell} */ cell) => JSON.stringify(cell?.outputs).slice(0, 600);
  return `${basename(was)}, cell ${at + 1} is not what a run gives; npm run notebooks writes it.
  the cell: ${sourceOf(old[at] ?? old[0]).slice(0, 200)}
  committed: ${show(old[at])}
  a run gives: ${show(now[at])}`;
}

test("every notebook is, byte for byte, what a run of it gives; a picture is held by its figure's hash", async () => {
  const list = jobs("own");
  for (const { source, error, missing } of await execute(list)) {
    assert.equal(error, null, `${basename(source)}: ${error}`);
    const titles = Object.values(missing).map((figure) => JSON.stringify(figure).slice(-200));
    assert.deepEqual(
      titles,
      [],
      `${basename(source)}: a chart's picture is missing, or of another figure; npm run notebooks draws it`,
    );
  }
  for (const { source, target } of list)
    if (readFileSync(source, "utf8") !== readFileSync(target, "utf8"))
      assert.fail(difference(source, target));
});

test("every notebook runs without an error under a plain tslab, and has its charts there", async () => {
  const list = jobs("stock", { kernel: stockKernel() });
  for (const { source, error } of await execute(list))
    assert.equal(error, null, `${basename(source)}: ${error}`);
  const charts = (/** @type {string} */ file) =>
    cellsOf(file)
      .flatMap(({ outputs }) => outputs ?? [])
      .filter(({ data }) => data?.["application/vnd.plotly.v1+json"]).length;
  for (const { source, target } of list)
    assert.equal(charts(target), charts(source), basename(source));
});

test("other numbers in the first cell change every number and chart after it", async () => {
  const list = jobs("edited", { edit: true });
  for (const { source, error } of await execute(list))
    assert.equal(error, null, `${basename(source)}: ${error}`);
  for (const { source, target } of list) {
    const [was, is] = [cellsOf(source), cellsOf(target)];
    let changed = 0;
    was.forEach((cell, i) => {
      const [before, after] = [cell, is[i]].map((c) => numbersIn(c.outputs ?? []));
      if (before === "" || MAY_STAY.test(sourceOf(cell))) return;
      assert.notEqual(
        after,
        before,
        `${basename(source)}, cell ${i + 1} did not change: ${sourceOf(cell)}`,
      );
      changed++;
    });
    assert.ok(changed > 5, `${basename(source)}: only ${changed} cells have numbers`);
  }
});

/**
 * The numbers in a cell's outputs; "" where there are none. Left out are shapes and the errors that name them, since other
 * numbers of the same shape leave those as they are.
 *
 * @param {object[]} outputs
 */
function numbersIn(outputs) {
  const text = JSON.stringify(outputs)
    .replace(/"execution_count":\d+/g, "")
    .replace(/float64/g, "")
    .replace(/\((\d+(, \d+)*)?,?\)/g, "")
    .replace(/[A-Z]\w*Error: [^"]*/g, "")
    .replace(/1\/N/g, "")
    .replace(/"\d\. /g, ""); // the numbers of a list's items
  return /"text\/plain":(\[[^\]]*|"[^"]*)\d|"text":[^\]]*\d|plotly/.test(text) ? text : "";
}

test("every chart has its numbers as text, for where no chart can be drawn", () => {
  let charts = 0;
  for (const name of notebookNames())
    for (const { data } of cellsOf(join(notebooks, name)).flatMap((cell) => cell.outputs ?? [])) {
      if (!data?.["application/vnd.plotly.v1+json"]) continue;
      assert.match(
        [data["text/plain"]].flat().join(""),
        /^\[Chart: [\s\S]*\d[\s\S]*\](\nA still picture: .*)?$/,
        name,
      );
      charts++;
    }
  assert.ok(charts >= 10, `only ${charts} charts`);
});

test("a cell fails exactly where it is meant to, and says so by Jupyter's tag", () => {
  for (const name of notebookNames())
    for (const cell of cellsOf(join(notebooks, name))) {
      const meant = cell.metadata.tags?.includes("raises-exception") ?? false;
      const fails = (cell.outputs ?? []).some(({ output_type }) => output_type === "error");
      assert.equal(fails, meant, `${name}: ${sourceOf(cell)}`);
    }
});

test("every chart has a picture for where no script runs: small, vectors alone, with its words", () => {
  for (const name of notebookNames())
    for (const { data } of cellsOf(join(notebooks, name)).flatMap((cell) => cell.outputs ?? [])) {
      if (!data?.["application/vnd.plotly.v1+json"]) continue;
      const svg = [data["image/svg+xml"] ?? ""].flat().join("");
      assert.match(
        svg,
        /^<svg data-figure='[0-9a-f]{64}' role='img' aria-label='[^']*\d[^']*' /,
        name,
      );
      assert.match(svg, /<text/, name);
      assert.doesNotMatch(svg, /<script|<image|https?:(?!\/\/www\.w3\.org\/)/, name);
      assert.ok(svg.length < 40_000, `${name}: a picture of ${svg.length} bytes`);
    }
});

test("every notebook stays under 300 KB", () => {
  for (const name of notebookNames()) {
    const kilobytes = statSync(join(notebooks, name)).size / 1024;
    assert.ok(kilobytes < 300, `${name} has ${Math.round(kilobytes)} KB`);
  }
});

test("a cell has at most 12 lines of at most 80 characters, and prose comes before it", () => {
  for (const name of notebookNames()) {
    const cells = cellsOf(join(notebooks, name));
    assert.equal(cells[0].cell_type, "markdown", name);
    for (const cell of cells.filter(({ cell_type }) => cell_type === "code")) {
      const lines = sourceOf(cell).split("\n");
      assert.ok(lines.length <= 12, `${name}: ${lines.length} lines in ${lines[0]}`);
      for (const line of lines) assert.ok(line.length <= 80, `${name}: ${line}`);
    }
  }
});

test("a notebook that fails is reported with its cell, and the others run", async () => {
  const folder = join(cache, "executed", "failing");
  mkdirSync(folder, { recursive: true });
  const cell = (/** @type {string} */ source) => ({
    cell_type: "code",
    id: "a",
    metadata: {},
    outputs: [],
    execution_count: null,
    source,
  });
  const notebook = (/** @type {string} */ source) =>
    JSON.stringify({ cells: [cell(source)], metadata: {}, nbformat: 4, nbformat_minor: 5 });
  writeFileSync(join(folder, "bad.ipynb"), notebook("throw new Error('on purpose')"));
  writeFileSync(join(folder, "good.ipynb"), notebook("1 + 1"));
  const job = (/** @type {string} */ name) => ({
    source: join(folder, name),
    target: join(folder, name),
    kernel: "tslab",
    folder,
  });
  const [bad, good] = await execute([job("bad.ipynb"), job("good.ipynb")]);
  assert.match(String(bad.error), /on purpose/);
  assert.equal(good.error, null);
});
