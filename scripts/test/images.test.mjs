// The pictures of charts: drawn once, kept as long as the figure is the same, drawn anew when it is another.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { execute } from "../execute.mjs";
import { drawImages, placeImages } from "../images.mjs";
import { cache } from "../setup/place.mjs";
import { writeNotebook } from "./notebook-file.mjs";

const folder = join(cache, "executed", "images");
const source = join(folder, "chart.ipynb");
const target = join(folder, "chart-run.ipynb");
const job = { source, target, kernel: "tslab", folder };

const cell = (/** @type {number} */ last) => `import { matrix, matrixFigure, show } from
  "affine-notebooks";
show(matrixFigure(matrix([[1, 2], [3, ${last}]]), { name: "A <b>&</b> \\"B\\"" }));`;

/** Runs the notebook; returns its figures without a picture. */
async function run() {
  const [{ error, missing }] = await execute([job]);
  assert.equal(error, null);
  return missing;
}

/** @param {string} file */
function pictureIn(file) {
  const [{ outputs }] = JSON.parse(readFileSync(file, "utf8")).cells;
  return [outputs[0].data["image/svg+xml"] ?? ""].flat().join("");
}

/**
 * Draws what is missing in what a run gave, and makes that the source of the next run.
 *
 * @param {Record<string, object>} missing
 */
async function drawn(missing) {
  const images = await drawImages(missing, "npm test");
  placeImages([target], images);
  writeFileSync(source, readFileSync(target));
  return Object.keys(images);
}

before(() => {
  mkdirSync(folder, { recursive: true });
  writeNotebook(source, [cell(4)]);
});

test("a chart gets a picture with its numbers, its words and its figure's hash", async () => {
  const [hash] = await drawn(await run());
  const svg = pictureIn(source);
  assert.ok(svg.startsWith(`<svg data-figure='${hash}'`));
  assert.match(svg, /aria-label='A &amp; "B"[^']*4\]\]'/);
  for (const number of ["1", "2", "3", "4"]) assert.match(svg, new RegExp(`>${number}</text>`));
  assert.match(svg, /<(rect|path)[^>]* fill='#[0-9a-f]{3,6}'/);
});

test("a second run keeps the picture of the same figure, byte for byte, and draws none", async () => {
  const first = readFileSync(source, "utf8");
  assert.deepEqual(await drawn(await run()), []);
  assert.equal(readFileSync(source, "utf8"), first);
});

test("a picture of another figure is not kept, and the figure is named as missing", async () => {
  const notebook = JSON.parse(readFileSync(source, "utf8"));
  notebook.cells[0].source = cell(5);
  writeFileSync(source, JSON.stringify(notebook));
  const missing = await run();
  assert.equal(Object.keys(missing).length, 1);
  assert.equal(pictureIn(target), "");
  await drawn(missing);
  assert.match(pictureIn(source), />5<\/text>/);
});
