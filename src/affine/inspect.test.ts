import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import array from "@stdlib/ndarray/array";
import { matrix, tensor, vector } from "./index";
import { tensorHtml, tensorText } from "./inspect";

test("a matrix shows its shape and its numbers in columns", () => {
  const a = matrix([
    [1, -20],
    [0.5, 1 / 3],
  ]);
  assert.equal(inspect(a), "float64, shape (2, 2)\n[[       1,      -20],\n [     0.5, 0.333333]]");
});

test("a vector stands on one line, an empty one and a number have their shape", () => {
  assert.equal(tensorText(vector([1, 2])), "float64, shape (2,)\n[1, 2]");
  assert.equal(tensorText(tensor([], [0, 3])), "float64, shape (0, 3)\n[]");
  assert.equal(tensorText(tensor([7], [])), "float64, shape ()\n7");
});

test("rank three has a blank line between its matrices, as NumPy has", () => {
  assert.equal(
    tensorText(tensor([1, 2, 3, 4], [2, 1, 2])),
    "float64, shape (2, 1, 2)\n[[[1, 2]],\n\n [[3, 4]]]",
  );
});

test("NaN, infinities, minus zero and huge numbers are shown as they are", () => {
  assert.equal(
    tensorText(vector([NaN, Infinity, -0, 1e300])).split("\n")[1],
    "[     NaN, Infinity,       -0,   1e+300]",
  );
});

test("a long axis is shortened", () => {
  const text = tensorText(vector(Array.from({ length: 40 }, (_, i) => i)));
  assert.equal(text.split("\n")[1], "[ 0,  1,  2,  3, …, 36, 37, 38, 39]");
});

test("a matrix in HTML is a table with its shape as caption", () => {
  assert.equal(
    tensorHtml(matrix([[1, 2]])),
    "<table><caption>float64,&nbsp;shape&nbsp;(1,&nbsp;2)</caption><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
  );
});

test("an ndarray that stdlib made shows itself as well", () => {
  assert.match(inspect(array([[1, 2]])), /^float64, shape \(1, 2\)\n\[\[1, 2\]\]$/);
  assert.doesNotMatch(inspect(array(new Float32Array([1]))), /_buffer/);
});
