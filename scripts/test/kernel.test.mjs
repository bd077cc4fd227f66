// The kernel as Jupyter's own tools see it: the official suite, and nbconvert.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cache, jupyterEnv, python, root } from "../setup/place.mjs";
import { writeNotebook } from "./notebook-file.mjs";

/** @param {string[]} args */
const run = (args) =>
  spawnSync(python, args, { env: jupyterEnv(), encoding: "utf8", cwd: root, timeout: 180_000 });

test("jupyter_kernel_test passes, and skips its pager alone", () => {
  const { status, stderr } = run([join(root, "scripts", "python", "kernel_suite.py")]);
  console.log(stderr.trim());
  assert.equal(status, 0, stderr);
  const [, ran] = /Ran (\d+) tests/.exec(stderr) ?? [];
  assert.ok(Number(ran) >= 12, stderr);
  assert.match(stderr, /OK \(skipped=1\)/);
});

test("nbconvert --allow-errors keeps the outputs of all cells after an error", () => {
  const folder = join(cache, "kernel-test");
  mkdirSync(folder, { recursive: true });
  const cells = ["const a = 1;", 'throw new Error("first")', "a + 1", "b", "a + 2"];
  writeNotebook(join(folder, "errors.ipynb"), cells);
  const args = ["--to", "notebook", "--execute", "--allow-errors", "--output", "done.ipynb"];
  const { status, stderr } = run(["-m", "nbconvert", ...args, join(folder, "errors.ipynb")]);
  assert.equal(status, 0, stderr);
  const done = JSON.parse(readFileSync(join(folder, "done.ipynb"), "utf8"));
  const said = done.cells.map((/** @type {any} */ { outputs }) =>
    outputs.map((/** @type {any} */ o) => o.evalue ?? o.data["text/plain"]).join(),
  );
  assert.deepEqual(said, ["", "first", "2", "Cannot find name 'b'.", "3"]);
});
