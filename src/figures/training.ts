import { requireShape, requireTensor } from "../affine/check";
import { flatCopy, type TensorLike } from "../affine/tensor";
import { type Figure, figure, INK, label, type Trace } from "./figure";
import { formatNumber } from "./number";
import { KINDS } from "./scale";

/** A figure that moves: plotly plays its frames. */
export interface MovingFigure extends Figure {
  frames: { name: string; data: Trace[] }[];
}

/** What is drawn of a training: the loss at each step, and what the network answers at some of them. */
export interface Trained {
  losses: readonly number[];
  answers: readonly { step: number; out: readonly number[] }[];
  at: readonly number[];
}

const GRID = { gridcolor: "rgba(120, 120, 120, 0.3)" };

/** Numbers of a picture need no more digits than a screen has pixels. */
const rounded = (values: Iterable<number>) =>
  Array.from(values, (value) => (Number.isFinite(value) ? Number(value.toPrecision(4)) : null));

/**
 * The loss after each step, the loss on a logarithmic axis.
 *
 * @param losses L before the first step, and after each
 */
export function lossFigure(losses: readonly number[]): Figure {
  const [first, last] = [losses[0], losses[losses.length - 1]];
  const shown = shownSteps(losses.length);
  const line = { type: "scatter", mode: "lines", line: { color: KINDS.dx, width: 2 } };
  return figure(
    "The loss, step by step",
    `The loss over ${losses.length - 1} steps: from ${formatNumber(first)} to ${formatNumber(last)}`,
    320,
    [{ ...line, x: shown, y: rounded(shown.map((step) => losses[step])), name: "loss" }],
    {
      xaxis: { title: { text: "step" }, ...GRID },
      yaxis: { title: { text: "loss" }, type: "log", ...GRID },
      margin: { l: 80, r: 20, t: 50, b: 60 },
    },
  );
}

/** So many points of a long training's loss are drawn: more would be a long notebook, and show the same curve. */
const MOST_LOSSES = 200;

/** Some of the steps, evenly, the last among them. */
function shownSteps(length: number): number[] {
  const every = Math.max(1, Math.ceil(length / MOST_LOSSES));
  return Array.from({ length }, (_, step) => step).filter(
    (step) => step % every === 0 || step === length - 1,
  );
}

/**
 * Axes for a loss that goes on: they change seldom, so that between two changes only lines have to be drawn anew.
 *
 * @returns the range of steps, and the range of the loss's power of ten
 */
function lossRanges(losses: readonly number[]): { steps: number[]; powers: number[] } {
  const powers = losses.filter((loss) => loss > 0 && loss < Infinity).map(Math.log10);
  const halves = (round: (v: number) => number, v: number) => round(2 * v) / 2;
  const [low, high] = powers.reduce(
    ([least, most], v) => [Math.min(least, v), Math.max(most, v)],
    [powers[0] ?? 0, powers[0] ?? 0],
  );
  return {
    steps: [0, 50 * 2 ** Math.max(0, Math.ceil(Math.log2(losses.length / 50)))],
    powers: [halves(Math.floor, low - 0.05), halves(Math.ceil, high + 0.05)],
  };
}

/**
 * A training as it stands: on the left the points and the network's curve, on the right the loss so far.
 *
 * @param x shape (N, 1)
 * @param y shape (N, 1)
 * @param curve what the network answers, and at which x
 * @param losses L before the first step, and after each
 */
export function trainingFigure(
  x: TensorLike,
  y: TensorLike,
  curve: { at: readonly number[]; out: readonly number[] },
  losses: readonly number[],
): Figure {
  requirePoints("trainingFigure", x, y);
  const steps = shownSteps(losses.length);
  const ranges = lossRanges(losses);
  const line = { type: "scatter", mode: "lines" };
  return figure(
    "What the network answers, and its loss",
    `${x.shape[0]} points and the network's curve after ${losses.length - 1} steps; loss ${formatNumber(losses[losses.length - 1])}`,
    340,
    [
      dots(x, y),
      {
        ...{ ...line, name: "network", line: { color: KINDS.dW, width: 3 } },
        ...{ x: rounded(curve.at), y: rounded(curve.out) },
      },
      {
        ...{ ...line, name: "loss", line: { color: KINDS.dx, width: 2 }, xaxis: "x2", yaxis: "y2" },
        ...{ x: steps, y: rounded(steps.map((step) => losses[step])) },
      },
    ],
    {
      xaxis: { title: { text: "x" }, range: [-1.2, 1.2], domain: [0, 0.55], ...GRID },
      yaxis: { title: { text: "y" }, range: [-1.6, 1.6], ...GRID },
      xaxis2: {
        title: { text: "step" },
        domain: [0.7, 1],
        anchor: "y2",
        range: ranges.steps,
        ...GRID,
      },
      yaxis2: { type: "log", nticks: 5, anchor: "x2", range: ranges.powers, ...GRID },
      // A title of the axis would stand in the picture beside it where there is little room.
      annotations: [label("loss", 0.7, 1, { xanchor: "left", yanchor: "bottom" })],
      margin: { l: 50, r: 15, t: 60, b: 45 },
    },
  );
}

/**
 * Points to learn from: what a network is to answer at each x.
 *
 * @param x shape (N, 1)
 * @param y shape (N, 1)
 */
export function pointsFigure(x: TensorLike, y: TensorLike): Figure {
  requirePoints("pointsFigure", x, y);
  return figure(
    "What is to be learnt",
    `${x.shape[0]} points: y from ${formatNumber(Math.min(...flatCopy(y)))} to ${formatNumber(Math.max(...flatCopy(y)))}`,
    320,
    [dots(x, y)],
    {
      xaxis: { title: { text: "x" }, range: [-1.2, 1.2], ...GRID },
      yaxis: { title: { text: "y" }, range: [-1.6, 1.6], ...GRID },
      margin: { l: 60, r: 20, t: 50, b: 60 },
    },
  );
}

function requirePoints(where: string, x: TensorLike, y: TensorLike): void {
  requireTensor(where, "x", x);
  requireTensor(where, "y", y);
  requireShape(where, "x", x, ["N", 1]);
  requireShape(where, "y", y, [x.shape[0], 1], "there is one y for each x");
}

function dots(x: TensorLike, y: TensorLike): Trace {
  return {
    ...{ type: "scatter", mode: "markers", name: "data", marker: { color: INK, size: 7 } },
    ...{ x: rounded(flatCopy(x)), y: rounded(flatCopy(y)) },
  };
}

/**
 * The points, and the network's curve through them while it learns: with a button to play and a slider of steps.
 *
 * @param x shape (N, 1)
 * @param y shape (N, 1)
 */
export function fitFigure(x: TensorLike, y: TensorLike, trained: Trained): MovingFigure {
  requirePoints("fitFigure", x, y);
  const { answers, at, losses } = trained;
  const points = dots(x, y);
  const curve = (out: readonly number[]): Trace => ({
    ...{ type: "scatter", mode: "lines", name: "network", line: { color: KINDS.dW, width: 3 } },
    ...{ x: rounded(at), y: rounded(out) },
  });
  const name = (step: number) => String(step);
  const last = answers[answers.length - 1];
  const still = {
    mode: "immediate",
    frame: { duration: 0, redraw: false },
    transition: { duration: 0 },
  };
  const playing = {
    frame: { duration: 200, redraw: false },
    transition: { duration: 0 },
    fromcurrent: true,
  };
  const alt = `${x.shape[0]} points and the network's curve at ${answers.length} of ${losses.length - 1} steps; the loss falls from ${formatNumber(losses[0])} to ${formatNumber(losses[losses.length - 1])}`;
  const base = figure(
    "What the network answers, while it learns",
    alt,
    540,
    [points, curve(last.out)],
    {
      xaxis: { title: { text: "x" }, range: [-1.2, 1.2], ...GRID },
      yaxis: { title: { text: "y" }, range: [-1.6, 1.6], ...GRID },
      showlegend: true,
      legend: { orientation: "h", x: 0, y: 1.08 },
      margin: { l: 60, r: 20, t: 80, b: 60 },
      updatemenus: [
        {
          ...{
            type: "buttons",
            direction: "left",
            x: 0,
            y: -0.32,
            xanchor: "left",
            yanchor: "top",
            showactive: false, // its white would hide the grey of the words
          },
          buttons: [
            { label: "▶ Play", method: "animate", args: [null, playing] },
            { label: "Pause", method: "animate", args: [[null], still] },
          ],
        },
      ],
      sliders: [
        {
          ...{ active: answers.length - 1, x: 0, len: 1, y: -0.32 },
          currentvalue: { prefix: "step ", xanchor: "right" },
          steps: answers.map(({ step }) => ({
            ...{ label: name(step), method: "animate", args: [[name(step)], still] },
          })),
        },
      ],
    },
  );
  // A frame changes the second trace alone: the points stay.
  const frames = answers.map(({ step, out }) => ({
    ...{ name: name(step), data: [{ y: rounded(out) }], traces: [1] },
  }));
  return { ...base, frames };
}
