import assert from "node:assert/strict";
import { test } from "node:test";
import {
  block,
  hstack,
  inverse,
  matmul,
  matrix,
  toArray,
  transpose,
  vector,
  vstack,
} from "./index";

const a = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);

test("vstack and hstack put matrices below and beside each other", () => {
  assert.deepEqual(toArray(vstack(a, matrix([[7, 8, 9]]))), [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  assert.deepEqual(toArray(hstack(a, matrix([[7], [8]]))), [
    [1, 2, 3, 7],
    [4, 5, 6, 8],
  ]);
  assert.deepEqual(vstack(transpose(a), transpose(a)).shape, [6, 2]);
});

test("what does not fit beside or below is named", () => {
  assert.throws(
    () => vstack(a, vector([1, 2, 3])),
    /^RangeError: vstack: b is \(3,\), want \(Q, 3\) because a is \(2, 3\)/,
  );
  assert.throws(
    () => hstack(a, matrix([[1]])),
    /^RangeError: hstack: b is \(1, 1\), want \(2, Q\) because a is \(2, 3\)/,
  );
});

test("block cuts out the upper left corner, as a copy, and not more than there is", () => {
  const corner = block(a, 2, 2);
  assert.deepEqual(toArray(corner), [
    [1, 2],
    [4, 5],
  ]);
  corner.set(0, 0, 9);
  assert.equal(a.get(0, 0), 1);
  assert.deepEqual(block(a, 0, 3).shape, [0, 3]);
  assert.throws(
    () => block(a, 2, 4),
    /^RangeError: block: C is 4, want a whole number from 0 to 3 because a is \(2, 3\)/,
  );
});

test("an inverse times its matrix is the identity, also where the first pivot is zero", () => {
  const A = matrix([
    [0, 2],
    [1, 3],
  ]);
  assert.deepEqual(toArray(matmul(A, inverse(A))), [
    [1, 0],
    [0, 1],
  ]);
});

test("a matrix of small numbers has an inverse, a singular one and one that is not square have none", () => {
  const small = matrix([
    [0, 2e-20],
    [1e-20, 0],
  ]);
  assert.deepEqual(toArray(inverse(small)), [
    [0, 1e20],
    [5e19, 0],
  ]);
  const singular = matrix([
    [1, 2],
    [2, 4],
  ]);
  assert.throws(() => inverse(singular), /^RangeError: inverse: A has none/);
  assert.throws(() => inverse(matrix([[0]])), /^RangeError: inverse: A has none/);
  assert.throws(() => inverse(a), /^RangeError: inverse: A is \(2, 3\), want \(R, R\)/);
});
