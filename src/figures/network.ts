import { row } from "../affine/arrange";
import { requireShape, requireTensor, shapeText } from "../affine/check";
import { affineBackward, affineForward } from "../affine/layer";
import { sigmoid } from "../affine/sigmoid";
import type { TensorLike } from "../affine/tensor";
import { flatCopy } from "../affine/tensor";
import { type Figure, figure, INK, label, type Trace } from "./figure";
import { formatNumber, sharedRange } from "./number";
import { colourOf } from "./scale";

export interface NetworkOptions {
  /** Which row of x is drawn, from 0. */
  sample?: number;
  /** Gradient of the loss by a, shape (N, H): with it each node and edge shows its gradient, too. */
  dout?: TensorLike;
  /** Gradients in the places of the values: on a node its own, on an edge that of its weight. dout has to be given. */
  gradients?: boolean;
}

interface Node {
  text: string;
  /** null: there is none to show, which is not 0. */
  value: number | null;
  gradient?: number;
  x: number;
  y: number;
}

interface Edge {
  text: string;
  from: Node;
  to: Node;
  weight: number;
}

/** Where the layers stand, from left to right: x, a, z, y. */
const AT = { x: 0, a: 1, z: 1.75, y: 2.3 };

/**
 * x → W, b → a → h() → z → y for one sample, h being the sigmoid: Figure 1 of the lesson. An edge takes its colour and
 * width from its weight; the node of a constant 1 carries the bias.
 *
 * @param x float64, shape (N, D)
 * @param W float64, shape (D, H)
 * @param b float64, shape (H,)
 * @throws what affineForward throws; RangeError if there is no such sample
 */
export function networkFigure(
  x: TensorLike,
  W: TensorLike,
  b: TensorLike,
  options: NetworkOptions = {},
): Figure {
  const { sample = 0, dout, gradients = false } = options;
  requireTensor("networkFigure", "x", x);
  requireTensor("networkFigure", "W", W);
  requireTensor("networkFigure", "b", b);
  const one = row(x, sample);
  const out = affineForward(one, W, b);
  const grads = dout && gradientsOf(x, W, out.shape[1], dout, sample);
  if (gradients && !grads)
    throw new TypeError("networkFigure: gradients is true, want dout with it: they start there");
  const asGradients = gradients && grads ? grads : null;
  const values = nodesOf(one, out, grads);
  const nodes = asGradients ? gradientNodes(values) : values;
  const edges = edgesOf(nodes, asGradients?.dW ?? W, asGradients?.db ?? b, asGradients ? "d" : "");
  const range = asGradients
    ? sharedRange(asGradients.dx, asGradients.dW, asGradients.db, asGradients.da)
    : sharedRange(one, W, b, out);
  const tallest = Math.max(nodes.x.length, nodes.a.length);
  const all = [...nodes.x, ...nodes.a, ...nodes.z];
  const said = all.map(
    (n) => `${plain(n.text)} ${n.value === null ? "has none" : `= ${formatNumber(n.value)}`}`,
  );
  const what = asGradients ? ", gradients of the loss" : dout ? ", gradients in italics" : "";
  return figure(
    `x → W, b → a → h() → z → y, sample ${sample}${what}`,
    `Network${asGradients ? ", gradients" : ""}: ${said.join(", ")}`,
    130 + 84 * tallest,
    [...edges.map((edge) => edgeTrace(edge, range)), edgeNames(edges), nodeTrace(all, range)],
    {
      xaxis: { range: [-0.35, 2.45], visible: false, fixedrange: true },
      yaxis: { range: [tallest / 2 + 0.1, -tallest / 2 - 0.3], visible: false, fixedrange: true },
      margin: { l: 10, r: 10, t: 50, b: 10 },
      annotations: [
        ...headings(tallest),
        ...arrows(nodes),
        ...(asGradients ? [] : gradientLabels(all)),
      ],
    },
  );
}

function gradientsOf(x: TensorLike, W: TensorLike, H: number, dout: TensorLike, sample: number) {
  requireTensor("networkFigure", "dout", dout);
  requireShape("networkFigure", "dout", dout, [x.shape[0], H], `x is ${shapeText(x.shape)}`);
  const da = row(dout, sample);
  return { da, ...affineBackward(da, row(x, sample), W) };
}

/** The nodes of each layer, centred in height; the constant 1 of the bias comes last in x. */
function nodesOf(
  one: TensorLike,
  out: TensorLike,
  grads: ReturnType<typeof gradientsOf> | undefined,
): Layers {
  const column = (
    name: string,
    at: number,
    values: ArrayLike<number>,
    by?: ArrayLike<number>,
  ): Node[] =>
    Array.from(values, (value, i) => ({
      text: `${name}<sub>${i}</sub>`,
      value,
      gradient: by?.[i],
      x: at,
      y: i - (values.length - 1) / 2,
    }));
  const inputs = column("x", AT.x, [...flatCopy(one), 1], grads && flatCopy(grads.dx));
  inputs[inputs.length - 1].text = "1";
  return {
    x: inputs,
    a: column("a", AT.a, flatCopy(out), grads && flatCopy(grads.da)),
    z: column("z", AT.z, flatCopy(sigmoid(out))),
  };
}

interface Layers {
  x: Node[];
  a: Node[];
  z: Node[];
}

/** The same nodes with their gradients. h() lies behind dout, so z has none. */
function gradientNodes({ x, a, z }: Layers): Layers {
  const own = (node: Node): Node => ({
    ...node,
    text: `d${node.text}`,
    value: node.gradient ?? null,
  });
  return {
    x: [...x.slice(0, -1).map(own), x[x.length - 1]],
    a: a.map(own),
    z: z.map((node) => ({ ...node, value: null })),
  };
}

function edgesOf(nodes: Layers, W: TensorLike, b: TensorLike, mark: string): Edge[] {
  const [weights, biases] = [flatCopy(W), flatCopy(b)];
  const bias = nodes.x.length - 1;
  return nodes.x.flatMap((from, d) =>
    nodes.a.map((to, j) => ({
      text: `${mark}${d === bias ? `b[${j}]` : `W[${d}, ${j}]`}`,
      from,
      to,
      weight: d === bias ? biases[j] : weights[d * biases.length + j],
    })),
  );
}

function edgeTrace({ from, to, weight }: Edge, range: [number, number]): Trace {
  const strong = Number.isFinite(weight) ? Math.abs(weight) / range[1] : 0;
  return {
    type: "scatter",
    mode: "lines",
    x: [from.x, to.x],
    y: [from.y, to.y],
    hoverinfo: "skip",
    // A pale line would vanish on white and on black: the colour is at least a third of the way to its end.
    line: {
      color:
        weight === 0 ? INK : colourOf(Math.sign(weight) * range[1] * (0.35 + 0.65 * strong), range),
      width: 1 + 6 * strong,
      dash: weight === 0 ? "dot" : "solid",
    },
  };
}

/** The weights, written near the start of their edges, where those do not meet yet. */
function edgeNames(edges: Edge[]): Trace {
  const along = 0.2;
  return {
    type: "scatter",
    mode: "text",
    x: edges.map(({ from, to }) => from.x + (to.x - from.x) * along),
    y: edges.map(({ from, to }) => from.y + (to.y - from.y) * along - 0.07),
    text: edges.map(({ weight }) => formatNumber(weight)),
    textfont: { size: 11 },
    hovertext: edges.map(({ text, weight }) => `${text} = ${weight}`),
    hoverinfo: "text",
  };
}

function nodeTrace(nodes: Node[], range: [number, number]): Trace {
  return {
    type: "scatter",
    mode: "markers+text",
    x: nodes.map((node) => node.x),
    y: nodes.map((node) => node.y),
    text: nodes.map((node) =>
      node.text === "1" || node.value === null
        ? node.text
        : `${node.text}<br>${formatNumber(node.value, 3)}`,
    ),
    textfont: { color: nodes.map((node) => inkOn(node.value ?? Number.NaN, range)), size: 13 },
    hovertext: nodes.map((node) => `${plain(node.text)} = ${node.value ?? "none"}`),
    hoverinfo: "text",
    marker: {
      size: 54,
      color: nodes.map((node) => colourOf(node.value ?? Number.NaN, range)),
      line: { color: INK, width: 1.5 },
    },
  };
}

/** Black or white, whichever reads better on the node's colour. */
function inkOn(value: number, range: [number, number]): string {
  const [r, g, b] = (colourOf(value, range).match(/\d+/g) ?? []).map(Number);
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? "#1a1a1a" : "#ffffff";
}

function gradientLabels(nodes: Node[]): Record<string, unknown>[] {
  return nodes
    .filter((node) => node.gradient !== undefined)
    .map((node) =>
      label(`<i>d${node.text} = ${formatNumber(node.gradient as number)}</i>`, node.x, node.y, {
        xref: "x",
        yref: "y",
        yshift: -37,
      }),
    ); // because the filter has left out those without
}

function headings(tallest: number): Record<string, unknown>[] {
  const at = (text: string, x: number) =>
    label(text, x, -tallest / 2 - 0.15, { xref: "x", yref: "y", font: { size: 14 } });
  return [
    at("<b>x</b>", AT.x),
    at("<b>W, b</b>", (AT.x + AT.a) / 2),
    at("<b>a</b>", AT.a),
    at("<b>h()</b>", (AT.a + AT.z) / 2),
    at("<b>z</b>", AT.z),
    at("<b>y</b>", AT.y),
  ];
}

/** From each a through h() to z, and on to y. */
function arrows(nodes: Layers): Record<string, unknown>[] {
  const arrow = (y: number, from: number, to: number) => ({
    ...label("", to, y, { xref: "x", yref: "y", axref: "x", ayref: "y" }),
    ...{ ax: from, ay: y, showarrow: true, arrowhead: 2, arrowwidth: 1.5 },
  });
  return nodes.a.flatMap(({ y }, j) => [
    label(`y<sub>${j}</sub>`, AT.y, y, { xref: "x", yref: "y" }),
    arrow(y, AT.a + 0.16, AT.z - 0.16),
    arrow(y, AT.z + 0.16, AT.y - 0.07),
  ]);
}

function plain(text: string): string {
  return text.replace(/<[^>]*>/g, "");
}
