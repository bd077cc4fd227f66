import { got } from "../affine/check";
import { kernel } from "../kernel/api";
import { display } from "./display";

/** A plotly figure: what the functions of figures/ return, or one of the reader's own. */
export interface FigureLike {
  readonly data: readonly object[];
  readonly layout: object;
  /** Of a figure that moves. */
  readonly frames?: readonly object[];
}

/**
 * Draws a figure as an output of the running cell.
 *
 * The figure is sent as data, not as a script: so it is drawn in a notebook that is not trusted, too.
 *
 * @param figure `{ data, layout }`, as plotly takes it
 * @throws TypeError if it is not a figure
 */
export function show(figure: FigureLike): void {
  if (!Array.isArray(figure?.data) || typeof figure.layout !== "object" || figure.layout === null)
    throw new TypeError(`show: figure is ${got(figure)}, want { data: [...], layout: {...} }`);
  const { data, layout, frames } = figure;
  const drawn = frames ? { data, layout, frames } : { data, layout };
  display({ "application/vnd.plotly.v1+json": drawn, "text/plain": textOf(layout) }, kernel);
}

/** What stands where no chart can be drawn: its alternative text, else its title. */
export function textOf(layout: FigureText): string {
  const title = typeof layout.title === "string" ? layout.title : layout.title?.text;
  const words = layout.meta?.alt ?? title ?? "without a title";
  return `[Chart: ${String(words)
    .replace(/<br>/g, ", ")
    .replace(/<[^>]*>/g, "")}]`;
}

interface FigureText {
  title?: string | { text?: string };
  meta?: { alt?: string };
}
