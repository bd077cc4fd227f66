import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { Ndarray } from "./stdlib";
import { wrap, wrapResult } from "./tensor";

/** What a fresh Node prints; `affine` is the path of the layer, as a string of JavaScript. */
function fresh(script: string): string {
  const affine = `const affine = ${JSON.stringify(join(__dirname, "index.js"))};`;
  const run = spawnSync(process.execPath, ["-e", affine + script], {
    encoding: "utf8",
    cwd: join(__dirname, "..", ".."),
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout.trim();
}

test("to import the layer loads one file of stdlib's, not five hundred", () => {
  const loaded = fresh(`require(affine);
    const all = Object.keys(require.cache);
    console.log(all.length, all.filter((file) => /@stdlib/.test(file) && require.cache[file].parent).length);`);
  const [all, single] = loaded.split(" ").map(Number);
  assert.ok(all > 5 && all < 40, `${all} modules`);
  assert.equal(single, 0);
});

for (const order of ["affine first", "stdlib first"])
  test(`${order}: what stdlib's array() makes is of the class that our ndarrays are of`, () => {
    const [layer, theirs] = [
      "const a = require(affine);",
      'const make = require("@stdlib/ndarray/array");',
    ];
    const script = order === "affine first" ? layer + theirs : theirs + layer;
    const printed = fresh(`${script}
      const own = make(new Float64Array([1, 2]), { shape: [1, 2], dtype: "float64" });
      const out = a.affineForward(own, a.matrix([[3], [4]]), a.vector([5]));
      console.log(own.constructor === out.constructor, out.get(0, 0), own);`);
    assert.equal(printed, "true 16 float64, shape (1, 2)\n[[1, 2]]");
  });

test("a result is, field by field, what stdlib's own constructor makes", () => {
  for (const shape of [[2, 3], [0, 3], [3, 0], [1, 1], [4], [0], [2, 3, 4]]) {
    const size = shape.reduce((p, q) => p * q, 1);
    const [result, checked] = [wrapResult, wrap].map((make) => make(new Float64Array(size), shape));
    assert.ok(result instanceof Ndarray);
    assert.deepEqual({ ...result }, { ...checked });
    assert.deepEqual(
      Object.getOwnPropertyNames(result).sort(),
      Object.getOwnPropertyNames(checked).sort(),
    );
    assert.deepEqual(result.strides, checked.strides);
  }
  assert.throws(() => wrapResult(new Float64Array(6), [2, 3]).get(2, 0), RangeError);
});
