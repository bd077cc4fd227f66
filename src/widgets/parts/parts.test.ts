import assert from "node:assert/strict";
import { test } from "node:test";
import { Edits } from "./edits";
import { formulaText } from "./formula";
import { fieldText, readBlock, readNumber } from "./number";

test("a number is read as readers type it", () => {
  for (const [text, value] of [
    [" 2 ", 2],
    ["-1.5", -1.5],
    ["−1.5", -1.5],
    [".5", 0.5],
    ["5.", 5],
    ["2e-3", 0.002],
    ["+4", 4],
  ] as const)
    assert.deepEqual(readNumber(text), { ok: true, value });
});

test("what is no number says why", () => {
  const why = (text: string) => {
    const read = readNumber(text);
    return read.ok ? "" : read.why;
  };
  assert.equal(why("abc"), "“abc” is not a number");
  assert.equal(why("1/2"), "“1/2” is not a number");
  assert.equal(why("0x10"), "“0x10” is not a number");
  assert.equal(why("  "), "it is empty");
  assert.equal(why("1e999"), "“1e999” is too large for a float64");
  assert.equal(why("1,5"), "“1,5” has a comma; a decimal point is wanted");
});

test("a field's text is the number, to the last digit", () => {
  for (const value of [0.1 + 0.2, -1e-7, 123456789.5])
    assert.equal(Number(fieldText(value)), value);
  assert.equal(fieldText(-0), "0");
});

test("a block is read from a spreadsheet, a CSV, or NumPy's brackets", () => {
  const rows = [
    ["1", "2"],
    ["3", "4"],
  ];
  assert.deepEqual(readBlock("1\t2\r\n3\t4\r\n"), rows);
  assert.deepEqual(readBlock("1;2\n3;4"), rows);
  assert.deepEqual(readBlock("1, 2\n3, 4"), rows);
  assert.deepEqual(readBlock("[[1 2]\n [3 4]]"), rows);
  assert.deepEqual(readBlock("7"), [["7"]]);
});

test("undo goes back a state at a time, redo forth, reset to the first and can be undone", () => {
  const edits = new Edits(0);
  assert.deepEqual([edits.canUndo, edits.canRedo], [false, false]);
  edits.push(1);
  edits.push(2);
  assert.equal(edits.undo(), 1);
  assert.equal(edits.redo(), 2);
  assert.equal(edits.reset(), 0);
  assert.equal(edits.undo(), 2);
  edits.push(3);
  assert.equal(edits.canRedo, false);
});

test("a drag is one change: states with one mark are one", () => {
  const edits = new Edits(0);
  for (const value of [1, 2, 3]) edits.push(value, "drag W[0, 1]");
  edits.push(4, "drag W[0, 0]");
  assert.equal(edits.undo(), 3);
  assert.equal(edits.undo(), 0);
});

test("after 200 changes the first state is still there for reset", () => {
  const edits = new Edits(0);
  for (let i = 1; i <= 300; i++) edits.push(i);
  assert.equal(edits.reset(), 0);
});

test("a sum is written in letters, then in numbers, negative ones in brackets", () => {
  const terms = [
    { names: ["x[0, 0]", "W[0, 1]"], values: [2, -3] },
    { names: ["b[1]"], values: [0.5] },
  ];
  assert.equal(
    formulaText("out[0, 1]", terms, -5.5),
    "out[0, 1] = x[0, 0]·W[0, 1] + b[1] = 2·(−3) + 0.5 = −5.5",
  );
});
