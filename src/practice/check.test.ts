import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { affineBackward, entrywise, matrix, toArray, transpose, vector } from "../affine/index";
import { check, exercise, type Level } from "./index";
import { slipResults } from "./slips";
import { GRADIENTS } from "./task";

const task = {
  x: matrix([
    [1, 2],
    [3, -1],
    [0, 1],
  ]),
  W: matrix([
    [1, -1, 2, 3],
    [4, 1, -1, 0],
  ]),
  b: vector([1, 0, 1, -1]),
  dout: matrix([
    [1, 0, 2, 1],
    [0, 3, 1, 1],
    [2, 1, 0, 1],
  ]),
};
const dx = [
  [8, 2],
  [2, 2],
  [4, 9],
];
const dW = [
  [1, 9, 5, 4],
  [4, -2, 3, 2],
];
const db = [3, 4, 3, 3];

test("right answers are right, as arrays and as ndarrays", () => {
  const kinds = (v: ReturnType<typeof check>) => GRADIENTS.map((g) => v[g].kind);
  assert.deepEqual(kinds(check(task, { dx, dW, db })), ["right", "right", "right"]);
  assert.deepEqual(kinds(check(task, affineBackward(task.dout, task.x, task.W))), [
    "right",
    "right",
    "right",
  ]);
});

test("two decimals are precise enough, a tenth is not", () => {
  const half = { ...task, dout: entrywise((v) => v / 3, task.dout) };
  assert.equal(check(half, { db: [1, 1.33, 1, 1] }).db.kind, "right");
  assert.equal(check(half, { db: [1, 1.4, 1, 1] }).db.kind, "wrong");
});

test("what is not answered is not called wrong", () => {
  assert.deepEqual(check(task).dx, { kind: "unanswered", blanks: [] });
  assert.deepEqual(check(task, { db: [3, null, 3, undefined] }).db, {
    kind: "unanswered",
    blanks: [[1], [3]],
  });
});

test("a wrong entry is named, with how far it is off and the sum to redo", () => {
  const off = dW.map((row) => [...row]);
  off[0][1] = 7;
  assert.deepEqual(check(task, { dW: off }).dW, {
    kind: "wrong",
    entries: [{ index: [0, 1], got: 7, off: -2 }],
    redo: "dW[0, 1] = Σₙ x[n, 0]·dout[n, 1] = 1·0 + 3·3 + 0·1",
  });
});

test("a transposed answer is a wrong shape, with its reason", () => {
  const verdict = check(task, { dW: transpose(matrix(dW)) }).dW;
  assert.ok(verdict.kind === "shape");
  assert.deepEqual(
    [verdict.got, verdict.want],
    [
      [4, 2],
      [2, 4],
    ],
  );
  assert.match(verdict.reasons[0], /lying on its side/);
});

test("db with a pair of brackets too many is a wrong shape", () => {
  const verdict = check(task, { db: [db] }).db;
  assert.ok(verdict.kind === "shape");
  assert.match(verdict.reasons[0], /pair of brackets too many/);
});

test("uneven rows and words are named, not thrown", () => {
  const words: unknown = [["a"]];
  assert.deepEqual(check(task, { dx: [[1, 2], [3], [4, 5]] }).dx, {
    kind: "malformed",
    message: "[1] has 1 entries, the first row has 2",
  });
  assert.match(
    inspect(check(task, { dx: words as number[][] })),
    /dx: cannot be read: \[0, 0\] is the string "a"/,
  ); // because the words are what is tested
});

test("dout for db is named, without the answer in it", () => {
  const text = inspect(check(task, { db: task.dout }));
  assert.match(text, /db: the shape is \(3, 4\), want \(4,\)\. This is dout/);
  assert.doesNotMatch(text, /3, 4, 3, 3/);
});

test("the mean for the sum is named", () => {
  const verdict = check(task, { dW: dW.map((row) => row.map((v) => v / 3)) }).dW;
  assert.ok(verdict.kind === "slip");
  assert.deepEqual(
    verdict.slips.map((slip) => slip.formula),
    ["xᵀ·dout / N"],
  );
});

test("two slips with the same result are both named", () => {
  const once = {
    ...task,
    x: matrix([[1, 2]]),
    dout: matrix([[1, 1, 1, 1]]),
    b: vector([2, 2, 2, 2]),
  };
  const verdict = check(once, { db: [2, 2, 2, 2] }).db;
  assert.ok(verdict.kind === "slip");
  assert.deepEqual(
    verdict.slips.map((slip) => slip.formula),
    ["b", "(sum of dout's rows)∘b"],
  );
});

test("a verdict shows itself in both kernels", () => {
  const shown = check(task, { dx });
  assert.equal(inspect(shown), "dx: right ✓\ndW: not answered yet.\ndb: not answered yet.");
  const bundle = (shown as unknown as Record<symbol, () => Record<string, string>>)[
    Symbol.for("Jupyter.display")
  ](); // because the method is hidden
  assert.equal(bundle["text/markdown"].split("\n\n")[0], "**dx**: right ✓");
});

test("over 3 × 1,000 exercises every slip is found as itself, and no right answer is called one", () => {
  for (const level of [1, 2, 3] as Level[])
    for (let seed = 0; seed < 1000; seed++) {
      const made = exercise(seed, level);
      const right = affineBackward(made.dout, made.x, made.W);
      for (const gradient of GRADIENTS) {
        assert.equal(check(made, { [gradient]: toArray(right[gradient]) })[gradient].kind, "right");
        if (seed % 20 > 0) continue; // all slips of a task are slow: those of every twentieth
        for (const { slip, result } of slipResults(made, gradient)) {
          const verdict = check(made, { [gradient]: result })[gradient];
          const named =
            verdict.kind === "slip"
              ? verdict.slips.map((s) => s.formula)
              : verdict.kind === "shape"
                ? verdict.reasons.join()
                : "";
          assert.ok(
            named.includes(verdict.kind === "shape" ? slip.name : slip.formula),
            `${slip.formula}, level ${level}, seed ${seed}: ${JSON.stringify(verdict)}`,
          );
        }
      }
    }
});

test("there are at least 20 slips, in every exercise", () => {
  for (const level of [1, 2, 3] as Level[]) {
    const count = GRADIENTS.flatMap((g) => slipResults(exercise(1, level), g)).length;
    assert.ok(count >= 20, `${count} at level ${level}`);
  }
});
