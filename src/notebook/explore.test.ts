import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { matrix, toArray, vector, zeros } from "../affine/index";
import { explore } from "./explore";
import { fakeKernel, shown } from "./testing";
import { View } from "./view";

const x = matrix([
  [1, 2, 3],
  [4, 5, 6],
]);
const W = zeros([3, 4]) as typeof x; // because a shape of two is a matrix
const b = vector([1, 2, 3, 4]);
const ones = [
  [1, 1, 1, 1],
  [1, 1, 1, 1],
];

const inputs = {
  x: toArray(x) as number[][],
  W: toArray(W) as number[][],
  b: [[1, 2, 3, 4]],
  dout: ones,
};

test("without a kernel a view is a still picture with its reason, printed as text in plain Node", () => {
  const printed: string[] = [];
  const { log } = console;
  console.log = (text: string) => void printed.push(text);
  try {
    const view = explore({ x, W, b });
    assert.match(printed.join(), /^\[Chart: .*\]\nA still picture: run this cell/s);
    assert.match(inspect(view), /A still picture/);
    assert.deepEqual(toArray(view.value.dout), ones);
  } finally {
    console.log = log;
  }
});

test("with a kernel each output is the same model, with a still picture beside it", () => {
  const { kernel, sent } = fakeKernel();
  const view = new View(kernel, "product", inputs);
  const [first, second] = [shown(view), shown(view)];
  const mime = "application/vnd.jupyter.widget-view+json";
  assert.equal(first[mime].model_id, second[mime].model_id);
  assert.ok(first["application/vnd.plotly.v1+json"]);
  const state = sent.find(({ id }) => id === first[mime].model_id)?.data.state as Record<
    string,
    unknown
  >;
  assert.equal(state.kind, "product");
  assert.deepEqual(state.b, [[1, 2, 3, 4]]);
});

test("a view carries its whole state, for a page without a kernel, as it is when it is shown", () => {
  const { kernel, heard } = fakeKernel();
  const view = new View(kernel, "product", inputs);
  const id = shown(view)["application/vnd.jupyter.widget-view+json"].model_id ?? "";
  heard(id, { method: "update", state: { b: [[9, 8, 7, "NaN"]] } });
  const form: unknown = shown(view)["application/vnd.affine-notebooks.view+json"];
  const state = { kind: "product", ...inputs, b: [[9, 8, 7, "NaN"]] };
  assert.deepEqual(form, { kind: "product", state });
});

test("what the front end changes is in value, and a page that was reloaded gets it", () => {
  const { kernel, sent, heard } = fakeKernel();
  const view = new View(kernel, "network", inputs);
  const id = shown(view)["application/vnd.jupyter.widget-view+json"].model_id ?? "";
  heard(id, { method: "update", state: { b: [[9, 8, 7, "NaN"]] } });
  assert.deepEqual(toArray(view.value.b), [9, 8, 7, Number.NaN]);
  heard(id, { method: "request_state" });
  const last = sent[sent.length - 1].data as { method: string; state: Record<string, unknown> };
  assert.equal(last.method, "update");
  assert.deepEqual(last.state.b, [[9, 8, 7, "NaN"]]);
});

test("set tells the front end, and refuses another shape without changing anything", () => {
  const { kernel, sent } = fakeKernel();
  const view = new View(kernel, "network", inputs);
  shown(view);
  view.set({ b: vector([0, 0, 0, 5]) });
  assert.deepEqual(sent[sent.length - 1].data.state, { b: [[0, 0, 0, 5]] });
  assert.throws(
    () => view.set({ b: vector([1]), x: matrix([[1, 1, 1]]) }),
    /view\.set: x is \(1, 3\), want \(2, 3\) because a view keeps its shapes/,
  );
  assert.deepEqual(toArray(view.value.b), [0, 0, 0, 5]);
});

test("the comm is closed when the last picture is gone, and another is opened for the next", () => {
  const { kernel, heard, open } = fakeKernel();
  const view = new View(kernel, "plane", { ...inputs });
  const plane = new View(kernel, "product", inputs);
  const id = shown(plane)["application/vnd.jupyter.widget-view+json"].model_id ?? "";
  heard(id, { method: "custom", content: { gone: true } });
  assert.equal(open.has(id), false);
  assert.notEqual(shown(plane)["application/vnd.jupyter.widget-view+json"].model_id, id);
  assert.ok(view);
});

test("bad inputs are refused by name", () => {
  assert.throws(() => explore(null as never), /explore: inputs is null, want \{ x, W, b \}/);
  assert.throws(
    () => explore({ x, W, b }, "film" as never),
    /explore: kind is .*want one of "network"/,
  );
  assert.throws(() => explore({ x, W: b, b }), /W is \(4,\)/);
  assert.throws(() => explore({ x, W, b, dout: x }), /dout is \(2, 3\)/);
  assert.throws(() => explore({ x, W, b }, "plane"), /W is \(3, 4\), want \(2, 2\)/);
  const wide = { x: zeros([2, 40]), W: zeros([40, 2]), b: vector([0, 0]) };
  assert.throws(() => explore(wide), /x is \(2, 40\), want 1 to 12 rows and columns/);
});
