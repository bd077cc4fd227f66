import { got, requireShape, requireTensor } from "../affine/check";
import { matrix, toArray, vector } from "../affine/matrix";
import type { TensorLike } from "../affine/tensor";
import { backwardFigure } from "../figures/backward";
import type { Figure } from "../figures/figure";
import { label } from "../figures/figure";
import { networkFigure } from "../figures/network";
import { planeFigure } from "../figures/plane";
import { productFigure } from "../figures/product";
import type { Comm, CommMessage, Kernel } from "../kernel/api";
import {
  INPUT_NAMES,
  type InputName,
  type Inputs,
  type Packed,
  pack,
  unpack,
  type ViewKind,
} from "../widgets/state";
import { type Bundle, display } from "./display";
import type { Explored, ExploredValue } from "./explore";
import { textOf } from "./show";
import { codeModel, loader } from "./view-code";
import { model, openModel } from "./widget-model";

const STILL =
  "A still picture: run this cell in the lesson's own JupyterLab (npm start) to change its numbers.";

/** A live view: shown as the last line of a cell, as often as one likes; all its outputs are one. */
export class View {
  readonly #kernel: Kernel | null;
  readonly #kind: ViewKind;
  #inputs: Inputs;
  #comm: Comm | null = null;

  constructor(kernel: Kernel | null, kind: ViewKind, inputs: Inputs) {
    this.#kernel = kernel;
    this.#kind = kind;
    this.#inputs = inputs;
    if (!kernel) display(this.#still(), null);
    for (const [name, value] of [
      ["Jupyter.display", () => this.#bundle()],
      ["nodejs.util.inspect.custom", () => (kernel ? `A live view: ${kind}` : STILL)],
    ] as const)
      Object.defineProperty(this, Symbol.for(name), { value });
  }

  /** The numbers as they are now, also those that were changed in the picture. */
  get value(): ExploredValue {
    const { x, W, b, dout } = this.#inputs;
    return { x: matrix(x), W: matrix(W), b: vector(b[0]), dout: matrix(dout) };
  }

  /**
   * Sets numbers; the picture follows.
   *
   * @param more any of x, W, b, dout, each of the shape that it has
   * @throws TypeError, RangeError for another kind or shape; then nothing is changed
   */
  set(more: Partial<Explored>): void {
    if (typeof more !== "object" || more === null)
      throw new TypeError(`view.set: got ${got(more)}, want any of { x, W, b, dout }`);
    const now = this.value;
    const next: Partial<Inputs> = {};
    for (const name of INPUT_NAMES) {
      const a: TensorLike | undefined = more[name];
      if (a === undefined) continue;
      requireTensor("view.set", name, a);
      requireShape("view.set", name, a, [...now[name].shape], "a view keeps its shapes");
      next[name] = (name === "b" ? [toArray(a)] : toArray(a)) as number[][]; // because the shape is that of the view's own
    }
    this.#inputs = { ...this.#inputs, ...next };
    this.#comm?.send({ method: "update", state: packed(next), buffer_paths: [] });
  }

  #bundle(): Bundle {
    const comm = this.#open();
    const view = { version_major: 2, version_minor: 0, model_id: comm.id };
    return { "application/vnd.jupyter.widget-view+json": view, ...this.#still() };
  }

  /** The same picture, as it is now, for where nothing can be live. */
  #still(): Bundle {
    const { data, layout } = this.#figure();
    const said = label(STILL, 0, 0, {
      ...{ xanchor: "left", yanchor: "top", yshift: -34, font: { size: 11 } },
    });
    const annotations = [...((layout.annotations as object[] | undefined) ?? []), said]; // because ours are lists
    return {
      "application/vnd.plotly.v1+json": { data, layout: { ...layout, annotations } },
      "text/plain": `${textOf(layout)}\n${STILL}`,
    };
  }

  #figure(): Figure {
    const { x, W, b, dout } = this.value;
    const figures: Record<ViewKind, () => Figure> = {
      network: () => networkFigure(x, W, b, { dout }),
      product: () => productFigure(x, W, b),
      backward: () => backwardFigure(x, W, b, dout),
      plane: () => planeFigure(W, b),
    };
    return figures[this.#kind]();
  }

  /** The comm of the view's model. It is closed when the last of its pictures is gone, and opened for the next. */
  #open(): Comm {
    if (this.#comm) return this.#comm;
    if (!this.#kernel) throw new Error("view: there is no kernel with comms");
    const code = codeModel(this.#kernel);
    const own = { _esm: loader, _anywidget_id: `affine-notebooks.${this.#kind}` };
    const state = () => ({ ...model(own), kind: this.#kind, code, ...packed(this.#inputs) });
    const comm = openModel(this.#kernel, state, ({ data }) => this.#heard(data));
    comm.onClose(() => {
      if (this.#comm === comm) this.#comm = null;
    });
    this.#comm = comm;
    return comm;
  }

  #heard({ method, state, content }: CommMessage["data"]): void {
    if (method === "update") {
      const changed = state as Partial<Record<InputName, Packed[][]>>; // because the view sends these
      for (const name of INPUT_NAMES) {
        const rows = changed[name];
        if (rows) this.#inputs = { ...this.#inputs, [name]: unpack(rows) };
      }
    } else if (method === "custom" && (content as { gone?: boolean })?.gone) {
      // because the view sends it when its last picture is taken away
      this.#comm?.close();
      this.#comm = null;
    }
  }
}

function packed(inputs: Partial<Inputs>): Record<string, Packed[][]> {
  return Object.fromEntries(Object.entries(inputs).map(([name, rows]) => [name, pack(rows)]));
}
