import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { kernel, userKernels } from "../kernel.mjs";
import { changed, settingsOf } from "../parameters.mjs";
import { launcher } from "../setup/place.mjs";

const notebook = (/** @type {string} */ source) =>
  JSON.stringify({ cells: [{ cell_type: "code", source: [source] }], nbformat: 4 });
const sourceOf = (/** @type {string | null} */ text) => JSON.parse(text ?? "{}").cells[0].source;

test("--set takes numbers and rows of numbers as JSON, and says what is wrong with others", () => {
  assert.deepEqual(
    [...settingsOf(["--set", "W=[[1, 2]]", "--set", "seed=7"])],
    [
      ["W", "[[1,2]]"],
      ["seed", "7"],
    ],
  );
  assert.throws(() => settingsOf(["--set", "W=[[1,"]), /W is \[\[1,, want a number or rows/);
  assert.throws(() => settingsOf(["W=1"]), /What is W=1/);
});

test("a setting replaces the numbers that a cell declares, and nothing else", () => {
  const cell = "const x = matrix([[1, 2], [3, 4]]);\nconst W = matrix([[5]]);\nconst seed = 4;\nx";
  const other = changed(
    notebook(cell),
    settingsOf(["--set", "x=[[9,8],[7,6]]", "--set", "seed=5"]),
  );
  assert.equal(
    sourceOf(other),
    "const x = matrix([[9,8],[7,6]]);\nconst W = matrix([[5]]);\nconst seed = 5;\nx",
  );
  assert.equal(changed(notebook(cell), settingsOf(["--set", "q=1"])), null);
});

test("the kernel is registered for a user and taken away, and another's is left alone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "jupyter-data-"));
  const before = process.env.JUPYTER_DATA_DIR;
  process.env.JUPYTER_DATA_DIR = folder;
  try {
    const file = join(userKernels(), "tslab", "kernel.json");
    await kernel("install");
    assert.ok(JSON.parse(readFileSync(file, "utf8")).argv.includes(launcher));
    await kernel("install");
    await kernel("uninstall");
    assert.ok(!existsSync(file));
    mkdirSync(join(userKernels(), "tslab"), { recursive: true });
    writeFileSync(file, JSON.stringify({ argv: ["tslab", "kernel"] }));
    await assert.rejects(kernel("install"), /Another kernel is registered as tslab/);
    await assert.rejects(kernel("uninstall"), /Another kernel is registered as tslab/);
    assert.ok(existsSync(file));
    await assert.rejects(
      kernel("what").catch((error) => Promise.reject(error)),
      /Another kernel|Say what to do/,
    );
  } finally {
    if (before === undefined) delete process.env.JUPYTER_DATA_DIR;
    else process.env.JUPYTER_DATA_DIR = before;
  }
});

test("a user's kernels lie where Jupyter looks for them", () => {
  assert.match(
    userKernels({ XDG_DATA_HOME: "/data" }, "linux"),
    /^[\\/]data[\\/]jupyter[\\/]kernels$/,
  );
  assert.match(userKernels({}, "darwin"), /Library[\\/]Jupyter[\\/]kernels$/);
  assert.match(userKernels({ APPDATA: "/app" }, "win32"), /^[\\/]app[\\/]jupyter[\\/]kernels$/);
});
