import { shapeText } from "../affine/check";
import { flatCopy, type TensorLike } from "../affine/tensor";
import type { Trace } from "./figure";
import { label } from "./figure";
import { finite, formatNumber } from "./number";
import { SCALE } from "./scale";

/** A matrix in a picture: its numbers, its name, and where in the picture it stands. */
export interface Panel {
  a: TensorLike;
  name: string;
  /** What the index of a row means, such as "n: sample". */
  rows?: string;
  /** What the index of a column means, such as "d: feature". */
  columns?: string;
  range: readonly [number, number];
  /** Left and right end, 0 to 1. */
  x: readonly [number, number];
  /** Lower and upper end, 0 to 1. */
  y: readonly [number, number];
  opacity?: number;
  /** Which pair of axes it takes, from 1. */
  axes: number;
  /** What stands above it; else its name and shape. */
  caption?: string;
  /** What stands beneath it. */
  foot?: string;
}

/** Numbers are written into the cells as long as an axis has no more than this many. */
const MOST_WRITTEN = 12;

/** Rows and columns of a matrix; a vector is one row; a higher rank is flattened to its first axis. */
export function gridOf(a: TensorLike): { rows: number; columns: number; cells: number[][] } {
  const flat = flatCopy(a);
  const rows = a.shape.length < 2 ? 1 : a.shape[0];
  const columns = rows === 0 ? 0 : flat.length / rows;
  const cells = Array.from({ length: rows }, (_, r) =>
    Array.from(flat.subarray(r * columns, (r + 1) * columns)),
  );
  return { rows, columns, cells };
}

/** Room between two matrices, for a sign and the title of an axis, as a part of the width. */
export const GAP = 0.085;

/** Side by side, each as wide as it has columns; all cells of one height, centred. */
export function sideBySide(parts: Omit<Panel, "x" | "y">[]): Panel[] {
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

/** The heatmap, the two axes and the captions of a panel. */
export function drawPanel(p: Panel): {
  trace: Trace;
  layout: Record<string, unknown>;
  annotations: Record<string, unknown>[];
} {
  const { rows, columns, cells } = gridOf(p.a);
  const written = rows <= MOST_WRITTEN && columns <= MOST_WRITTEN;
  const suffix = p.axes === 1 ? "" : String(p.axes);
  const caption = p.caption ?? `<b>${p.name}</b> ${shapeText(p.a.shape)}`;
  return {
    trace: heatmap(p, cells, written, suffix),
    layout: {
      [`xaxis${suffix}`]: axis(p.x, columns, p.columns, `y${suffix}`),
      [`yaxis${suffix}`]: {
        ...axis(p.y, rows, p.a.shape.length < 2 ? undefined : p.rows, `x${suffix}`),
        ...(rows === 0 ? {} : { range: [rows - 0.5, -0.5] }),
      },
    },
    annotations: [
      label(caption, (p.x[0] + p.x[1]) / 2, p.y[1], {
        xanchor: "center",
        yanchor: "bottom",
        yshift: 3,
      }),
      ...(p.foot
        ? [
            label(p.foot, (p.x[0] + p.x[1]) / 2, p.y[0], {
              xanchor: "center",
              yanchor: "top",
              yshift: -3,
            }),
          ]
        : []),
      ...notNumbers(cells, suffix),
    ],
  };
}

function heatmap(p: Panel, cells: number[][], written: boolean, suffix: string): Trace {
  const place = (r: number, c: number) => (p.a.shape.length < 2 ? `${c}` : `${r}, ${c}`);
  return {
    type: "heatmap",
    name: p.name,
    // null is plotly's word for no number; a figure has to survive JSON, which has no NaN either.
    z: cells.map((row) => row.map((v) => finite(v))),
    zmin: p.range[0],
    zmax: p.range[1],
    colorscale: SCALE,
    showscale: false,
    xgap: 2,
    ygap: 2,
    text: cells.map((row) => row.map((v) => formatNumber(v))),
    ...(written ? { texttemplate: "%{text}" } : {}),
    hovertext: cells.map((row, r) => row.map((v, c) => `${p.name}[${place(r, c)}] = ${v}`)),
    hoverinfo: "text",
    ...(p.opacity === undefined ? {} : { opacity: p.opacity }),
    xaxis: `x${suffix}`,
    yaxis: `y${suffix}`,
  };
}

function axis(
  domain: readonly [number, number],
  length: number,
  meaning: string | undefined,
  anchor: string,
): Record<string, unknown> {
  const few = length <= MOST_WRITTEN;
  return {
    domain: [...domain],
    anchor,
    range: [-0.5, Math.max(length, 1) - 0.5],
    showgrid: false,
    zeroline: false,
    fixedrange: true,
    ticks: "",
    tickfont: { size: 11 },
    showticklabels: meaning !== undefined,
    ...(few
      ? { tickmode: "array", tickvals: Array.from({ length }, (_, i) => i) }
      : { tickmode: "auto", nticks: 8 }),
    ...(meaning === undefined ? {} : { title: { text: meaning, standoff: 4, font: { size: 11 } } }),
  };
}

/** NaN and the infinities have no colour; their names stand in the empty cells. */
function notNumbers(cells: number[][], suffix: string): Record<string, unknown>[] {
  return cells.flatMap((row, r) =>
    row.flatMap((value, c) =>
      Number.isFinite(value)
        ? []
        : [label(formatNumber(value), c, r, { xref: `x${suffix}`, yref: `y${suffix}` })],
    ),
  );
}
