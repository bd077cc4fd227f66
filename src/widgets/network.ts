import { matrix, vector } from "../affine/matrix";
import { networkFigure } from "../figures/network";
import { Board, type Model } from "./parts/board";
import { Chart } from "./parts/chart";
import { make } from "./parts/element";

/** What stands on nodes and edges. */
type Shown = "values" | "gradients" | "both";

/** Figure 1 to touch: x → W, b → a → h() → z → y for one sample, as values, as gradients of the loss, or as both. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const chart = new Chart();
  let shown: Shown = "values";
  let sample = 0;
  const board: Board = new Board({
    ...{ model, el, title: "The network", inputs: ["x", "W", "b", "dout"] },
    draw({ inputs: { x, W, b, dout } }) {
      sample = Math.min(sample, x.length - 1);
      const options =
        shown === "values"
          ? { sample }
          : { sample, dout: matrix(dout), gradients: shown === "gradients" };
      chart.set(networkFigure(matrix(x), matrix(W), vector(b[0]), options));
      board.light({ x: x[0].map((_, d) => [sample, d]) });
    },
  });
  const show = (what: Shown) => {
    shown = what;
    for (const [name, button] of buttons)
      button.setAttribute("aria-pressed", String(name === what));
    board.redraw();
  };
  const button = (name: Shown, text: string) =>
    [name, make("button", { type: "button", onclick: () => show(name) }, text)] as const;
  const buttons = [
    button("values", "Values"),
    button("gradients", "Gradients"),
    button("both", "Values and gradients"),
  ];
  const pick = make("select", {
    "aria-label": "sample",
    onchange: () => {
      sample = Number(pick.value);
      board.redraw();
    },
  });
  pick.append(...board.scene.inputs.x.map((_, n) => make("option", { value: n }, `sample ${n}`)));
  board.body.append(
    make("div", { class: "an-tools" }, ...buttons.map(([, each]) => each), pick),
    chart.element,
  );
  board.start();
  show("values");
  return () => {
    chart.dispose();
    board.dispose();
  };
}
