import assert from "node:assert/strict";
import { test } from "node:test";
import array from "@stdlib/ndarray/array";
import Ndarray from "@stdlib/ndarray/ctor";
import {
  Affine,
  affineBackward,
  affineForward,
  matrix,
  type Tensor,
  tensor,
  toArray,
  transpose,
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

/** A strided view of some memory, as stdlib makes it. */
function view(data: number[], shape: number[], strides: number[], offset: number): Tensor {
  const made: unknown = new Ndarray(
    "float64",
    new Float64Array(data),
    shape,
    strides,
    offset,
    "row-major",
  );
  return made as Tensor; // because the constructor's type is the ndarray of unknown data type
}

test("forward is x·W + b, b added to every row", () => {
  assert.deepEqual(toArray(affineForward(x, W, b)), [
    [15, 22, 29, 40],
    [21, 24, 27, 42],
    [27, 26, 25, 44],
  ]);
});

test("backward gives dout·Wᵀ, xᵀ·dout and the sum of dout's rows", () => {
  const { dx, dW, db } = affineBackward(dout, x, W);
  assert.deepEqual(toArray(dx), [
    [-1, 2],
    [-2, 2],
    [5, 5],
  ]);
  assert.deepEqual(toArray(dW), [
    [16, 3, 2, 2],
    [20, 4, 4, 2],
  ]);
  assert.deepEqual(toArray(db), [4, 1, 2, 0]);
});

test("one sample, one feature and one neuron work", () => {
  const [one, w] = [matrix([[3]]), matrix([[2]])];
  assert.deepEqual(toArray(affineForward(one, w, vector([1]))), [[7]]);
  assert.deepEqual(toArray(affineBackward(matrix([[5]]), one, w).dW), [[15]]);
});

test("a batch of none gives out of no rows, and gradients of zero", () => {
  const none = tensor([], [0, 2]);
  assert.deepEqual(affineForward(none, W, b).shape, [0, 4]);
  const { dx, dW, db } = affineBackward(tensor([], [0, 4]), none, W);
  assert.deepEqual(dx.shape, [0, 2]);
  assert.deepEqual(toArray(dW), [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
  assert.deepEqual(toArray(db), [0, 0, 0, 0]);
});

test("no features leave the bias alone", () => {
  assert.deepEqual(toArray(affineForward(tensor([], [2, 0]), tensor([], [0, 4]), b)), [
    [10, 20, 30, 40],
    [10, 20, 30, 40],
  ]);
});

test("x of three axes is flattened, and dx has its shape", () => {
  const images = tensor([1, 2, 3, 4, 5, 6], [3, 1, 2]);
  assert.deepEqual(toArray(affineForward(images, W, b)), toArray(affineForward(x, W, b)));
  const { dx, dW } = affineBackward(dout, images, W);
  assert.deepEqual(toArray(dx), [[[-1, 2]], [[-2, 2]], [[5, 5]]]);
  assert.deepEqual(toArray(dW), [
    [16, 3, 2, 2],
    [20, 4, 4, 2],
  ]);
});

test("transposes, slices and negative strides are read where they lie", () => {
  const wanted = toArray(affineForward(x, W, b));
  const columns = view([1, 3, 5, 2, 4, 6], [3, 2], [1, 3], 0);
  const backwards = view([6, 5, 4, 3, 2, 1], [3, 2], [-2, -1], 5);
  const sliced = view([9, 1, 9, 2, 9, 3, 9, 4, 9, 5, 9, 6], [3, 2], [4, 2], 1);
  for (const odd of [columns, backwards, sliced]) {
    const before = [...odd.data];
    assert.deepEqual(toArray(affineForward(odd, W, b)), wanted);
    assert.deepEqual(
      toArray(affineBackward(dout, odd, W).dW),
      toArray(affineBackward(dout, x, W).dW),
    );
    assert.deepEqual([...odd.data], before);
  }
  assert.deepEqual(toArray(affineForward(x, W, view([40, 30, 20, 10], [4], [-1], 3))), wanted);
});

test("a transposed dout gives the same gradients as its copy", () => {
  const lying = view([1, 0, 3, 0, 1, 0, 2, 0, 0, 0, -1, 1], [3, 4], [1, 3], 0);
  const [mine, wanted] = [affineBackward(lying, x, W), affineBackward(dout, x, W)];
  for (const name of ["dx", "dW", "db"] as const)
    assert.deepEqual(toArray(mine[name]), toArray(wanted[name]));
});

test("arrays that stdlib made can be given", () => {
  assert.deepEqual(toArray(affineForward(array([[1, 2]]), W, b)), [[15, 22, 29, 40]]);
});

test("results are new, row-major, and share nothing with the inputs", () => {
  const out = affineForward(x, W, b);
  assert.deepEqual([out.strides, out.offset, out.order], [[4, 1], 0, "row-major"]);
  const { dx } = affineBackward(dout, x, W);
  dx.set(0, 0, 99);
  assert.equal(x.get(0, 0), 1);
  assert.equal(dout.get(0, 0), 1);
});

test("NaN and infinity go through as IEEE 754 has them", () => {
  const odd = matrix([[Infinity, 0]]);
  assert.deepEqual(toArray(affineForward(odd, W, b)), [[Infinity, NaN, -Infinity, Infinity]]);
  const { dW, dx } = affineBackward(matrix([[0, 1, NaN, 2]]), odd, W);
  assert.deepEqual(toArray(dW), [
    [NaN, Infinity, NaN, Infinity],
    [0, 0, NaN, 0],
  ]);
  assert.deepEqual(toArray(dx), [[NaN, NaN]]);
});

test("huge and tiny numbers keep all their digits until they overflow", () => {
  const wide = matrix([[1e300, 1e-300]]);
  const scale = matrix([
    [1e-300, 10],
    [1e300, 1e10],
  ]);
  assert.deepEqual(toArray(affineForward(wide, scale, vector([0, 0]))), [[2, 1e301]]);
  assert.deepEqual(toArray(affineForward(wide, matrix([[1e300], [0]]), vector([0]))), [[Infinity]]);
});

test("the layer remembers x as it was: changing it after forward changes nothing", () => {
  const mine = matrix([[1, 2]]);
  const layer = new Affine(W, b);
  layer.forward(mine);
  mine.set(0, 0, 99);
  assert.deepEqual(toArray(layer.backward(matrix([[1, 1, 1, 1]]))), [[2, 2]]);
  assert.deepEqual(layer.dW && toArray(layer.dW), [
    [1, 1, 1, 1],
    [2, 2, 2, 2],
  ]);
  assert.deepEqual(layer.db && toArray(layer.db), [1, 1, 1, 1]);
});

test("the layer's gradients are not there before backward, and dx has x's own shape", () => {
  const layer = new Affine(W, b);
  assert.equal(layer.dW, null);
  layer.forward(tensor([1, 2], [1, 1, 2]));
  assert.equal(layer.db, null);
  assert.deepEqual(layer.backward(matrix([[1, 0, 0, 0]])).shape, [1, 1, 2]);
});

test("a layer whose W was replaced uses the new one", () => {
  const layer = new Affine(W, b);
  layer.W = transpose(
    matrix([
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]),
  );
  assert.deepEqual(toArray(layer.forward(matrix([[1, 2]]))), [[13, 23, 33, 43]]);
});
