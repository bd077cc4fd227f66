import assert from "node:assert/strict";
import { test } from "node:test";
import Ndarray from "@stdlib/ndarray/ctor";
import {
  gradientError,
  matrix,
  numericalGradient,
  type Tensor,
  tensor,
  toArray,
  vector,
} from "./index";

const sum = (a: Tensor) => a.data.reduce((all, v) => all + v, 0);

test("central differences of a linear loss are its coefficients", () => {
  const a = matrix([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  const loss = () => 3 * a.get(0, 1) - 2 * a.get(1, 2);
  const gradient = numericalGradient(loss, a, 0.5);
  assert.deepEqual(toArray(gradient), [
    [0, 3, 0],
    [0, 0, -2],
  ]);
});

test("central differences of a square have no error of their own", () => {
  const a = vector([3, -1]);
  assert.deepEqual(
    toArray(numericalGradient(() => a.get(0) ** 2 + a.get(1) ** 2, a, 0.25)),
    [6, -2],
  );
});

test("every entry is put back to the bit, also when f throws", () => {
  const a = vector([0.1, 0.2, 0.3]);
  numericalGradient(() => sum(a), a);
  assert.deepEqual(toArray(a), [0.1, 0.2, 0.3]);
  let calls = 0;
  const failing = () => {
    calls += 1;
    if (calls === 4) throw new Error("no loss");
    return 0;
  };
  assert.throws(() => numericalGradient(failing, a), /no loss/);
  assert.deepEqual(toArray(a), [0.1, 0.2, 0.3]);
});

test("a view with a negative stride is moved where it lies", () => {
  const data = new Float64Array([9, 1, 9, 2, 9, 3]);
  const made: unknown = new Ndarray("float64", data, [3], [-2], 5, "row-major");
  const backward = made as Tensor; // because the constructor's type is the ndarray of unknown data type
  const loss = () => 10 * data[5] + 20 * data[3] + 30 * data[1];
  assert.deepEqual(toArray(numericalGradient(loss, backward, 0.5)), [10, 20, 30]);
  assert.deepEqual(Array.from(data), [9, 1, 9, 2, 9, 3]);
});

test("numericalGradient says what f, at and h should be", () => {
  const a = vector([1]);
  const notALoss = (() => "1") as unknown as () => number; // because the error for it is what is tested
  assert.throws(
    () => numericalGradient(notALoss, a),
    /TypeError: numericalGradient: f returned string, want a number/,
  );
  assert.throws(
    () => numericalGradient(() => 0, a, 0),
    /RangeError: numericalGradient: h is 0, want a positive number/,
  );
  assert.throws(
    () => numericalGradient(() => 0, [1] as unknown as Tensor),
    /TypeError: numericalGradient: at is an array of 1/,
  ); // because the error for it is what is tested
});

test("the error is relative to the larger of the two", () => {
  assert.equal(gradientError(vector([4, 1]), vector([5, 1])), 0.2);
  assert.equal(gradientError(vector([1e-9]), vector([2e-9])), 0.5);
  assert.equal(gradientError(vector([0, 2]), vector([0, 2])), 0);
});

test("rounding beside a gradient of 0 is no error of 100 %", () => {
  assert.ok(gradientError(vector([0, 5]), vector([1e-12, 5])) < 1e-9);
  assert.equal(gradientError(vector([0, 5]), vector([1, 5])), 1);
});

test("NaN and an infinity on one side never look like agreement", () => {
  assert.ok(Number.isNaN(gradientError(vector([NaN, 1]), vector([NaN, 1]))));
  assert.ok(Number.isNaN(gradientError(vector([Infinity]), vector([1]))));
  assert.equal(gradientError(vector([Infinity]), vector([Infinity])), 0);
  assert.equal(gradientError(vector([Infinity, 1]), vector([Infinity, 2])), 0.5);
});

test("gradients of other shapes cannot be compared", () => {
  assert.throws(
    () => gradientError(tensor([1, 2], [2, 1]), vector([1, 2])),
    /RangeError: gradientError: numerical is \(2,\), want \(2, 1\) because analytic is \(2, 1\)/,
  );
});
