import { requireTensor, shapeText } from "../affine/check";
import { tensorText } from "../affine/inspect";
import type { TensorLike } from "../affine/tensor";
import { type Figure, figure } from "./figure";
import { sharedRange } from "./number";
import { drawPanel, gridOf } from "./panel";

export interface MatrixOptions {
  /** What the matrix is called; "matrix" if left out. */
  name?: string;
  /** What the index of a row means. */
  rows?: string;
  /** What the index of a column means. */
  columns?: string;
  /** The numbers that get the strongest colours, [−m, m]; give two pictures the same to compare them. */
  range?: readonly [number, number];
}

/**
 * A matrix as a heatmap with its numbers in the cells: purple below zero, orange above.
 *
 * @param a float64; a vector is one row; a rank above 2 is flattened to its first axis
 * @throws TypeError if a is not a float64 ndarray
 */
export function matrixFigure(a: TensorLike, options: MatrixOptions = {}): Figure {
  requireTensor("matrixFigure", "a", a);
  const { name = "matrix", rows = "n: sample", columns = "j: column" } = options;
  const grid = gridOf(a);
  const panel = drawPanel({
    a,
    name,
    rows,
    columns,
    range: options.range ?? sharedRange(a),
    x: [0, Math.min(1, 0.12 + 0.11 * grid.columns)],
    y: [0, 1],
    axes: 1,
    caption: grid.rows * grid.columns === 0 ? "no entries" : "",
  });
  return figure(
    `${name} ${shapeText(a.shape)}`,
    `${name}: ${tensorText(a)}`,
    110 + 34 * Math.min(Math.max(grid.rows, 1), 16),
    [panel.trace],
    { ...panel.layout, annotations: panel.annotations },
  );
}
