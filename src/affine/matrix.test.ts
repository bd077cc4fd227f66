import assert from "node:assert/strict";
import { test } from "node:test";
import array from "@stdlib/ndarray/array";
import {
  matrix,
  Sigmoid,
  sigmoid,
  sigmoidBackward,
  tensor,
  toArray,
  transpose,
  vector,
} from "./index";

test("matrix, vector and tensor are float64 ndarrays, row-major", () => {
  const a = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  assert.deepEqual(
    [a.dtype, a.shape, a.strides, a.order],
    ["float64", [2, 3], [3, 1], "row-major"],
  );
  assert.equal(a.get(1, 0), 4);
  assert.deepEqual(
    [vector([1, 2]).shape, tensor([], [0, 3]).shape, tensor([5], []).get()],
    [[2], [0, 3], 5],
  );
});

test("typed arrays serve as rows, and are copied", () => {
  const row = new Float64Array([1, 2]);
  const a = matrix([row]);
  row[0] = 9;
  assert.deepEqual(toArray(a), [[1, 2]]);
});

test("toArray reads any rank and any strides", () => {
  assert.deepEqual(toArray(tensor([1, 2, 3, 4], [2, 1, 2])), [[[1, 2]], [[3, 4]]]);
  assert.deepEqual(toArray(transpose(matrix([[1, 2]]))), [[1], [2]]);
  assert.deepEqual(toArray(tensor([], [2, 0])), [[], []]);
  assert.deepEqual(toArray(array([[1, 2]], { order: "column-major" })), [[1, 2]]);
});

const any = (value: unknown) => value as number[][]; // because the errors for it are what is tested
const wrong: [string, () => unknown, RegExp][] = [
  [
    "a ragged row",
    () => matrix([[1, 2], [3]]),
    /^RangeError: matrix: row 1 has 1 numbers, want 2 as in row 0$/,
  ],
  [
    "an empty row",
    () => matrix([[1], []]),
    /^RangeError: matrix: row 1 is empty, want at least one number$/,
  ],
  ["a first row that is empty", () => matrix([[], []]), /^RangeError: matrix: row 0 is empty/],
  [
    "no row",
    () => matrix([]),
    /^RangeError: matrix: there is no row, want at least one; .* tensor\(\[\], \[0, D\]\)$/,
  ],
  [
    "a row that is a number",
    () => matrix(any([1, 2])),
    /^TypeError: matrix: row 0 is 1, want an array of numbers/,
  ],
  [
    "a string",
    () => matrix(any([["1"]])),
    /^TypeError: matrix: row 0, column 0 is the string "1", want a number$/,
  ],
  [
    "a hole",
    () => matrix(any([Object.assign(new Array(3), { 0: 1, 2: 3 })])),
    /^TypeError: matrix: row 0, column 1 is undefined \(a hole\?\), want a number$/,
  ],
  [
    "null",
    () => vector(any([null])[0] as unknown as number[]),
    /^TypeError: vector: values is null, want an array/,
  ],
  [
    "a bigint",
    () => vector(any([1n]) as unknown as number[]),
    /^TypeError: vector: entry 0 is the bigint 1n, want a number$/,
  ],
  [
    "a shape of another size",
    () => tensor([1, 2, 3], [2, 2]),
    /^RangeError: tensor: values has 3 numbers, want 4 because shape is \(2, 2\)$/,
  ],
  [
    "a negative length",
    () => tensor([], [-1]),
    /^RangeError: tensor: shape\[0\] is -1, want a whole number, 0 or more$/,
  ],
  [
    "toArray of an array",
    () => toArray(any([[1]]) as never),
    /^TypeError: toArray: a is an array of 1, want a float64 ndarray/,
  ],
  [
    "sigmoidBackward of other shapes",
    () => sigmoidBackward(vector([1]), vector([1, 2])),
    /^RangeError: sigmoidBackward: dz is \(1,\), want \(2,\) because z is \(2,\)$/,
  ],
  [
    "a sigmoid's backward before forward",
    () => new Sigmoid().backward(vector([1])),
    /^Error: Sigmoid: backward came before forward/,
  ],
];
for (const [what, call, message] of wrong)
  test(`${what} is an error that says what was got and wanted`, () => {
    assert.throws(call, message);
  });

test("sigmoid is one half at 0, mirrored, and safe far out", () => {
  assert.deepEqual(
    toArray(sigmoid(vector([0, 800, -800, Infinity, -Infinity]))),
    [0.5, 1, 0, 1, 0],
  );
  const [left, right] = toArray(sigmoid(vector([-2, 2]))) as number[]; // because a vector gives numbers
  assert.ok(Math.abs(left + right - 1) < 1e-15);
  assert.ok(Math.abs(right - 0.8807970779778823) < 1e-15); // 1 / (1 + e⁻²)
});

test("the sigmoid's backward is dz·z·(1 − z), of z as forward left it", () => {
  assert.deepEqual(toArray(sigmoidBackward(vector([8, 4]), vector([0.5, 0.25]))), [2, 0.75]);
  const layer = new Sigmoid();
  const z = layer.forward(matrix([[0]]));
  z.set(0, 0, 99);
  assert.deepEqual(toArray(layer.backward(matrix([[4]]))), [[1]]);
});
