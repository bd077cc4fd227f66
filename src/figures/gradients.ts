import { requireShape, requireTensor, shapeText } from "../affine/check";
import { gradientError, relativeErrors } from "../affine/gradient-check";
import type { Gradients } from "../affine/layer";
import { flatCopy, type TensorLike } from "../affine/tensor";
import { type Figure, figure, INK, type Trace } from "./figure";
import { finite, formatNumber } from "./number";
import { KINDS } from "./scale";

const GRID = { gridcolor: "rgba(128,128,128,0.25)", zerolinecolor: INK, zerolinewidth: 1 };

/** An error of 0 has no place on a logarithmic axis; it is drawn at this floor, below what float64 can tell from 0. */
const FLOOR = 1e-17;

/**
 * dx, dW and db as bars, one bar an entry: which number moves the loss most.
 *
 * @param gradients what affineBackward returns
 */
export function gradientBars(gradients: Gradients): Figure {
  const kinds = ["dx", "dW", "db"] as const;
  const data = kinds.map((kind, i): Trace => {
    requireTensor("gradientBars", kind, gradients[kind]);
    const values = Array.from(flatCopy(gradients[kind]));
    return {
      type: "bar",
      name: `${kind} ${shapeText(gradients[kind].shape)}`,
      x: entryNames(kind, gradients[kind]),
      y: values.map(finite),
      text: values.map((v) => formatNumber(v)),
      textposition: "outside",
      cliponaxis: false,
      // A pattern beside the colour, so that colour is not the only sign.
      marker: {
        color: KINDS[kind],
        pattern: {
          shape: ["", "/", "x"][i],
          fgcolor: "#ffffff",
          fillmode: "overlay",
          solidity: 0.25,
        },
      },
      hovertemplate: "%{x} = %{y}<extra></extra>",
    };
  });
  return figure(
    "The gradients, entry by entry",
    kinds
      .map(
        (kind) =>
          `${kind}: ${Array.from(flatCopy(gradients[kind]))
            .map((v) => formatNumber(v))
            .join(", ")}`,
      )
      .join("; "),
    380,
    data,
    {
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1.12 },
      xaxis: { title: { text: "entry" }, tickangle: -60, tickfont: { size: 11 } },
      yaxis: { title: { text: "loss, for one unit of the entry" }, ...GRID },
      margin: { l: 70, r: 20, t: 80, b: 90 },
    },
  );
}

/**
 * A gradient by formula beside the same one by differences, entry by entry; beneath, how far they differ.
 *
 * @param analytic the gradient by formula
 * @param numerical the gradient by differences, of the same shape
 * @throws RangeError if the shapes differ
 */
export function gradientCheckFigure(analytic: TensorLike, numerical: TensorLike): Figure {
  const error = gradientError(analytic, numerical); // checks both, too
  const names = entryNames("", analytic);
  const [formula, nudged] = [flatCopy(analytic), flatCopy(numerical)];
  const errors = Array.from(relativeErrors(analytic, numerical));
  const differ = `largest relative error ${formatNumber(Number(error.toPrecision(2)))}`;
  return figure(
    `By formula and by differences: ${differ}`,
    `By formula: ${Array.from(formula)
      .map((v) => formatNumber(v))
      .join(", ")}; by differences: ${Array.from(nudged)
      .map((v) => formatNumber(v))
      .join(", ")}; ${differ}`,
    460,
    [
      bars("by formula", names, Array.from(formula), KINDS.dx),
      points("by differences", names, Array.from(nudged)),
      {
        ...bars(
          "relative error",
          names,
          errors.map((e) => Math.max(e, FLOOR)),
          KINDS.db,
        ),
        yaxis: "y2",
        base: FLOOR,
        showlegend: false,
      },
    ],
    {
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1.1 },
      xaxis: { title: { text: "entry" }, anchor: "y2", tickfont: { size: 11 } },
      yaxis: { title: { text: "gradient" }, domain: [0.42, 1], ...GRID },
      yaxis2: {
        ...{ title: { text: "relative error" }, domain: [0, 0.3], type: "log", ...GRID },
        ...{ range: [-17, 0], dtick: 4, exponentformat: "power" },
      },
      margin: { l: 80, r: 20, t: 90, b: 60 },
    },
  );
}

/**
 * The error of central differences against their step h, both axes logarithmic.
 *
 * @param steps each h
 * @param errors the relative error at each, as gradientError gives it
 * @throws RangeError if there are not as many errors as steps
 */
export function stepErrorFigure(steps: ArrayLike<number>, errors: ArrayLike<number>): Figure {
  if (steps.length !== errors.length)
    throw new RangeError(
      `stepErrorFigure: errors has ${errors.length} numbers, want ${steps.length} as steps has`,
    );
  const [h, e] = [Array.from(steps), Array.from(errors)];
  return figure(
    "Central differences: error against step",
    h.map((step, i) => `h = ${formatNumber(step)}: error ${formatNumber(e[i])}`).join("; "),
    360,
    [
      {
        type: "scatter",
        mode: "lines+markers",
        x: h,
        y: e.map((error) => finite(Math.max(error, FLOOR))),
        hovertext: h.map((step, i) => `h = ${step}<br>error ${e[i]}`),
        hoverinfo: "text",
        line: { color: KINDS.dx, width: 2 },
        marker: { size: 9 },
      },
    ],
    {
      xaxis: { title: { text: "step h" }, type: "log", dtick: 2, exponentformat: "power", ...GRID },
      yaxis: {
        title: { text: "relative error" },
        type: "log",
        dtick: 2,
        exponentformat: "power",
        ...GRID,
      },
      margin: { l: 80, r: 20, t: 50, b: 60 },
    },
  );
}

/** dW[0,1] and so on, in row-major order. */
export function entryNames(name: string, a: TensorLike): string[] {
  requireTensor("entryNames", name, a);
  requireShape("entryNames", name, a, a.shape);
  return Array.from(flatCopy(a), (_, i) => {
    const index: number[] = [];
    for (let axis = a.shape.length - 1, rest = i; axis >= 0; axis--) {
      index.unshift(rest % a.shape[axis]);
      rest = Math.floor(rest / a.shape[axis]);
    }
    return `${name}[${index.join(",")}]`;
  });
}

function bars(name: string, x: string[], y: number[], color: string): Trace {
  return { type: "bar", name, x, y: y.map(finite), marker: { color }, hovertemplate: "%{x}: %{y}" };
}

function points(name: string, x: string[], y: number[]): Trace {
  const marker = { symbol: "x-thin", size: 12, line: { width: 2.5, color: INK } };
  return {
    type: "scatter",
    mode: "markers",
    name,
    x,
    y: y.map(finite),
    marker,
    hovertemplate: "%{x}: %{y}",
  };
}
