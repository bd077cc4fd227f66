import assert from "node:assert/strict";
import { test } from "node:test";
import {
  Affine,
  gradientError,
  matrix,
  numericalGradient,
  Sigmoid,
  toArray,
  vector,
} from "../affine/index";
import { wave } from "./data";
import {
  backwardThrough,
  curveNetwork,
  forwardThrough,
  meanSquare,
  meanSquareBackward,
  predictedDrop,
  randomAffine,
  stepInto,
  train,
} from "./train";

const { x, y } = wave(1, 9);
const fresh = () => [randomAffine(1, 1, 4, 3), new Sigmoid(), randomAffine(2, 4, 1, 1)] as const;

test("the loss is the mean of the squares, its gradient twice the distance over N", () => {
  const [out, goal] = [matrix([[1], [4], [2]]), matrix([[0], [2], [5]])];
  assert.equal(meanSquare(out, goal), (1 + 4 + 9) / 3);
  assert.deepEqual(toArray(meanSquareBackward(out, goal)), [[2 / 3], [4 / 3], [-2]]);
});

test("the gradients of a whole network are those of central differences", () => {
  const network = fresh();
  const loss = () => meanSquare(forwardThrough(network, x), y);
  backwardThrough(network, meanSquareBackward(forwardThrough(network, x), y));
  for (const layer of [network[0], network[2]])
    for (const [gradient, at] of [
      [layer.dW, layer.W],
      [layer.db, layer.b],
    ] as const) {
      assert.ok(gradient);
      assert.ok(gradientError(gradient, numericalGradient(loss, at)) < 1e-6);
    }
});

test("a step moves each weight by the rate times its gradient, against it", () => {
  const layer = new Affine(matrix([[2]]), vector([1]));
  layer.forward(matrix([[3]]));
  layer.backward(matrix([[10]])); // dW = 30, db = 10
  assert.equal(predictedDrop([layer], 0.1), 0.1 * (900 + 100));
  stepInto([layer], 0.1);
  assert.deepEqual([toArray(layer.W), toArray(layer.b)], [[[-1]], [0]]);
});

test("the drop of a step comes the closer to the predicted one, the shorter the step", () => {
  const off = [1e-2, 1e-3, 1e-4].map((rate) => {
    const network = fresh();
    const out = forwardThrough(network, x);
    backwardThrough(network, meanSquareBackward(out, y));
    const predicted = predictedDrop(network, rate);
    stepInto(network, rate);
    return Math.abs(
      (meanSquare(out, y) - meanSquare(forwardThrough(network, x), y)) / predicted - 1,
    );
  });
  assert.ok(off[1] < off[0] / 5 && off[2] < off[1] / 5, String(off));
});

test("a training lowers the loss, and keeps what the network answered on its way", () => {
  const history = train(fresh(), x, y, 0.2, 300);
  assert.equal(history.losses.length, 301);
  assert.ok(history.losses[300] < history.losses[0] / 5);
  assert.equal(history.answers[0].step, 0);
  assert.equal(history.answers[history.answers.length - 1].step, 300);
  assert.ok(history.answers.length >= 15 && history.answers.length <= 21);
  for (const { out } of history.answers) assert.equal(out.length, history.at.length);
});

test("the same seed gives the same data, the same layer and the same training; another seed others", () => {
  const run = (seed: number) =>
    train([randomAffine(seed, 1, 1, 1)], wave(seed, 5).x, wave(seed, 5).y, 0.1, 3).losses;
  assert.deepEqual(run(3), run(3));
  assert.notDeepEqual(run(3), run(4));
});

test("a network for a curve has one number in and one out, and starts as its seed says", () => {
  const [first, , second] = curveNetwork(4, 3);
  assert.deepEqual(
    [[...Array.from(first.W.shape)], [...Array.from(second.W.shape)]],
    [
      [1, 3],
      [3, 1],
    ],
  );
  assert.deepEqual(first.W, randomAffine(4, 1, 3, 4).W);
  assert.throws(() => curveNetwork(4, 0), /curveNetwork: H is 0, want a whole number from 1 up/);
});

test("a training tells after each step how far it is", () => {
  const told: number[][] = [];
  train(fresh(), x, y, 0.1, 3, (...progress) => told.push(progress));
  assert.deepEqual(told, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test("what cannot be done says so", () => {
  assert.throws(() => wave(1, 1), /wave: count is .*want a whole number from 2 up/);
  assert.throws(
    () => train(fresh(), x, y, 0.1, 0),
    /train: steps is .*want a whole number from 1 up/,
  );
  assert.throws(
    () => train(fresh(), matrix([[1, 2]]), y, 0.1, 1),
    /train: x is \(1, 2\), want \(N, 1\)/,
  );
  assert.throws(() => stepInto(fresh(), 0.1), /stepInto: backward has not run yet/);
});
