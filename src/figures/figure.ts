/** One trace of a figure, as plotly takes it. */
export type Trace = Record<string, unknown>;

/**
 * A plotly figure as a plain value: draw it with `show`, or change it first.
 *
 * The type is wider than plotly's own, on purpose: tslab's compiler reads all types that a cell can reach, and
 * plotly's are long. `layout.meta.alt` is the figure in words.
 */
export interface Figure {
  data: Trace[];
  layout: Record<string, unknown> & { meta: { alt: string } };
}

/**
 * Grey that reads on white and on JupyterLab's dark #111111: contrast 4.4 : 1 on both (WCAG 2.2, relative
 * luminance), which is the most that one colour can have on the two.
 */
export const INK = "#787878";

/** A figure on a transparent ground, as wide as its place. */
export function figure(
  title: string,
  alt: string,
  height: number,
  data: Trace[],
  layout: Record<string, unknown> = {},
): Figure {
  return {
    data,
    layout: {
      title: { text: title, x: 0.02, xanchor: "left", font: { size: 16 } },
      height,
      autosize: true,
      margin: { l: 60, r: 20, t: 50, b: 50 },
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      font: { color: INK, size: 13 },
      showlegend: false,
      hovermode: "closest",
      meta: { alt },
      ...layout,
    },
  };
}

/** Text on the picture, without an arrow, in the coordinates of the axes `x` and `y`, or of the paper. */
export function label(
  text: string,
  x: number,
  y: number,
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return { text, x, y, xref: "paper", yref: "paper", showarrow: false, ...more };
}
