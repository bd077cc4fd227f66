import assert from "node:assert/strict";
import { test } from "node:test";
import {
  affineBackward,
  matrix,
  numericalGradient,
  row,
  tensor,
  toArray,
  vector,
  zeros,
} from "../affine/index";
import {
  backwardFigure,
  type Figure,
  formatNumber,
  gradientBars,
  gradientCheckFigure,
  matrixFigure,
  networkFigure,
  outerSumFigure,
  productFigure,
  sharedRange,
  stepErrorFigure,
  taskFigure,
} from "./index";
import { colourOf } from "./scale";

const x = matrix([
  [1, 2],
  [3, -1],
  [0, 1],
]);
const W = matrix([
  [1, -1, 2, 3],
  [4, 1, -1, 0],
]);
const b = vector([1, 0, 1, -1]);
const dout = matrix([
  [1, 0, 2, 1],
  [0, 3, 1, 1],
  [2, 1, 0, 1],
]);

const texts = (figure: Figure) => figure.data.map((trace) => trace.text);
const captions = (figure: Figure) =>
  (figure.layout.annotations as { text: string }[]).map((a) => a.text.replace(/<[^>]*>/g, "")); // because layout is open

test("every figure survives JSON, with NaN and infinities in it, too", () => {
  const odd = matrix([
    [Number.NaN, 1],
    [Number.POSITIVE_INFINITY, -1e300],
    [0, -0],
  ]);
  for (const input of [x, odd])
    for (const figure of [
      matrixFigure(input),
      productFigure(input, W, b),
      networkFigure(input, W, b, { dout, sample: 1 }),
      backwardFigure(input, W, b, dout),
      gradientBars(affineBackward(dout, input, W)),
      gradientCheckFigure(input, input),
      stepErrorFigure([1, 0.1], [Number.NaN, 0]),
    ])
      assert.deepEqual(JSON.parse(JSON.stringify(figure)), figure);
});

test("a matrix has its numbers in the cells, zero in the middle, row 0 on top", () => {
  const figure = matrixFigure(x, { name: "x", rows: "n: sample", columns: "d: feature" });
  const [heatmap] = figure.data;
  assert.deepEqual(heatmap.z, [
    [1, 2],
    [3, -1],
    [0, 1],
  ]);
  assert.deepEqual(heatmap.text, [
    ["1", "2"],
    ["3", "−1"],
    ["0", "1"],
  ]);
  assert.deepEqual([heatmap.zmin, heatmap.zmax], [-3, 3]);
  assert.match(JSON.stringify(figure.layout.yaxis), /"range":\[2.5,-0.5\].*"n: sample"/);
  assert.match(JSON.stringify(figure.layout.xaxis), /"d: feature"/);
});

test("NaN and infinity stand in the cells by name and have no colour", () => {
  const figure = matrixFigure(vector([1, Number.NaN, Number.NEGATIVE_INFINITY]));
  assert.deepEqual(figure.data[0].z, [[1, null, null]]);
  assert.deepEqual(captions(figure).slice(1), ["NaN", "−∞"]);
});

test("a large matrix has no numbers in its cells, an empty one says so", () => {
  assert.equal("texttemplate" in matrixFigure(zeros([13, 2])).data[0], false);
  assert.equal("texttemplate" in matrixFigure(zeros([12, 2])).data[0], true);
  assert.deepEqual(captions(matrixFigure(tensor([], [0, 3]))), ["no entries"]);
  assert.deepEqual(captions(matrixFigure(tensor([], [3, 0]))), ["no entries"]);
});

test("Figure 2 shows x, W, b once a row, and out, with their shapes", () => {
  const figure = productFigure(x, W, b);
  const names = ["x (3, 2)", "W (2, 4)", "b (4,), 3 times", "out (3, 4)"];
  assert.deepEqual(captions(figure), [...names, "·", "+", "="]);
  assert.deepEqual(figure.data[2].z, [
    [1, 0, 1, -1],
    [1, 0, 1, -1],
    [1, 0, 1, -1],
  ]);
  assert.deepEqual(figure.data[3].z, [
    [10, 1, 1, 2],
    [0, -4, 8, 8],
    [5, 1, 0, -1],
  ]);
});

test("Figure 2 is drawn for a batch of none", () => {
  assert.deepEqual(productFigure(zeros([0, 2]), W, b).data[3].z, []);
});

test("Figure 1 draws one sample: an edge a weight and a bias, nodes with x, a and z", () => {
  const figure = networkFigure(x, W, b, { sample: 2 });
  const lines = figure.data.filter((trace) => trace.mode === "lines");
  assert.equal(lines.length, 2 * 4 + 4);
  const nodes = (texts(figure).at(-1) as string[]).map((text) => text.replace(/<[^>]*>/g, " ")); // because the nodes come last
  assert.deepEqual(nodes.slice(0, 3), ["x 0  0", "x 1  1", "1"]);
  assert.deepEqual(nodes.slice(3, 7), ["a 0  5", "a 1  1", "a 2  0", "a 3  −1"]);
  assert.equal(nodes[9], "z 2  0.5");
});

test("Figure 1 with dout names each node's gradient", () => {
  const found = captions(networkFigure(x, W, b, { dout, sample: 0 })).filter((text) =>
    /^d/.test(text),
  );
  assert.deepEqual(found, ["dx0 = 8", "dx1 = 2", "da0 = 1", "da1 = 0", "da2 = 2", "da3 = 1"]);
});

test("Figure 1 names the samples there are", () => {
  assert.throws(
    () => networkFigure(x, W, b, { sample: 3 }),
    /^RangeError: row: n is 3, want a whole number from 0 to 2 because x is \(3, 2\)/,
  );
});

test("Figure 3 has each value and its gradient, in one range of colours", () => {
  const figure = backwardFigure(x, W, b, dout);
  const byName = new Map(figure.data.map((trace) => [trace.name, trace]));
  assert.deepEqual(byName.get("db")?.z, [[3, 4, 3, 3]]);
  assert.deepEqual(byName.get("dW")?.z, [
    [1, 9, 5, 4],
    [4, -2, 3, 2],
  ]);
  for (const [value, gradient] of [
    ["x", "dx"],
    ["W", "dW"],
    ["b", "db"],
  ])
    assert.equal(byName.get(value)?.zmax, byName.get(gradient)?.zmax);
});

test("the bars name each entry", () => {
  const [dx, , db] = gradientBars(affineBackward(dout, x, W)).data;
  assert.deepEqual((dx.x as string[]).slice(0, 3), ["dx[0,0]", "dx[0,1]", "dx[1,0]"]); // because traces are open
  assert.deepEqual(db.y, [3, 4, 3, 3]);
});

test("analytic and numerical gradients stand side by side, their error below", () => {
  const off = matrix([
    [1, 2],
    [4, -2],
  ]);
  const right = matrix([
    [1, 2],
    [4, -1],
  ]);
  const figure = gradientCheckFigure(off, right);
  assert.deepEqual(figure.data[0].y, [1, 2, 4, -2]);
  assert.deepEqual(figure.data[1].y, [1, 2, 4, -1]);
  assert.deepEqual(figure.data[2].y, [1e-17, 1e-17, 1e-17, 0.5]);
  assert.match(figure.layout.meta.alt, /largest relative error 0.5$/);
  const numerical = numericalGradient(() => x.get(0, 0) ** 2, x);
  assert.equal((gradientCheckFigure(x, numerical).data[1].y as number[]).length, 6); // because traces are open
});

test("errors against steps are on two logarithmic axes", () => {
  const { data, layout } = stepErrorFigure([0.1, 0.01], [1e-3, 0]);
  assert.deepEqual(data[0].y, [1e-3, 1e-17]);
  assert.match(JSON.stringify([layout.xaxis, layout.yaxis]), /"log".*"log"/);
  assert.throws(
    () => stepErrorFigure([1], []),
    /^RangeError: stepErrorFigure: errors has 0 numbers, want 1/,
  );
});

test("a shared range is symmetrical, finite and never of no width", () => {
  assert.deepEqual(sharedRange(vector([1, -5]), vector([3, Number.POSITIVE_INFINITY])), [-5, 5]);
  assert.deepEqual(sharedRange(vector([0])), [-1, 1]);
});

test("numbers are short and honest", () => {
  const short = [12, -2.5, 1 / 3, 1e300, -0, Number.NaN, 123456, 0.000123456].map((v) =>
    formatNumber(v),
  );
  assert.deepEqual(short, ["12", "−2.5", "0.3333", "1e+300", "0", "NaN", "123456", "0.0001235"]);
});

test("colours run from purple through near white to orange", () => {
  assert.equal(colourOf(-2, [-2, 2]), "rgb(45, 0, 75)");
  assert.equal(colourOf(0, [-2, 2]), "rgb(247, 247, 247)");
  assert.equal(colourOf(9, [-2, 2]), "rgb(127, 59, 8)");
});

test("a figure of something else names what it got", () => {
  const notATensor: unknown = [[1, 2]];
  assert.throws(
    () => matrixFigure(notATensor as typeof x), // because the error for it is what is tested
    /^TypeError: matrixFigure: a is an array of 1, want a float64 ndarray: write matrix/,
  );
});

test("a network of gradients has them in the places of the values, on its edges too, and none where there is none", () => {
  const figure = networkFigure(x, W, b, { dout, sample: 0, gradients: true });
  const { dx, dW, db } = affineBackward(row(dout, 0), row(x, 0), W);
  const edges = figure.data.find((trace) =>
    (trace.hovertext as string[] | undefined)?.[0]?.startsWith("dW"),
  );
  const shown = ((edges?.hovertext ?? []) as string[]).map((text) => Number(text.split(" = ")[1]));
  assert.deepEqual(shown, [...(toArray(dW) as number[][]).flat(), ...(toArray(db) as number[])]);
  assert.match(figure.layout.meta.alt, /^Network, gradients: dx0 = /);
  assert.match(figure.layout.meta.alt, /z0 has none/);
  assert.ok(
    figure.layout.meta.alt.includes(`dx1 = ${formatNumber((toArray(dx) as number[][])[0][1])}`),
  );
  assert.throws(() => networkFigure(x, W, b, { gradients: true }), /want dout with it/);
});

test("dW is drawn as one outer product a sample, in one range of colours, and their sum", () => {
  const { data, layout } = outerSumFigure(x, dout);
  assert.equal(data.length, 4);
  assert.deepEqual(data[0].z, [
    [1, 0, 2, 1],
    [2, 0, 4, 2],
  ]);
  assert.deepEqual(data[3].z, toArray(affineBackward(dout, x, W).dW));
  assert.equal(new Set(data.map((trace) => trace.zmax)).size, 1);
  assert.deepEqual(
    (layout.annotations as { text: string }[]).map((a) => a.text).filter((t) => /^[+=]$/.test(t)),
    ["+", "+", "="],
  ); // because layout is open
  assert.throws(() => outerSumFigure(x, row(dout, 0)), /dout is \(1, 4\), want \(3, H\)/);
  assert.throws(
    () => outerSumFigure(zeros([6, 2]), zeros([6, 1])),
    /x has 6 rows, want 1 to 5: each is a picture/,
  );
});

test("what is given in an exercise stands side by side, an image flattened", () => {
  const images = tensor([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]);
  const { data, layout } = taskFigure(images, zeros([4, 3]), vector([1, 2, 3]), zeros([2, 3]));
  assert.deepEqual(data[0].z, [
    [1, 2, 3, 4],
    [5, 6, 7, 8],
  ]);
  assert.deepEqual(data[2].z, [[1, 2, 3]]);
  assert.match(layout.meta.alt, /x: float64, shape \(2, 2, 2\)/);
});
