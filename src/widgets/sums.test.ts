import assert from "node:assert/strict";
import { test } from "node:test";
import { pack, results, unpack } from "./state";
import { sumOf } from "./sums";

// N = 2, D = 3, H = 4
const inputs = {
  x: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  W: [
    [1, 0, -1, 2],
    [3, 1, 0, -2],
    [0, 2, 1, 1],
  ],
  b: [[1, -1, 2, 0]],
  dout: [
    [1, 2, 0, -1],
    [3, 0, 1, 2],
  ],
};

test("the sum behind every number makes that number", () => {
  const made = results(inputs);
  let sums = 0;
  for (const name of ["out", "dx", "dW", "db"] as const)
    made[name].forEach((row, r) => {
      row.forEach((value, c) => {
        const sum = sumOf(name, [r, c], inputs);
        const total = sum?.terms.reduce(
          (all, { values }) => all + values.reduce((p, v) => p * v, 1),
          0,
        );
        assert.equal(total, value, `${name}[${r}, ${c}]`);
        sums++;
      });
    });
  assert.equal(sums, 8 + 6 + 12 + 4);
});

test("a sum names the cells that it is made of", () => {
  const sum = sumOf("dW", [2, 1], inputs);
  assert.deepEqual(sum?.cells, {
    x: [
      [0, 2],
      [1, 2],
    ],
    dout: [
      [0, 1],
      [1, 1],
    ],
    dW: [[2, 1]],
  });
  assert.deepEqual(sum?.terms[1].names, ["x[1, 2]", "dout[1, 1]"]);
});

test("dW and db can be counted over the first samples alone", () => {
  assert.equal(sumOf("dW", [0, 0], inputs, 1)?.terms.length, 1);
  assert.equal(sumOf("db", [0, 3], inputs, 1)?.terms.length, 1);
  assert.equal(sumOf("dx", [0, 0], inputs, 1)?.terms.length, 4);
});

test("an input is no sum", () => {
  assert.equal(sumOf("x", [0, 0], inputs), null);
});

test("NaN and the infinities come back from the form that JSON can carry", () => {
  const values = [[1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]];
  assert.deepEqual(unpack(JSON.parse(JSON.stringify(pack(values)))), values);
});
