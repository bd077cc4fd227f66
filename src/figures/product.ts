import { requireTensor, shapeText } from "../affine/check";
import { tensorText } from "../affine/inspect";
import { affineForward } from "../affine/layer";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import { type Figure, figure, label } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, GAP, gridOf, type Panel, sideBySide } from "./panel";

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
  const panels = sideBySide(parts.map((part, i) => ({ ...part, range, axes: i + 1 })));
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

function signs(panels: Panel[]): Record<string, unknown>[] {
  return ["·", "+", "="].map((sign, i) =>
    label(sign, panels[i].x[1] + GAP * 0.3, 0.5, { xanchor: "center", font: { size: 26 } }),
  );
}
