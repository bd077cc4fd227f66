import assert from "node:assert/strict";
import { test } from "node:test";
import array from "@stdlib/ndarray/array";
import {
  Affine,
  affineBackward,
  affineForward,
  matrix,
  type Tensor,
  tensor,
  vector,
} from "./index";

const x = matrix([
  [1, 2],
  [3, 4],
  [5, 6],
]);
const W = matrix([
  [1, 0, -1, 2],
  [2, 1, 0, -1],
]);
const b = vector([10, 20, 30, 40]);
const dout = matrix([
  [1, 0, 2, 0],
  [0, 1, 0, -1],
  [3, 0, 0, 1],
]);

const notATensor = (value: unknown) => value as Tensor; // because the errors for it are what is tested
const wrong: [string, () => unknown, RegExp][] = [
  [
    "x of other features",
    () =>
      affineForward(
        matrix([
          [1, 2, 3],
          [4, 5, 6],
        ]),
        W,
        b,
      ),
    /^RangeError: affineForward: x is \(2, 3\), want \(N, 2\) because W is \(2, 4\)$/,
  ],
  [
    "x of rank 1",
    () => affineForward(vector([1, 2]), W, b),
    /^RangeError: affineForward: x is \(2,\), want \(N, 2\) because W is \(2, 4\); for one sample write .*\[\[1, 2\]\]$/,
  ],
  [
    "x that flattens to other features",
    () => affineForward(tensor([1, 2, 3, 4, 5, 6], [1, 2, 3]), W, b),
    /x is \(1, 2, 3\), which flattens to \(1, 6\), want \(N, 2\)/,
  ],
  [
    "a bias of another length",
    () => affineForward(x, W, vector([1])),
    /^RangeError: affineForward: b is \(1,\), want \(4,\) because W is \(2, 4\)$/,
  ],
  [
    "a bias with a row axis",
    () => affineForward(x, W, matrix([[1, 2, 3, 4]])),
    /b is \(1, 4\), want \(4,\)/,
  ],
  [
    "W of rank 1",
    () => affineForward(x, b, b),
    /^RangeError: affineForward: W is \(4,\), want \(D, H\)$/,
  ],
  [
    "an array in place of an ndarray",
    () => affineForward(notATensor([[1, 2]]), W, b),
    /^TypeError: affineForward: x is an array of 1, want a float64 ndarray: write matrix\(\[\[1, 2\], \[3, 4\]\]\)$/,
  ],
  [
    "nothing at all",
    () => affineForward(x, notATensor(undefined), b),
    /^TypeError: affineForward: W is undefined, want a float64 ndarray/,
  ],
  [
    "float32",
    () => affineForward(notATensor(array(new Float32Array([1, 2]), { shape: [1, 2] })), W, b),
    /^TypeError: affineForward: x is an ndarray of float32, shape \(1, 2\), want an ndarray of float64$/,
  ],
  [
    "dout of another shape",
    () => affineBackward(matrix([[1, 2, 3, 4]]), x, W),
    /^RangeError: affineBackward: dout is \(1, 4\), want \(3, 4\) because x is \(3, 2\) and W is \(2, 4\)$/,
  ],
  [
    "dout of rank 1",
    () => affineBackward(vector([1, 2, 3, 4]), x, W),
    /^RangeError: affineBackward: dout is \(4,\), want \(3, 4\)/,
  ],
  [
    "a layer's bias of another length",
    () => new Affine(W, vector([1, 2])),
    /^RangeError: Affine: b is \(2,\), want \(4,\) because W is \(2, 4\)$/,
  ],
  [
    "backward before forward",
    () => new Affine(W, b).backward(dout),
    /^Error: Affine: backward came before forward; call forward\(x\) first/,
  ],
];
for (const [what, call, message] of wrong)
  test(`${what} is an error that says what was got and wanted`, () => {
    assert.throws(call, message);
  });
