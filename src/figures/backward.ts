import { zeros } from "../affine/arrange";
import { requireTensor, shapeText } from "../affine/check";
import { tensorText } from "../affine/inspect";
import { affineBackward, affineForward } from "../affine/layer";
import type { TensorLike } from "../affine/tensor";
import { type Figure, figure, INK, label } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, gridOf, type Panel } from "./panel";

/** An edge of the graph: its value, its gradient, and where it stands (the middle of the edge). */
interface Edge {
  name: string;
  value: TensorLike;
  gradient: TensorLike;
  gradientName: string;
  at: readonly [number, number];
}

/** The way back has its own colour, beside its dashes. */
const BACK = "#d55e00";

/** The two nodes of the graph. */
const DOT = [0.38, 0.5] as const;
const PLUS = [0.68, 0.5] as const;

/**
 * The graph of out = x·W + b with the value above each edge and its gradient beneath, shapes written: Figure 3 of the
 * lesson. A value and its gradient share one range of colours.
 *
 * @param x float64, shape (N, D)
 * @param W float64, shape (D, H)
 * @param b float64, shape (H,)
 * @param dout float64, shape (N, H)
 * @throws what affineForward and affineBackward throw
 */
export function backwardFigure(
  x: TensorLike,
  W: TensorLike,
  b: TensorLike,
  dout: TensorLike,
): Figure {
  for (const [name, a] of Object.entries({ x, W, b, dout }))
    requireTensor("backwardFigure", name, a);
  const out = affineForward(x, W, b);
  const product = affineForward(x, W, zeros([out.shape[1]]));
  const { dx, dW, db } = affineBackward(dout, x, W);
  const edges: Edge[] = [
    { name: "x", value: x, gradient: dx, gradientName: "dx = dout·Wᵀ", at: [0.14, 0.77] },
    { name: "W", value: W, gradient: dW, gradientName: "dW = xᵀ·dout", at: [0.14, 0.23] },
    { name: "x·W", value: product, gradient: dout, gradientName: "dout", at: [0.53, 0.5] },
    { name: "b", value: b, gradient: db, gradientName: "db = Σₙ dout", at: [0.53, 0.13] },
    { name: "out", value: out, gradient: dout, gradientName: "dout", at: [0.87, 0.5] },
  ];
  const cell = cellSize(edges);
  const panels = edges.flatMap((edge, i) => pair(edge, i, cell));
  const drawn = panels.map(drawPanel);
  return figure(
    "Forward →  values above,  gradients beneath  ← backward",
    edges
      .map((e) => `${e.name}: ${tensorText(e.value)}\n${e.gradientName}: ${tensorText(e.gradient)}`)
      .join("\n"),
    cell.height,
    drawn.map((d) => d.trace),
    {
      ...Object.assign({}, ...drawn.map((d) => d.layout)),
      annotations: [...drawn.flatMap((d) => d.annotations), ...nodes(), ...heads()],
      shapes: lines(),
      margin: { l: 15, r: 15, t: 60, b: 15 },
    },
  );
}

/** How large a cell is, as parts of the width and height, and the height of the picture in pixels. */
function cellSize(edges: Edge[]) {
  const grids = edges.map((edge) => gridOf(edge.value));
  const rows = Math.max(...grids.map((grid) => grid.rows), 1);
  const columns = Math.max(...grids.map((grid) => grid.columns), 1);
  const height = Math.max(520, 4 * (26 * rows + 30) + 110);
  return { wide: Math.min(0.06, 0.26 / columns), high: 26 / (height - 75), height };
}

/** A value above its edge and its gradient beneath, of the same shape and range. */
function pair(edge: Edge, i: number, cell: { wide: number; high: number }): Panel[] {
  const grid = gridOf(edge.value);
  const [halfWide, high] = [
    (Math.max(grid.columns, 1) * cell.wide) / 2,
    Math.max(grid.rows, 1) * cell.high,
  ];
  const [x, y] = edge.at;
  const shared = {
    x: [x - halfWide, x + halfWide] as const,
    range: sharedRange(edge.value, edge.gradient),
  };
  const gap = 0.02;
  const shape = shapeText(edge.value.shape);
  return [
    {
      ...shared,
      a: edge.value,
      name: edge.name,
      y: [y + gap, y + gap + high],
      axes: 2 * i + 1,
      caption: `<b>${edge.name}</b> ${shape}`,
    },
    {
      ...shared,
      a: edge.gradient,
      name: edge.gradientName.split(" ")[0],
      y: [y - gap - high, y - gap],
      axes: 2 * i + 2,
      caption: "",
      foot: `<i>${edge.gradientName}</i>`,
    },
  ];
}

function nodes(): Record<string, unknown>[] {
  const circle = {
    bordercolor: INK,
    borderwidth: 1.5,
    borderpad: 3,
    width: 24,
    height: 18,
    xanchor: "center",
  };
  return [
    label("dot", ...DOT, { ...circle, font: { size: 12 } }),
    label("+", ...PLUS, { ...circle, font: { size: 16 } }),
  ];
}

/** The edges' lines: solid with the numbers forward, dashed with the gradients back, a few pixels apart. */
const PATHS: readonly (readonly (readonly [number, number])[])[] = [
  [
    [0, 0.77],
    [DOT[0], 0.77],
    [DOT[0], 0.54],
  ],
  [
    [0, 0.23],
    [DOT[0], 0.23],
    [DOT[0], 0.46],
  ],
  [
    [0.405, 0.5],
    [0.655, 0.5],
  ],
  [
    [0.41, 0.13],
    [PLUS[0], 0.13],
    [PLUS[0], 0.46],
  ],
  [
    [0.71, 0.5],
    [1, 0.5],
  ],
];

const AWAY = 0.005;

function lines(): Record<string, unknown>[] {
  const shape = (points: readonly (readonly [number, number])[], back: boolean) => ({
    type: "path",
    xref: "paper",
    yref: "paper",
    path: points
      .map(([x, y], i) => `${i === 0 ? "M" : "L"} ${moved(x, back)} ${moved(y, back)}`)
      .join(" "),
    line: { color: back ? BACK : INK, width: 1.5, dash: back ? "dash" : "solid" },
    layer: "below",
  });
  return PATHS.flatMap((points) => [shape(points, false), shape(points, true)]);
}

/** An arrow's head at the end of each line, and for the way back at its start. */
function heads(): Record<string, unknown>[] {
  const head = (points: readonly (readonly [number, number])[], back: boolean) => {
    const [before, end] = points.slice(-2);
    const [dx, dy] = [Math.sign(end[0] - before[0]), Math.sign(end[1] - before[1])];
    const pixels = { axref: "pixel", ayref: "pixel", ax: 0 - dx * 10, ay: dy * 10 };
    const look = { showarrow: true, arrowhead: 2, arrowwidth: 1.5, arrowcolor: back ? BACK : INK };
    return label("", moved(end[0], back), moved(end[1], back), { ...pixels, ...look });
  };
  return PATHS.flatMap((points) => [head(points, false), head([...points].reverse(), true)]);
}

function moved(place: number, back: boolean): number {
  return Number((place + (back ? -AWAY : AWAY)).toFixed(4));
}
