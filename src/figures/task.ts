import { requireTensor } from "../affine/check";
import { tensorText } from "../affine/inspect";
import type { TensorLike } from "../affine/tensor";
import { type Figure, figure } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, gridOf, sideBySide } from "./panel";

/**
 * What is given in an exercise, side by side in one range of colours, every shape above its numbers.
 *
 * @param x float64, shape (N, D); or (N, C, …), drawn flat
 * @param W float64, shape (D, H)
 * @param b float64, shape (H,)
 * @param dout float64, shape (N, H)
 * @throws TypeError if an argument is not a float64 ndarray
 */
export function taskFigure(x: TensorLike, W: TensorLike, b: TensorLike, dout: TensorLike): Figure {
  const all = { x, W, b, dout };
  for (const [name, a] of Object.entries(all)) requireTensor("taskFigure", name, a);
  const [sample, feature, neuron] = ["n: sample", "d: feature", "j: neuron"];
  const range = sharedRange(x, W, b, dout);
  const panels = sideBySide(
    [
      { a: x, name: "x", rows: sample, columns: feature },
      { a: W, name: "W", rows: feature, columns: neuron },
      { a: b, name: "b", rows: "", columns: neuron },
      { a: dout, name: "dout", rows: sample, columns: neuron },
    ].map((part, i) => ({ ...part, range, axes: i + 1 })),
  );
  const drawn = panels.map(drawPanel);
  const most = Math.max(...panels.map((p) => gridOf(p.a).rows), 1);
  const lines = Object.entries(all).map(([name, a]) => `${name}: ${tensorText(a)}`);
  return figure(
    "What is given",
    `What is given\n${lines.join("\n")}`,
    130 + 38 * Math.min(most, 14),
    drawn.map((d) => d.trace),
    {
      ...Object.assign({}, ...drawn.map((d) => d.layout)),
      annotations: drawn.flatMap((d) => d.annotations),
      margin: { l: 50, r: 15, t: 75, b: 45 },
    },
  );
}
