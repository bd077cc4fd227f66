import { formatNumber } from "../figures/number";
import { Board, type Model, type Pointed, type Scene } from "./parts/board";
import { make } from "./parts/element";
import { FormulaLine } from "./parts/formula";
import type { At } from "./parts/grid";
import { type Inputs, results } from "./state";
import { sumOf } from "./sums";

/** The derivation, entry by entry: what each step says, and the cell that it says it of. */
const STEPS: readonly { text: string; name: string; at: At }[] = [
  { text: "Forward: out[n, j] = Σ_d x[n, d]·W[d, j] + b[j].", name: "out", at: [0, 0] },
  {
    text: "W[d, j] is in out[n, j] of every sample n, times x[n, d]. So dW[d, j] = Σ_n x[n, d]·dout[n, j].",
    name: "dW",
    at: [0, 0],
  },
  {
    text: "x[n, d] is in out[n, j] of every j, times W[d, j]. So dx[n, d] = Σ_j dout[n, j]·W[d, j].",
    name: "dx",
    at: [0, 0],
  },
  {
    text: "b[j] is in out[n, j] of every sample n, times 1. So db[j] = Σ_n dout[n, j].",
    name: "db",
    at: [0, 0],
  },
];

/** How far a probed entry is moved. */
const NUDGE = 0.001;

/** Figure 3 to touch: what each gradient is made of, the derivation in steps, dW sample by sample, and a nudge. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const formula = new FormulaLine("Point at a number of dx, dW or db.");
  const probe = make("p", { class: "an-note" });
  const said = make("p", { class: "an-note", "aria-live": "polite" });
  let step = -1;
  let samples = Number.POSITIVE_INFINITY;
  const board: Board = new Board({
    ...{ model, el, title: "Backward: dx, dW, db from dout", inputs: ["x", "W", "dout"] },
    results: ["dx", "dW", "db"],
    draw(scene, pointed) {
      const shown = pointed ?? STEPS[step] ?? null;
      const count = Math.min(samples, scene.inputs.x.length);
      const sum = shown && sumOf(shown.name, shown.at, scene.inputs, count);
      board.light(sum?.cells ?? {});
      if (sum) formula.set(sum.name, sum.terms, total(sum.terms));
      else formula.clear();
      probe.textContent = probed(scene, pointed);
    },
  });
  const go = (by: number) => {
    step = Math.min(STEPS.length - 1, Math.max(-1, step + by));
    said.textContent = STEPS[step]
      ? `Step ${step + 1} of ${STEPS.length}. ${STEPS[step].text}`
      : "";
    board.redraw();
  };
  const back = make("button", { type: "button", onclick: () => go(-1) }, "◀ Step back");
  const forth = make("button", { type: "button", onclick: () => go(1) }, "Next step ▶");
  const all = board.scene.inputs.x.length;
  const count = make("input", {
    ...{
      type: "range",
      min: 1,
      max: all,
      value: all,
      "aria-label": "samples counted in dW and db",
    },
    oninput: () => {
      samples = Number(count.value);
      label.textContent = ` samples counted in a sum over n: ${samples} of ${all}`;
      board.redraw();
    },
  });
  const label = make("span", {}, ` samples counted in a sum over n: ${all} of ${all}`);
  const tools = make("div", { class: "an-tools" }, back, forth, make("label", {}, count, label));
  board.body.append(formula.element, tools, said, probe);
  board.start();
  return () => board.dispose();
}

const total = (terms: readonly { values: readonly number[] }[]) =>
  terms.reduce((sum, { values }) => sum + values.reduce((product, v) => product * v, 1), 0);

/** One entry of x or W moved by h: how much L = Σ dout∘out moves, beside the gradient. */
function probed({ inputs, dx, dW }: Scene, pointed: Pointed | null): string {
  const gradient = pointed?.name === "x" ? dx : pointed?.name === "W" ? dW : null;
  if (!pointed || !gradient)
    return "Nudge: point at a number of x or W, and it is moved by a little, to see how L = Σ dout∘out moves.";
  const name = pointed.name as "x" | "W"; // because of the line above
  const [r, c] = pointed.at;
  const moved: Inputs = { ...inputs, [name]: inputs[name].map((row) => [...row]) };
  moved[name][r][c] += NUDGE;
  const slope = (loss(moved) - loss(inputs)) / NUDGE;
  return `Nudge ${name}[${r}, ${c}] by ${NUDGE}: ΔL/h = ${formatNumber(slope, 6)}, and d${name}[${r}, ${c}] = ${formatNumber(gradient[r][c], 6)}.`;
}

function loss(inputs: Inputs): number {
  const { out } = results(inputs);
  return out.reduce(
    (sum, row, n) => sum + row.reduce((part, value, j) => part + value * inputs.dout[n][j], 0),
    0,
  );
}
