import { row, zeros } from "../affine/arrange";
import { got, requireShape, requireTensor, shapeText } from "../affine/check";
import { tensorText } from "../affine/inspect";
import { affineBackward } from "../affine/layer";
import type { Tensor, TensorLike } from "../affine/tensor";
import { type Figure, figure, label } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, GAP, sideBySide } from "./panel";

/** More matrices than this side by side would be too narrow to read. */
const MOST = 5;

/**
 * dW = Σₙ xₙᵀ·doutₙ, one outer product a sample, side by side, and their sum.
 *
 * @param x float64, shape (N, D)
 * @param dout float64, shape (N, H)
 * @throws TypeError, RangeError if they are no matrices of as many rows, or have more than 5
 */
export function outerSumFigure(x: TensorLike, dout: TensorLike): Figure {
  const where = "outerSumFigure";
  requireTensor(where, "x", x);
  requireTensor(where, "dout", dout);
  requireShape(where, "x", x, ["N", "D"]);
  requireShape(where, "dout", dout, [x.shape[0], "H"], `x is ${shapeText(x.shape)}`);
  const [N, D, H] = [x.shape[0], x.shape[1], dout.shape[1]];
  if (N < 1 || N > MOST)
    throw new RangeError(`${where}: x has ${got(N)} rows, want 1 to ${MOST}: each is a picture`);
  const dW = (samples: TensorLike, gradients: TensorLike): Tensor =>
    affineBackward(gradients, samples, zeros([D, H])).dW;
  const parts = Array.from({ length: N }, (_, n) => ({
    ...{ a: dW(row(x, n), row(dout, n)), name: `x[${n}]ᵀ·dout[${n}]`, caption: `sample ${n}` },
  }));
  const whole = { a: dW(x, dout), name: "dW", caption: `<b>dW</b> (${D}, ${H})` };
  const all = [...parts, whole];
  const range = sharedRange(...all.map(({ a }) => a));
  const panels = sideBySide(
    all.map((part, i) => ({
      ...{ ...part, range, axes: i + 1 },
      ...{ rows: i === 0 ? "d: feature" : "", columns: "j: neuron" },
    })),
  );
  const drawn = panels.map(drawPanel);
  const signs = all.slice(1).map((_, i) =>
    label(i === N - 1 ? "=" : "+", panels[i].x[1] + GAP * 0.3, 0.5, {
      ...{ xanchor: "center", font: { size: 24 } },
    }),
  );
  return figure(
    "dW is a sum: one outer product a sample",
    `dW is a sum\n${all.map(({ a, name }) => `${name}: ${tensorText(a)}`).join("\n")}`,
    140 + 38 * Math.min(D, 12),
    drawn.map((d) => d.trace),
    {
      ...Object.assign({}, ...drawn.map((d) => d.layout)),
      annotations: [...drawn.flatMap((d) => d.annotations), ...signs],
      margin: { l: 50, r: 15, t: 75, b: 45 },
    },
  );
}
