import { requireShape, requireTensor } from "../affine/check";
import { affineForward } from "../affine/layer";
import { matrix } from "../affine/matrix";
import { flatCopy, type TensorLike } from "../affine/tensor";
import { type Figure, figure, INK, label, type Trace } from "./figure";
import { formatNumber } from "./number";
import { KINDS } from "./scale";

/** The grid's lines go from −SPAN to SPAN, and the picture shows that much on both sides of 0. */
const SPAN = 3;
export const PLANE_RANGE: readonly [number, number] = [-6, 6];

/** A letter F, as corners: it shows a turn, a mirror and a shear at once. */
const F = [
  [0, 0],
  [0, 2],
  [1.2, 2],
  [1.2, 1.6],
  [0.4, 1.6],
  [0.4, 1.2],
  [1, 1.2],
  [1, 0.8],
  [0.4, 0.8],
  [0.4, 0],
  [0, 0],
];

type Points = [x: (number | null)[], y: (number | null)[]];

/**
 * What p·W + b makes of a plane: a grid and a letter, before (thin) and after, with the images of the two unit steps,
 * which are the rows of W set off from b.
 *
 * @param W float64, shape (2, 2)
 * @param b float64, shape (2,)
 * @throws TypeError, RangeError for other shapes
 */
export function planeFigure(W: TensorLike, b: TensorLike): Figure {
  requireTensor("planeFigure", "W", W);
  requireTensor("planeFigure", "b", b);
  requireShape("planeFigure", "W", W, [2, 2], "a plane has two dimensions");
  requireShape("planeFigure", "b", b, [2], "a plane has two dimensions");
  const moved = (points: number[][]) => pairs(affineForward(matrix(points), W, b));
  const lines = gridLines();
  const [w, [b0, b1]] = [pairs(W), [...flatCopy(b)]];
  const arrow = (row: number, color: string): Trace =>
    trace(
      [
        [b0, b0 + w[row][0]],
        [b1, b1 + w[row][1]],
      ],
      {
        ...{ mode: "lines+markers", line: { color, width: 4 }, marker: { size: [1, 9] } },
        name: `row ${row} of W`,
      },
    );
  const text = (at: number[]) => `(${at.map((v) => formatNumber(v)).join(", ")})`;
  const alt = `p·W + b on a plane: (1, 0) goes to ${text([w[0][0] + b0, w[0][1] + b1])}, (0, 1) to ${text([w[1][0] + b0, w[1][1] + b1])}, the origin to b = ${text([b0, b1])}`;
  const axis = {
    range: [...PLANE_RANGE],
    zeroline: true,
    zerolinecolor: INK,
    showgrid: false,
    fixedrange: true,
    constrain: "domain",
  };
  return figure(
    "p·W + b on a plane",
    alt,
    420,
    [
      trace(joined(lines), {
        mode: "lines",
        line: { color: INK, width: 0.5, dash: "dot" },
        name: "grid before",
      }),
      trace(joined(lines.map(moved)), {
        mode: "lines",
        line: { color: INK, width: 1.5 },
        name: "grid after",
      }),
      trace(joined([F]), {
        mode: "lines",
        line: { color: INK, width: 1.5, dash: "dot" },
        name: "F before",
      }),
      trace(joined([moved(F)]), {
        mode: "lines",
        line: { color: KINDS.dx, width: 4 },
        name: "F after",
      }),
      arrow(0, KINDS.dW),
      arrow(1, KINDS.db),
    ],
    {
      xaxis: { ...axis, title: { text: "first coordinate" } },
      yaxis: { ...axis, title: { text: "second coordinate" }, scaleanchor: "x" },
      annotations: [
        label("W[0]", b0 + w[0][0], b1 + w[0][1], { xref: "x", yref: "y", yshift: 14 }),
        label("W[1]", b0 + w[1][0], b1 + w[1][1], { xref: "x", yref: "y", yshift: 14 }),
      ],
    },
  );
}

function gridLines(): number[][][] {
  const steps = Array.from({ length: 2 * SPAN + 1 }, (_, i) => i - SPAN);
  return steps.flatMap((at) => [
    [
      [at, -SPAN],
      [at, SPAN],
    ],
    [
      [-SPAN, at],
      [SPAN, at],
    ],
  ]);
}

function pairs(a: TensorLike): number[][] {
  const flat = flatCopy(a);
  return Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i], flat[2 * i + 1]]);
}

/** Several lines as one trace: null lifts the pen. */
function joined(lines: number[][][]): Points {
  const points = lines.flatMap((line) => [...line, [null, null]]);
  return [points.map(([x]) => x), points.map(([, y]) => y)];
}

function trace([x, y]: Points, more: Record<string, unknown>): Trace {
  return { type: "scatter", x, y, hoverinfo: "name", ...more };
}
