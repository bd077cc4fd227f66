import assert from "node:assert/strict";
import { test } from "node:test";
import { affineBackward, type Mat, matmul, matrix, named, toArray, vector } from "./index";

const square = [
  [1, 2, 0],
  [0, 1, 3],
  [2, 0, 1],
];
const x = named.mat(matrix(square), "batch", "in");
const dout = named.mat(matrix([...square].reverse()), "batch", "out");
const W = named.mat(matrix(square), "in", "out");

test("named products are the plain ones", () => {
  const { dx, dW } = affineBackward(dout, x, W);
  const namedW: Mat<"in", "out"> = named.matmul(named.transpose(x), dout);
  const namedX: Mat<"batch", "in"> = named.matmul(dout, named.transpose(W));
  assert.deepEqual(toArray(namedW), toArray(dW));
  assert.deepEqual(toArray(namedX), toArray(dx));
});

test("a missing transpose does not compile, though all sizes are 3", () => {
  // @ts-expect-error because the columns of x are "in", the rows of dout "batch"
  const wrongW: unknown = named.matmul(x, dout);
  // @ts-expect-error because the columns of dout are "out", the rows of W "in"
  const wrongX: unknown = named.matmul(dout, W);
  // @ts-expect-error because dW lying on its side is (out, in)
  const turned: Mat<"in", "out"> = named.matmul(named.transpose(dout), x);
  assert.deepEqual(toArray(turned), toArray(named.matmul(named.transpose(dout), x)));
  assert.ok(wrongW && wrongX); // at run time nothing objects: the shapes fit
});

test("a named matrix goes wherever a matrix does, and only a matrix can be named", () => {
  assert.deepEqual(toArray(matmul(x, dout)), toArray(matmul(matrix(square), dout)));
  assert.throws(() => named.mat(vector([1, 2]), "batch", "in"), /named\.mat: a is \(2,\), want/);
});
