import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { matrix } from "../affine/index";
import { matrixFigure } from "../figures/index";
import { type Bundle, display } from "./display";
import { errorOf, type FigureLike, show } from "./index";

test("a bundle goes to the kernel as one output", () => {
  const shown: Bundle[] = [];
  const bundle = { "text/html": "<b>1</b>", "text/plain": "1" };
  display(bundle, { displayBundle: (data) => shown.push(data) });
  assert.deepEqual(shown, [bundle]);
});

test("outside of a kernel a figure is printed in words", () => {
  const code = `const { matrix, matrixFigure, show } = require(${JSON.stringify(require.resolve("../index"))});
    show(matrixFigure(matrix([[1, 2]]), { name: "x" }));`;
  const { stdout } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  assert.equal(stdout, "[Chart: x: float64, shape (1, 2)\n[[1, 2]]]\n");
});

test("show says what a figure is", () => {
  const notAFigure: unknown = matrix([[1]]);
  assert.throws(
    () => show(notAFigure as FigureLike), // because the error for it is what is tested
    /^TypeError: show: figure is an ndarray of float64, shape \(1, 1\), want \{ data: \[\.\.\.\], layout/,
  );
  assert.equal(matrixFigure(matrix([[1]])).data.length, 1);
});

test("errorOf gives name and message, and complains where nothing is thrown", () => {
  assert.equal(errorOf(() => matrix([])).split(":")[0], "RangeError");
  assert.throws(() => errorOf(() => 7), /^Error: errorOf: f threw no error, it returned 7$/);
});
