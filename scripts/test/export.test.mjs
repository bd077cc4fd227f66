// What becomes of a notebook's cells on the static site, where the lesson's own have no example of it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { exportSite } from "../export.mjs";
import { cache } from "../setup/place.mjs";
import { typescript } from "./notebook-file.mjs";

const folder = join(cache, "export-test");
const site = join(folder, "site");
const VIEW = "application/vnd.affine-notebooks.view+json";
const PLOTLY = "application/vnd.plotly.v1+json";

let id = 0;
const own = () => ({ id: `c${++id}`, metadata: {} });
const markdown = (/** @type {string} */ source) => ({ ...own(), cell_type: "markdown", source });
const code = (/** @type {string} */ source, /** @type {object} */ data) => ({
  ...{ ...own(), cell_type: "code", source, execution_count: 1 },
  outputs: [{ output_type: "display_data", metadata: {}, data }],
});

/** @type {string} */
let html;
/** @type {{ id: string, page: string, title: string, text: string }[]} */
let index;

before(async () => {
  mkdirSync(folder, { recursive: true });
  const cells = [
    markdown("# One & two\n\nSee [the other](other.ipynb#There) and $a < b$, `W`.\n\n## Again"),
    markdown("## Again\n\nA word: zebra.\n\n| | n |\n|---|--:|\n| a | 1 |"),
    code("a < b", { [VIEW]: { kind: "board", state: { kind: "board" } }, "text/html": "<b>b</b>" }),
    code("c", {
      [PLOTLY]: { data: [], layout: { title: { text: "</script><b>" } } },
      "text/plain": "[Chart: 7]",
    }),
  ];
  const notebook = { nbformat: 4, nbformat_minor: 5, metadata: { kernelspec: typescript }, cells };
  const there = { ...notebook, cells: [markdown("# Other\n\n## There")] };
  const files = ["some", "other"].map((name) => join(folder, `${name}.ipynb`));
  writeFileSync(files[0], JSON.stringify(notebook));
  writeFileSync(files[1], JSON.stringify(there));
  await exportSite(site, files);
  html = readFileSync(join(site, "some.html"), "utf8");
  const script = readFileSync(join(site, "assets", "search-index.js"), "utf8");
  index = JSON.parse(script.slice(script.indexOf("["), script.lastIndexOf("]") + 1));
});

test("a view keeps what its notebook shows in its place, until it has started", () => {
  assert.match(html, /<div class="view">\s*<div class="still">[\s\S]*?<b>b<\/b>/);
  assert.match(html, /<script type="application\/json">\{"kind": ?"board"/);
});

test("a chart without a picture stands there in words, and a figure's text ends no script", () => {
  assert.match(html, /<div class="still"><p>\[Chart: 7\]<\/p><\/div>/);
  assert.equal(html.split("</script>").length, html.split("<script").length);
});

test("a formula is MathML, its signs and its TeX kept", () => {
  assert.match(html, /<math[^>]*>.*<mo>&lt;<\/mo>.*a &lt; b<\/annotation>/);
  assert.doesNotMatch(html, /class="tex"/);
});

test("two headings of one name are told apart, and each is found with its own text", () => {
  assert.match(html, /<h2 id="Again">[\s\S]*<h2 id="Again-">/);
  assert.equal(index.find(({ text }) => text.includes("zebra"))?.id, "some.html#Again-");
});

test("links to notebooks lead to their pages; pages know the next and the one before", () => {
  assert.match(html, /<a href="other\.html#There">the other<\/a>/);
  assert.match(
    html,
    /<a href="other\.html" rel="next">Other →|<a rel="next" href="other\.html">Other →/,
  );
  assert.match(readFileSync(join(site, "other.html"), "utf8"), /href="some\.html">← One &amp; two/);
});

test("a column's side is kept without a style of the page's own", () => {
  const [, number] = html.match(/<td data-style="(\d+)">1<\/td>/) ?? [];
  const sheet = readFileSync(join(site, "assets", "lifted.css"), "utf8");
  assert.ok(sheet.includes(`[data-style="${number}"] { text-align:right }`), sheet);
});
