import assert from "node:assert/strict";
import { test } from "node:test";
import { Affine, matrix, randomAffine, Sigmoid, toArray, vector, wave, zeros } from "../index";
import { check } from "../practice/check";
import { exercise } from "../practice/exercise";
import { PracticeBoard, practiceBoard } from "./practice-board";
import { fakeKernel, shown } from "./testing";
import { TrainingView, watchTraining } from "./watch-training";

const VIEW = "application/vnd.jupyter.widget-view+json";

/** Runs f without what a view prints where there is no kernel; returns what f does. */
function quietly<T>(f: () => T): T {
  const { log } = console;
  console.log = () => {};
  try {
    return f();
  } finally {
    console.log = log;
  }
}

test("what is typed on the board is in value, and check gives it the board's verdict", () => {
  const { kernel, heard } = fakeKernel();
  const task = exercise(1, 1);
  const board = new PracticeBoard(kernel, task);
  const id = shown(board)[VIEW].model_id ?? "";
  assert.deepEqual(board.value.db, [null, null, null, null]);
  const { dx, dW } = board.value;
  const texts = {
    dx: dx.flat().map(() => ""),
    dW: dW.flat().map(() => ""),
    db: ["2", "1", "1", ""],
  };
  heard(id, { method: "update", state: { texts } });
  assert.deepEqual(board.value.db, [2, 1, 1, null]);
  assert.equal(check(task, board.value).db.kind, "unanswered");
  heard(id, { method: "update", state: { texts: { ...texts, db: ["2", "1", "1", "-2"] } } });
  assert.equal(check(task, board.value).db.kind, "right");
});

test("a board refuses what is no task, and one with more cells than anyone would fill", () => {
  assert.throws(() => practiceBoard(null as never), /practiceBoard: task is null, want/);
  const wide = {
    ...{ x: zeros([2, 40]), W: zeros([40, 2]), b: vector([0, 0]), dout: zeros([2, 2]) },
  };
  assert.throws(() => practiceBoard(wide), /practiceBoard: dx has 80 entries, want 1 to 36/);
  assert.throws(
    () => practiceBoard({ ...wide, dout: zeros([3, 2]) }),
    /dout is \(3, 2\), want \(2, 2\)/,
  );
});

test("a training that is watched leaves the network given as it is, and has the trained one in value", () => {
  const { x, y } = wave(4, 12);
  const network = [randomAffine(4, 1, 3, 2), new Sigmoid(), randomAffine(5, 3, 1, 1)];
  const view = quietly(() => watchTraining(network, x, y, 0.1));
  assert.equal(view.value.steps, 0);
  assert.equal(view.value.rate, 0.1);
  const [first] = view.value.network as [Affine]; // because the first layer given is one
  assert.notEqual(first, network[0]);
  assert.deepEqual(toArray(first.W), toArray((network[0] as Affine).W)); // because it is one
});

test("what the front end has trained is in value", () => {
  const { kernel, heard } = fakeKernel();
  const { x, y } = wave(4, 12);
  const rows = (a: typeof x) => toArray(a) as number[][]; // because both have two axes
  const layers = [{ W: [[2]], b: [[1]] }];
  const state = { x: rows(x), y: rows(y), start: layers, layers, rate: 1, losses: [3] };
  const view = new TrainingView(kernel, state);
  const id = shown(view)[VIEW].model_id ?? "";
  const next = { losses: [3, "Infinity"], layers: [{ W: [["NaN"]], b: [[0]] }], rate: 2 };
  heard(id, { method: "update", state: next });
  const { rate, steps, loss, network } = view.value;
  assert.deepEqual([rate, steps, loss], [2, 1, Infinity]);
  assert.ok(network[0] instanceof Affine && Number.isNaN((network[0].W as typeof x).get(0, 0))); // because it was made of a matrix
});

test("a training names what it was given in place of a network, data or a rate", () => {
  const { x, y } = wave(4, 12);
  const network = [randomAffine(4, 1, 1, 1)];
  assert.throws(() => watchTraining([], x, y, 1), /watchTraining: network is an array of 0, want/);
  assert.throws(() => watchTraining(network, x, y, 0), /rate is 0, want a number above 0/);
  assert.throws(
    () => watchTraining(network, matrix([[1, 2]]), y, 1),
    /watchTraining: x is \(1, 2\), want \(N, 1\)/,
  );
  assert.throws(
    () => watchTraining(network, x, matrix([[1]]), 1),
    /y is \(1, 1\), want \(12, 1\) because x is \(12, 1\)/,
  );
});
