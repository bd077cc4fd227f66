import assert from "node:assert/strict";
import { test } from "node:test";
import {
  matmul,
  matrix,
  multiply,
  scale,
  subtract,
  sum,
  toArray,
  transpose,
  vector,
  zeros,
} from "./index";

const A = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);
const B = matrix([
  [1, 0, 2, 1],
  [0, 1, 1, 0],
  [1, 1, 0, 2],
]);

test("matmul sums over the columns of A and the rows of B", () => {
  assert.deepEqual(toArray(matmul(A, B)), [
    [4, 5, 4, 7],
    [10, 11, 13, 16],
  ]);
  assert.deepEqual(toArray(matmul(matrix([[2]]), matrix([[3, 4]]))), [[6, 8]]);
});

test("matmul takes strided matrices and matrices of no rows", () => {
  assert.deepEqual(toArray(matmul(transpose(B), transpose(A))), [
    [4, 10],
    [5, 11],
    [4, 13],
    [7, 16],
  ]);
  const turned = { dtype: "float64", data: A.data, shape: [3, 2], strides: [1, 3], offset: 0 };
  assert.deepEqual(toArray(matmul(turned, A)), toArray(matmul(transpose(A), A)));
  assert.deepEqual(matmul(zeros([0, 3]), B).shape, [0, 4]);
});

test("matmul names the shapes that do not meet", () => {
  assert.throws(
    () => matmul(A, A),
    /^RangeError: matmul: B is \(2, 3\), want \(3, N\) because A is \(2, 3\)/,
  );
  assert.throws(() => matmul(vector([1, 2]), A), /^RangeError: matmul: A is \(2,\), want \(M, K\)/);
});

test("multiply, subtract and scale go entry by entry, and copy nothing about", () => {
  const other = matrix([
    [1, -1, 2],
    [0, 3, 1],
  ]);
  assert.deepEqual(toArray(multiply(A, other)), [
    [1, -2, 6],
    [0, 15, 6],
  ]);
  assert.deepEqual(toArray(subtract(A, other)), [
    [0, 3, 1],
    [4, 2, 5],
  ]);
  assert.deepEqual(toArray(scale(other, -2)), [
    [-2, 2, -4],
    [-0, -6, -2],
  ]);
  assert.throws(() => multiply(A, vector([1, 2, 3])), /tensor 1 is \(3,\), want \(2, 3\)/);
});

test("sum adds all entries; of none it is 0, and NaN stays NaN", () => {
  assert.equal(sum(A), 21);
  assert.equal(sum(zeros([0, 3])), 0);
  assert.ok(Number.isNaN(sum(vector([1, Number.NaN]))));
});
