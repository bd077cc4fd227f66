// `npm run export`: writes the lesson as a static site into site/, or into the folder that is named: pages that any static host
// serves, or that are opened from a disk. The notebooks are taken as they are committed; nothing is run.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { askPython } from "./ask-python.mjs";
import { notebookNames } from "./execute.mjs";
import { filesBelow } from "./setup/compiled.mjs";
import { setUp } from "./setup/index.mjs";
import { notebooks, root } from "./setup/place.mjs";
import { guard, Problem } from "./setup/problem.mjs";

/**
 * Writes the site.
 *
 * @param {string} folder is emptied first
 * @param {string[]} files the notebooks, in the order of their pages
 */
export async function exportSite(folder, files = lesson()) {
  // Loaded late: what they import comes with the set-up.
  const { writeAssets, writeSearchIndex } = await import("./export/assets.mjs");
  const { LiftedStyles, setFormulas } = await import("./export/formulas.mjs");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = convert(folder, files);
  const styles = new LiftedStyles();
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".html"))) {
    const file = join(folder, name);
    writeFileSync(file, styles.lift(setFormulas(readFileSync(file, "utf8"))));
  }
  const assets = join(folder, "assets");
  await writeAssets(assets);
  writeFileSync(join(assets, "lifted.css"), styles.sheet);
  writeSearchIndex(assets, pages);
}

const lesson = () => notebookNames().map((name) => join(notebooks, name));

/**
 * Has nbconvert write the pages.
 *
 * @param {string} folder
 * @param {string[]} files
 * @returns {import("./export/assets.mjs").Page[]}
 */
function convert(folder, files) {
  const asked = { notebooks: files, folder, templates: join(root, "scripts", "export") };
  return JSON.parse(askPython("export.py", asked, "nbconvert wrote no pages"));
}

/**
 * A folder that this program may empty: a new one, or one that it has written.
 *
 * @param {string} folder
 */
function safe(folder) {
  const there = statSync(folder, { throwIfNoEntry: false });
  const own = there?.isDirectory() && readdirSync(folder).includes("assets");
  if (!there || own || readdirSync(folder).length === 0) return folder;
  throw new Problem(`${folder} holds something else.`, "npm run export -- another-folder");
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await guard(async () => {
    const folder = safe(resolve(process.argv[2] ?? join(root, "site")));
    await setUp();
    await exportSite(folder);
    const size = filesBelow(folder).reduce((sum, file) => sum + statSync(file).size, 0);
    console.log(`The site is in ${folder} (${(size / 1e6).toFixed(1)} MB): open index.html.`);
    return 0;
  });
