import { requireTensor, shapeText } from "../affine/check";
import { tensorText } from "../affine/inspect";
import { affineForward } from "../affine/layer";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import { type Figure, figure, label } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, gridOf, type Panel } from "./panel";

/** Room between two matrices, for a sign and the title of an axis, as a part of the width. */
const GAP = 0.085;

/**
 * x·W + b = out, side by side, every shape above its matrix, b copied to each row: Figure 2 of the lesson.
 *
 * @param x float64, shape (N, D)
 * @param W float64, shape (D, H)
 * @param b float64, shape (H,)
 * @throws what affineForward throws
 */
export function productFigure(x: TensorLike, W: TensorLike, b: TensorLike): Figure {
  for (const [name, a] of Object.entries({ x, W, b })) requireTensor("productFigure", name, a);
  const out = affineForward(x, W, b);
  const copies = copiesOf(b, out.shape[0]);
  const [sample, feature, neuron] = ["n: sample", "d: feature", "j: neuron"];
  const range = sharedRange(x, W, b, out);
  const parts = [
    { a: x, name: "x", rows: sample, columns: feature },
    { a: W, name: "W", rows: feature, columns: neuron },
    { a: copies, name: "b", rows: sample, columns: neuron, caption: copiesCaption(b, copies) },
    { a: out, name: "out", rows: sample, columns: neuron },
  ];
  const panels = place(parts.map((part, i) => ({ ...part, range, axes: i + 1 })));
  const drawn = panels.map(drawPanel);
  const most = Math.max(...panels.map((p) => gridOf(p.a).rows), 1);
  return figure(
    "x·W + b = out",
    `x·W + b = out\nx: ${tensorText(x)}\nW: ${tensorText(W)}\nb: ${tensorText(b)}\nout: ${tensorText(out)}`,
    130 + 38 * Math.min(most, 14),
    drawn.map((d) => d.trace),
    {
      ...Object.assign({}, ...drawn.map((d) => d.layout)),
      annotations: [...drawn.flatMap((d) => d.annotations), ...signs(panels)],
      margin: { l: 50, r: 15, t: 75, b: 45 },
    },
  );
}

/** b as the layer adds it: once a row. */
function copiesOf(b: TensorLike, N: number): Tensor {
  const numbers = flatCopy(b);
  const rows = Array.from({ length: N }, () => Array.from(numbers)).flat();
  return tensor(rows, [N, numbers.length]);
}

function copiesCaption(b: TensorLike, copies: Tensor): string {
  const times = copies.shape[0] === 1 ? "" : `, ${copies.shape[0]} times`;
  return `<b>b</b> ${shapeText(b.shape)}${times}`;
}

/** Side by side, each as wide as it has columns; all cells of one height, centred. */
function place(parts: Omit<Panel, "x" | "y">[]): Panel[] {
  const grids = parts.map((part) => gridOf(part.a));
  const widths = grids.map((grid) => Math.max(grid.columns, 1) + 0.5);
  const unit = (1 - GAP * (parts.length - 1)) / widths.reduce((sum, w) => sum + w, 0);
  const most = Math.max(...grids.map((grid) => grid.rows), 1);
  let left = 0;
  return parts.map((part, i) => {
    const right = left + widths[i] * unit;
    const half = Math.max(grids[i].rows, 1) / most / 2;
    const panel = { ...part, x: [left, right], y: [0.5 - half, 0.5 + half] } as const;
    left = right + GAP;
    return panel;
  });
}

function signs(panels: Panel[]): Record<string, unknown>[] {
  return ["·", "+", "="].map((sign, i) =>
    label(sign, panels[i].x[1] + GAP * 0.3, 0.5, { xanchor: "center", font: { size: 26 } }),
  );
}
