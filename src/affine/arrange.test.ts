import assert from "node:assert/strict";
import { test } from "node:test";
import {
  entrywise,
  matrix,
  ones,
  reshape,
  row,
  toArray,
  transpose,
  vector,
  withEntry,
  zeros,
} from "./index";

const x = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);

test("zeros makes a tensor of any rank, and of no entries", () => {
  assert.deepEqual(toArray(zeros([2, 3])), [
    [0, 0, 0],
    [0, 0, 0],
  ]);
  assert.deepEqual(zeros([0, 3]).shape, [0, 3]);
  assert.throws(() => zeros([2, -1]), /^RangeError: zeros: shape\[1\] is -1, want a whole number/);
});

test("ones makes a tensor of ones", () => {
  assert.deepEqual(toArray(ones([2, 1])), [[1], [1]]);
  assert.throws(() => ones([0.5]), /shape\[0\] is 0\.5, want a whole number/);
});

test("withEntry changes one entry in a copy", () => {
  assert.deepEqual(toArray(withEntry(x, [1, 0], 9)), [
    [1, 2, 3],
    [9, 5, 6],
  ]);
  assert.equal(x.get(1, 0), 4);
  assert.deepEqual(toArray(withEntry(vector([1, 2]), [1], Number.NaN)), [1, Number.NaN]);
});

test("withEntry names the entries there are", () => {
  for (const index of [[2, 0], [0], [0, -1], [0, 0.5]])
    assert.throws(
      () => withEntry(x, index, 1),
      /^RangeError: withEntry: index is \[.*\], want 2 from 0 because a is \(2, 3\)/,
    );
});

test("row gives one row as a matrix, and a copy", () => {
  const second = row(x, 1);
  assert.deepEqual(toArray(second), [[4, 5, 6]]);
  second.set(0, 0, 9);
  assert.equal(x.get(1, 0), 4);
});

test("row names the rows there are", () => {
  assert.throws(
    () => row(x, 2),
    /^RangeError: row: n is 2, want a whole number from 0 to 1 because x is \(2, 3\)/,
  );
  assert.throws(() => row(vector([1]), 0), /^RangeError: row: x is \(1,\), want \(N, D\)/);
});

test("transpose turns rows into columns, of a transpose as well", () => {
  const turned = [
    [1, 4],
    [2, 5],
    [3, 6],
  ];
  assert.deepEqual(toArray(transpose(x)), turned);
  assert.deepEqual(toArray(transpose(transpose(transpose(x)))), turned);
});

test("entrywise takes one entry of each tensor", () => {
  assert.deepEqual(toArray(entrywise((p, q) => p - 2 * q, x, x)), [
    [-1, -2, -3],
    [-4, -5, -6],
  ]);
  assert.deepEqual(toArray(entrywise(Math.abs, vector([-1, 2]))), [1, 2]);
});

test("entrywise broadcasts nothing", () => {
  assert.throws(
    () => entrywise((p, q) => p + q, x, vector([1, 2, 3])),
    /^RangeError: entrywise: tensor 1 is \(3,\), want \(2, 3\) because tensor 0 is \(2, 3\)/,
  );
});

test("reshape keeps row-major order, of a transpose as well", () => {
  assert.deepEqual(toArray(reshape(x, [3, 2])), [
    [1, 2],
    [3, 4],
    [5, 6],
  ]);
  assert.deepEqual(toArray(reshape(transpose(x), [6])), [1, 4, 2, 5, 3, 6]);
  assert.throws(
    () => reshape(x, [4]),
    /^RangeError: reshape: shape is \(4,\) with 4 entries, want 6 because a is \(2, 3\)/,
  );
});
