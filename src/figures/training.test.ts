import assert from "node:assert/strict";
import { test } from "node:test";
import { matrix, vector } from "../affine/index";
import { planeFigure } from "./plane";
import { fitFigure, lossFigure, pointsFigure, trainingFigure } from "./training";

const trained = {
  losses: [1, 0.5, 0.25],
  answers: [
    { step: 0, out: [0, 0, 0] },
    { step: 2, out: [1, 2, 3] },
  ],
  at: [-1, 0, 1],
};

test("the loss of a long training is thinned out, its ends are kept", () => {
  const losses = Array.from({ length: 5001 }, (_, i) => 1 / (i + 1));
  const { data, layout } = lossFigure(losses);
  const { x, y } = data[0] as { x: number[]; y: number[] };
  assert.ok(x.length <= 202);
  assert.deepEqual([x[0], x[x.length - 1]], [0, 5000]);
  assert.equal(y[0], 1);
  assert.equal(layout.meta.alt, "The loss over 5000 steps: from 1 to 0.0002");
});

test("a fit has a frame for each picture, which changes the curve and not the points", () => {
  const points = [matrix([[-1], [1]]), matrix([[0.5], [2]])] as const;
  const { data, frames } = fitFigure(...points, trained);
  assert.deepEqual(
    frames.map(({ name }) => name),
    ["0", "2"],
  );
  assert.deepEqual(frames[1].data, [{ y: [1, 2, 3] }]);
  assert.deepEqual((data[0] as { y: number[] }).y, [0.5, 2]);
  assert.deepEqual((data[1] as { y: number[] }).y, [1, 2, 3]);
  assert.throws(() => fitFigure(points[0], matrix([[1]]), trained), /y is \(1, 1\), want \(2, 1\)/);
});

test("a plane shows where W's rows and b take the unit steps and the origin", () => {
  const { layout, data } = planeFigure(
    matrix([
      [2, 1],
      [0, -1],
    ]),
    vector([1, 3]),
  );
  assert.match(
    layout.meta.alt,
    /\(1, 0\) goes to \(3, 4\), \(0, 1\) to \(1, 2\), the origin to b = \(1, 3\)$/,
  );
  const arrow = data[4] as { x: number[]; y: number[] };
  assert.deepEqual(
    [arrow.x, arrow.y],
    [
      [1, 3],
      [3, 4],
    ],
  );
  assert.throws(
    () => planeFigure(matrix([[1, 2, 3]]), vector([1, 2, 3])),
    /W is \(1, 3\), want \(2, 2\)/,
  );
});

test("a training as it stands keeps its axes while the loss stays between them", () => {
  const points = [matrix([[-1], [1]]), matrix([[0.5], [2]])] as const;
  const curve = { at: [-1, 0, 1], out: [0, Number.NaN, 2] };
  const axes = (losses: number[]) => {
    const { layout } = trainingFigure(...points, curve, losses);
    return [layout.xaxis2, layout.yaxis2];
  };
  assert.deepEqual(axes([1, 0.9, 0.5]), axes([1, 0.9]));
  assert.notDeepEqual(axes([1, 0.01]), axes([1, 0.9]));
  assert.notDeepEqual(axes(new Array(60).fill(1)), axes(new Array(40).fill(1)));
  const { data, layout } = trainingFigure(...points, curve, [1, Infinity]);
  assert.deepEqual(data[1].y, [0, null, 2]);
  assert.deepEqual(data[2].y, [1, null]);
  assert.match(layout.meta.alt, /^2 points and the network's curve after 1 steps; loss ∞$/);
});

test("points to learn from are drawn one by one, with their range in words", () => {
  const { data, layout } = pointsFigure(matrix([[-1], [1]]), matrix([[0.5], [-2]]));
  assert.deepEqual(data[0].x, [-1, 1]);
  assert.deepEqual(data[0].y, [0.5, -2]);
  assert.equal(layout.meta.alt, "2 points: y from −2 to 0.5");
  assert.throws(
    () => pointsFigure(matrix([[1]]), matrix([[1, 2]])),
    /y is \(1, 2\), want \(1, 1\)/,
  );
});
