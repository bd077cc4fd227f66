import { matrix, vector } from "../affine/matrix";
import { formatNumber } from "../figures/number";
import { PLANE_RANGE, planeFigure } from "../figures/plane";
import { Board, type Model } from "./parts/board";
import { Chart } from "./parts/chart";
import { make } from "./parts/element";

/** How far an arrow key moves a handle. */
const STEP = 0.1;

/** What plotly leaves on a chart: where an axis lies in it. */
interface Drawn extends HTMLElement {
  _fullLayout?: Record<
    "xaxis" | "yaxis",
    { _offset: number; l2p(v: number): number; p2l(p: number): number }
  >;
}

/** A plane under W and b: the images of the unit steps, the rows of W, and b can be dragged. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const chart = new Chart();
  const plane = make("div", { class: "an-plane" }, chart.element);
  const handles = (["W[0]", "W[1]", "b"] as const).map((name, i) => handle(name, i));
  const board = new Board({
    ...{ model, el, title: "p·W + b on a plane", inputs: ["W", "b"] },
    draw({ inputs: { W, b } }) {
      const { data, layout } = planeFigure(matrix(W), vector(b[0]));
      chart.set({ data, layout: { ...layout, annotations: [] } }); // the handles bear the names
      place();
    },
  });
  /** Where a handle stands in the plane. */
  function pointOf(i: number): number[] {
    const { W, b } = board.scene.inputs;
    return i === 2 ? b[0] : W[i].map((w, c) => w + b[0][c]);
  }
  function move(i: number, to: number[], mark: string): void {
    const { W, b } = board.scene.inputs;
    const at = to.map((v) =>
      Number(Math.min(PLANE_RANGE[1], Math.max(PLANE_RANGE[0], v)).toFixed(2)),
    );
    if (i === 2) board.change({ b: [at] }, mark);
    else {
      const row = at.map((v, c) => Number((v - b[0][c]).toFixed(10)));
      board.change({ W: W.map((each, d) => (d === i ? row : each)) }, mark);
    }
  }
  function place(): void {
    const axes = (chart.element as Drawn)._fullLayout; // because plotly leaves it there
    handles.forEach((button, i) => {
      const [x, y] = pointOf(i);
      button.setAttribute(
        "aria-label",
        `${button.textContent} at (${formatNumber(x)}, ${formatNumber(y)}); arrow keys move it`,
      );
      if (!axes?.xaxis?.l2p) return;
      button.style.left = `${axes.xaxis._offset + axes.xaxis.l2p(x)}px`;
      button.style.top = `${axes.yaxis._offset + axes.yaxis.l2p(y)}px`;
    });
  }
  function handle(name: string, i: number): HTMLButtonElement {
    let drags = 0;
    const button: HTMLButtonElement = make(
      "button",
      {
        ...{ type: "button", class: "an-handle" },
        onkeydown: (event: KeyboardEvent) => {
          const by = {
            ArrowUp: [0, 1],
            ArrowDown: [0, -1],
            ArrowLeft: [-1, 0],
            ArrowRight: [1, 0],
          }[event.key];
          if (!by) return;
          event.preventDefault();
          move(
            i,
            pointOf(i).map((v, c) => v + by[c] * STEP),
            `key ${name}`,
          );
        },
        onpointerdown: (event: PointerEvent) => {
          button.setPointerCapture(event.pointerId);
          drags++;
        },
        onpointermove: (event: PointerEvent) => {
          const axes = (chart.element as Drawn)._fullLayout; // because plotly leaves it there
          if (!button.hasPointerCapture(event.pointerId) || !axes) return;
          const box = plane.getBoundingClientRect();
          const x = axes.xaxis.p2l(event.clientX - box.left - axes.xaxis._offset);
          const y = axes.yaxis.p2l(event.clientY - box.top - axes.yaxis._offset);
          move(i, [x, y], `drag ${name} ${drags}`);
        },
      },
      name,
    );
    return button;
  }
  const sized = new ResizeObserver(place);
  sized.observe(plane);
  chart.drawn = place;
  plane.append(...handles);
  board.body.append(plane);
  board.start();
  return () => {
    sized.disconnect();
    chart.dispose();
    board.dispose();
  };
}
