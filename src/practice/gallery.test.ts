import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { affineBackward, matrix, ones, row, toArray, vector } from "../affine/index";
import { judgeCells } from "./cells";
import { check, exercise, gallery, type Level, random, unseen } from "./index";
import { GRADIENTS } from "./task";

const task = {
  x: matrix([
    [2, 1],
    [1, 3],
    [3, 2],
  ]),
  W: matrix([
    [3, 2, 1, 4],
    [1, 2, 3, 2],
  ]),
  b: vector([1, 2, 1, 0.5]),
  dout: matrix([
    [1, 0, 2, 1],
    [0, 3, 1, 1],
    [2, 1, 0, 1],
  ]),
};

test("at level 2 at least 12 wrong formulas for dx and for dW have the right shape, and the values object to each", () => {
  const square = exercise(1, 2);
  for (const gradient of ["dx", "dW"] as const) {
    const { exhibits } = gallery(square, gradient);
    const fitting = exhibits.filter((each) => !each.shapeObjects);
    assert.ok(fitting.length >= 12, `${fitting.length} for ${gradient}`);
    assert.ok(fitting.every((each) => each.valuesObject));
  }
});

test("where the sizes differ, a missing bias sum is a matter of the shape", () => {
  const dout = gallery(task, "db").exhibits.find(({ formula }) => formula === "dout");
  assert.deepEqual(dout, {
    ...{ formula: "dout", shape: [3, 4], shapeObjects: true, valuesObject: true },
  });
  assert.match(inspect(gallery(task, "db")), /wrong formulas have the right shape, \(4,\)\.$/);
});

test("gallery refuses what is no gradient", () => {
  assert.throws(
    () => gallery(task, "dy" as never),
    /RangeError: gallery: gradient is the string "dy", want "dx", "dW" or "db"/,
  );
});

test("with one sample a mean, the first and the last sample cannot be told from the sum", () => {
  const one = { ...task, x: row(task.x, 0), dout: row(task.dout, 0) };
  assert.deepEqual(unseen(one).db, [
    "the mean of dout's rows",
    "dout's first row",
    "dout's last row",
  ]);
  assert.deepEqual(unseen(task).db, []);
  assert.match(inspect(unseen(one)), /^dx: 1 cannot be seen: dout·Wᵀ \/ N\.\ndW: 4 cannot/);
  assert.match(inspect(unseen(task)), /^dx: every known mistake shows\./);
});

test("with a dout of ones, leaving dout out cannot be seen", () => {
  assert.deepEqual(unseen({ ...task, dout: ones([3, 4]) }).dW, ["xᵀ·ones"]);
  assert.throws(() => unseen(null as never), /unseen: task is null, want \{ x, W, b, dout \}/);
});

test("a cell is blank, right or wrong, and two decimals are enough", () => {
  assert.deepEqual(judgeCells(task, "db", [3, null, 3.004, 4]), [
    ...["right", "blank", "right", "wrong"],
  ]);
  assert.throws(() => judgeCells(task, "db", [3]), /want 4 because db has as many/);
});

test("over 600 answers, each with random slips of the pen, all cells are right exactly where check says so", () => {
  const next = random(5);
  let wrong = 0;
  for (const level of [1, 2, 3] as Level[])
    for (let seed = 0; seed < 200; seed++) {
      const made = exercise(seed, level);
      const right = affineBackward(made.dout, made.x, made.W);
      for (const gradient of GRADIENTS) {
        const answer = right[gradient];
        const at = Math.floor(next() * answer.length);
        if (next() < 0.5) answer.data[at] += next() < 0.5 ? 0.002 : 1 + next();
        const cells = judgeCells(made, gradient, [...answer.data]);
        const verdict = check(made, { [gradient]: toArray(answer) })[gradient];
        assert.equal(
          cells.every((cell) => cell === "right"),
          verdict.kind === "right",
        );
        if (verdict.kind !== "right") wrong++;
      }
    }
  assert.ok(wrong > 300, `only ${wrong} wrong ones were tried`);
});
