import assert from "node:assert/strict";
import { test } from "node:test";
import { affineBackward, matrix, tensor, toArray, vector } from "../affine/index";
import { check } from "../practice/check";
import { exercise } from "../practice/exercise";
import { blocks } from "./parts/blocks";
import { answersOf, blankTexts, entriesOf, packTensor, taskOf, unpackTensor } from "./task-state";

const task = {
  x: tensor([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], [2, 3, 2]),
  W: matrix([[1], [0], [2], [0], [0], [1]]),
  b: vector([3]),
  dout: matrix([[1], [-2]]),
};

test("a tensor of any rank comes back as it went, NaN and infinities too", () => {
  const a = tensor([1, Number.NaN, Infinity, -0.5], [2, 1, 2]);
  const back = unpackTensor(JSON.parse(JSON.stringify(packTensor(a))));
  assert.deepEqual(toArray(back), toArray(a));
});

test("a vector and a matrix are one table, three axes a table a sample", () => {
  assert.deepEqual(blocks([4]), [{ prefix: [], rows: 1, columns: 4, offset: 0 }]);
  assert.deepEqual(blocks([2, 3]), [{ prefix: [], rows: 2, columns: 3, offset: 0 }]);
  assert.deepEqual(blocks([2, 3, 4]), [
    { prefix: [0], rows: 3, columns: 4, offset: 0 },
    { prefix: [1], rows: 3, columns: 4, offset: 12 },
  ]);
});

test("texts are numbers where they can be read, and null where not", () => {
  assert.deepEqual(entriesOf(["1", "", " −2.5 ", "abc", "1,5"]), [1, null, -2.5, null, null]);
});

test("what is typed has the shape of the gradient, and check judges it", () => {
  const texts = blankTexts(task);
  assert.deepEqual(answersOf(task, texts).dx, [
    [
      [null, null],
      [null, null],
      [null, null],
    ],
    [
      [null, null],
      [null, null],
      [null, null],
    ],
  ]);
  assert.equal(check(task, answersOf(task, texts)).dx.kind, "unanswered");
  const right = affineBackward(task.dout, task.x, task.W);
  const typed = { ...texts, dx: Array.from(right.dx.data, String), db: ["2"] };
  const verdicts = check(task, answersOf(task, typed));
  assert.equal(verdicts.dx.kind, "right");
  assert.equal(verdicts.dW.kind, "unanswered");
  assert.equal(verdicts.db.kind, "slip"); // N, as if dout were ones
});

test("a board's numbers are those of the exercise", () => {
  const made = exercise(3, 3);
  const given = { x: made.x, W: made.W, b: made.b, dout: made.dout };
  const packed = Object.fromEntries(
    Object.entries(given).map(([name, a]) => [name, packTensor(a)]),
  ) as Parameters<typeof taskOf>[0]; // because fromEntries forgets the names
  for (const name of ["x", "W", "b", "dout"] as const)
    assert.deepEqual(toArray(taskOf(packed)[name]), toArray(given[name]));
});
