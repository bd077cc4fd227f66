import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { jupyterEnv, launcher, python, root, windows } from "../setup/place.mjs";

const binder = join(root, ".binder");
const prefix = mkdtempSync(join(tmpdir(), "image-"));
after(() => rmSync(prefix, { recursive: true, force: true }));

/** Jupyter that looks into the stand-in for the image's Python before it looks elsewhere. */
const env = jupyterEnv({ JUPYTER_PATH: join(prefix, "share", "jupyter") });

/** A notebook of one cell, run with the kernel that Jupyter finds, its outputs printed. */
const ONE_CELL = `import json, nbformat
from nbclient import NotebookClient
cell = nbformat.v4.new_code_cell('import { matrix } from "affine-notebooks";\\nmatrix([[1, 2], [3, 4]]).shape')
notebook = nbformat.v4.new_notebook(cells=[cell])
NotebookClient(notebook, kernel_name="tslab", timeout=60).execute()
print(json.dumps(cell.outputs))`;

/**
 * What a cell that imports the package shows in a folder.
 *
 * @param {string} folder
 * @returns {string}
 */
function shapeIn(folder) {
  const ran = spawnSync(python, ["-c", ONE_CELL], { cwd: folder, env, encoding: "utf8" });
  assert.equal(ran.status, 0, ran.stderr);
  return JSON.parse(ran.stdout)[0].data["text/plain"];
}

test("an image's Jupyter finds the kernel after postBuild, runs a cell with it, and keeps its own settings", {
  skip: windows && "repo2docker's images are Linux, and postBuild is a bash script",
}, () => {
  const settings = join(prefix, "share", "jupyter", "lab", "settings");
  mkdirSync(settings, { recursive: true });
  writeFileSync(join(settings, "overrides.json"), '{"theirs":{"kept":true}}');
  const cache = mkdtempSync(join(tmpdir(), "npm-cache-"));
  const built = spawnSync("bash", [join(binder, "postBuild")], {
    cwd: root,
    env: { ...process.env, NB_PYTHON_PREFIX: prefix, npm_config_cache: cache },
    encoding: "utf8",
  });
  rmSync(cache, { recursive: true, force: true });
  assert.equal(built.status, 0, built.stdout + built.stderr);

  const list = spawnSync(python, ["-m", "jupyter", "kernelspec", "list", "--json"], {
    env,
    encoding: "utf8",
  });
  const { tslab } = JSON.parse(list.stdout).kernelspecs;
  assert.equal(tslab.resource_dir, join(prefix, "share", "jupyter", "kernels", "tslab"));
  assert.ok(tslab.spec.argv.includes(launcher));

  assert.match(shapeIn(join(root, "notebooks")), /2, 2/);

  const overrides = JSON.parse(readFileSync(join(settings, "overrides.json"), "utf8"));
  assert.deepEqual(overrides.theirs, { kept: true });
  assert.equal(
    overrides["@jupyterlab/apputils-extension:notification"].fetchNews,
    "false",
    "a reader is asked about news",
  );
  assert.equal(overrides["@jupyter-widgets/jupyterlab-manager:plugin"].saveState, true);
});

test("one link above the readers' folders lets a notebook outside of the project import the package", {
  skip: windows && "a link needs a privilege there",
}, () => {
  const home = mkdtempSync(join(tmpdir(), "home-"));
  symlinkSync(join(root, "node_modules"), join(home, "node_modules"));
  mkdirSync(join(home, "reader"));
  assert.match(shapeIn(join(home, "reader")), /2, 2/);
  rmSync(home, { recursive: true });
});

test("postBuild ends in an error when one of its commands does", {
  skip: windows && "repo2docker's images are Linux, and postBuild is a bash script",
}, () => {
  const { status } = spawnSync("bash", [join(binder, "postBuild")], {
    cwd: root,
    env: { ...process.env, NB_PYTHON_PREFIX: "" },
    encoding: "utf8",
  });
  assert.notEqual(status, 0);
});

test("an image's Python takes its packages from the lock file, from a Python that the lesson runs on", () => {
  const lines = readFileSync(join(binder, "requirements.txt"), "utf8").split("\n");
  assert.ok(lines.includes("-r ../requirements.lock"));
  const [, minor] =
    readFileSync(join(binder, "runtime.txt"), "utf8").match(/^python-3\.(\d+)$/m) ?? [];
  assert.ok(Number(minor) >= 10);
});

test("a Jupyter whose tslab is another's keeps it", () => {
  const other = mkdtempSync(join(tmpdir(), "other-"));
  const folder = join(other, "share", "jupyter", "kernels", "tslab");
  mkdirSync(folder, { recursive: true });
  const spec = JSON.stringify({ argv: ["tslab", "kernel"] });
  writeFileSync(join(folder, "kernel.json"), spec);
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(root, "scripts", "kernel.mjs"), "install", `--prefix=${other}`],
    { encoding: "utf8" },
  );
  assert.equal(status, 1);
  assert.match(stderr, /Another kernel is registered as tslab/);
  assert.equal(readFileSync(join(folder, "kernel.json"), "utf8"), spec);
  rmSync(other, { recursive: true });
});
