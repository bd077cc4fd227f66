import { matrix, vector } from "../affine/matrix";
import { networkFigure } from "../figures/network";
import { Board, type Model } from "./parts/board";
import { Chart } from "./parts/chart";
import { make } from "./parts/element";

/** Figure 1 to touch: x → W, b → a → h() → z → y for one sample, as values or with the gradients beneath. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const chart = new Chart();
  let gradients = false;
  let sample = 0;
  const board: Board = new Board({
    ...{ model, el, title: "The network", inputs: ["x", "W", "b", "dout"] },
    draw({ inputs: { x, W, b, dout } }) {
      sample = Math.min(sample, x.length - 1);
      const with_ = gradients ? { sample, dout: matrix(dout) } : { sample };
      chart.set(networkFigure(matrix(x), matrix(W), vector(b[0]), with_));
      board.light({ x: x[0].map((_, d) => [sample, d]) });
    },
  });
  const show = (on: boolean) => {
    gradients = on;
    values.setAttribute("aria-pressed", String(!on));
    both.setAttribute("aria-pressed", String(on));
    board.redraw();
  };
  const values = make("button", { type: "button", onclick: () => show(false) }, "Values");
  const both = make(
    "button",
    { type: "button", onclick: () => show(true) },
    "Values and gradients",
  );
  const pick = make("select", {
    "aria-label": "sample",
    onchange: () => {
      sample = Number(pick.value);
      board.redraw();
    },
  });
  pick.append(...board.scene.inputs.x.map((_, n) => make("option", { value: n }, `sample ${n}`)));
  board.body.append(make("div", { class: "an-tools" }, values, both, pick), chart.element);
  board.start();
  show(false);
  return () => {
    chart.dispose();
    board.dispose();
  };
}
