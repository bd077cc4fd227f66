import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { affineBackward, entrywise, toArray, transpose } from "../affine/index";
import { product } from "./arithmetic";
import {
  type Backward,
  exercise,
  hint,
  type Level,
  random,
  separated,
  solution,
  tryBackward,
} from "./index";

test("the same seed gives the same exercise, another one another", () => {
  assert.deepEqual(toArray(exercise(7, 1).x), toArray(exercise(7, 1).x));
  const seeds = [1, 2, 3, 4, 5].map((seed) => JSON.stringify(toArray(exercise(seed, 2).W)));
  assert.equal(new Set(seeds).size, 5);
});

test("levels have the shapes they promise, and whole numbers", () => {
  for (let seed = 0; seed < 30; seed++) {
    const { x, W } = exercise(seed, 1);
    assert.equal(new Set([x.shape[0], ...W.shape]).size, 3);
    assert.ok(x.shape[0] >= 2);
    assert.deepEqual(exercise(seed, 2).W.shape, exercise(seed, 2).x.shape);
    assert.equal(exercise(seed, 3).x.shape.length, 3);
    for (const a of Object.values(exercise(seed, 3))) assert.ok(a.data.every(Number.isInteger));
  }
});

test("in every exercise of a hundred nearly all slips can be told apart", () => {
  for (const level of [1, 2, 3] as Level[])
    for (let seed = 0; seed < 100; seed++) {
      const { told, of } = separated(exercise(seed, level));
      assert.ok(told >= 0.9 * of, `${told} of ${of} at level ${level}, seed ${seed}`);
    }
});

test("exercise says which seeds and levels there are", () => {
  assert.throws(() => exercise(1.5, 1), /RangeError: exercise: seed is 1.5, want a whole number/);
  assert.throws(() => exercise(1, 4 as Level), /RangeError: exercise: level is 4, want 1, 2 or 3/); // because the error for it is what is tested
});

test("a hint grows step by step and ends in the formula", () => {
  const task = exercise(1, 1);
  assert.equal(hint(task, "dW", 1).steps.length, 1);
  assert.match(
    inspect(hint(task, "dW", 3)),
    /^1\. dW has the shape of W: \(3, 4\)\.\n2\. .*\n3\. dW = xᵀ·dout/,
  );
  assert.throws(() => hint(task, "dW", 4), /RangeError: hint: step is 4, want 1, 2 or 3/);
});

test("the solution's sums add up to the gradient", () => {
  for (const level of [1, 3] as Level[]) {
    const task = exercise(3, level);
    const right = affineBackward(task.dout, task.x, task.W);
    for (const gradient of ["dx", "dW", "db"] as const) {
      const { sums } = solution(task, gradient);
      sums.forEach((sum, i) => {
        const [, terms, result] = sum
          .split(/ = (?=[^=]*=[^=]*$)| = (?=[^=]*$)/)
          .map((part) => part.replaceAll("−", "-"));
        const value = terms
          .split(" + ")
          .reduce(
            (all, term) =>
              all + term.split("·").reduce((p, f) => p * Number(f.replace(/[()]/g, "")), 1),
            0,
          );
        assert.equal(value, right[gradient].data[i], sum);
        assert.equal(Number(result), value, sum);
      });
    }
  }
});

test("a right backward passes on all shapes", () => {
  const verdict = tryBackward(affineBackward);
  assert.equal(verdict.ok, true);
  assert.match(inspect(verdict), /^Right on all 13 examples/);
});

test("a wrong backward fails on the smallest example that shows it, and the slip is named", () => {
  const mean: Backward = (dout, x, W) => {
    const grads = affineBackward(dout, x, W);
    return { ...grads, db: entrywise((v) => v / x.shape[0], grads.db) };
  };
  const verdict = tryBackward(mean);
  assert.ok(!verdict.ok);
  assert.deepEqual(verdict.task.x.shape, [2, 1]); // N = 1 cannot show it
  assert.match(inspect(verdict), /db: this is the mean of dout's rows/);
});

test("a missing transpose is found, where it throws and where it does not", () => {
  const straight: Backward = (dout, x, W) => ({
    ...affineBackward(dout, x, W),
    dx: product(dout, W) ?? dout,
  });
  assert.match(inspect(tryBackward(straight)), /Not yet\./);
  const throwing: Backward = (dout, x, W) => affineBackward(dout, transpose(x), W);
  assert.match(
    inspect(tryBackward(throwing)),
    /your function threw RangeError: affineBackward: x is/,
  );
});

test("a backward that returns nothing, or writes into its arguments, is told so", () => {
  const nothing = (() => undefined) as unknown as Backward; // because the error for it is what is tested
  assert.match(
    inspect(tryBackward(nothing)),
    /your function returned undefined, want \{ dx, dW, db \}/,
  );
  const writing: Backward = (dout, x, W) => {
    const grads = affineBackward(dout, x, W);
    x.set(0, 0, 99);
    return grads;
  };
  assert.match(inspect(tryBackward(writing)), /your function changed one of its arguments/);
});

test("random numbers lie from 0 up to 1 and fill it", () => {
  const next = random(1);
  const drawn = Array.from({ length: 2000 }, next);
  assert.ok(drawn.every((v) => v >= 0 && v < 1));
  assert.ok(Math.abs(drawn.reduce((all, v) => all + v, 0) / 2000 - 0.5) < 0.03);
});
