import type { Figure } from "../figures/figure";
import { label } from "../figures/figure";
import type { Comm, CommMessage, Kernel } from "../kernel/api";
import { type Bundle, display } from "./display";
import { textOf } from "./show";
import { codeModel, loader } from "./view-code";
import { model, openModel, pageForm } from "./widget-model";

const STILL =
  "A still picture: run this cell in the lesson's own JupyterLab (npm start) to change its numbers.";

/** The height of the line that says so, below the axes' titles, in pixels. */
const NOTE = 20;

/** What of a figure's layout makes room for it. */
interface Spaces {
  height: number;
  margin: { b: number };
  annotations?: object[];
}

/**
 * What all live views are in the kernel: a state that the front end shows and changes. As the last line of a cell a view is
 * shown, as often as one likes; all its outputs are one.
 *
 * @typeParam State plain values, as JSON can carry them
 */
export abstract class LiveView<State extends object> {
  readonly #kernel: Kernel | null;
  readonly #kind: string;
  readonly #figure: (state: State) => Figure;
  #state: State;
  #comm: Comm | null = null;

  /**
   * @param kind which view of src/widgets shows it
   * @param figure the same as a still picture, for where nothing can be live
   */
  constructor(kernel: Kernel | null, kind: string, state: State, figure: (state: State) => Figure) {
    this.#kernel = kernel;
    this.#kind = kind;
    this.#state = state;
    this.#figure = figure;
    if (!kernel) display(this.#still(), null);
    for (const [name, value] of [
      ["Jupyter.display", () => this.#bundle()],
      ["nodejs.util.inspect.custom", () => (kernel ? `A live view: ${kind}` : STILL)],
    ] as const)
      Object.defineProperty(this, Symbol.for(name), { value });
  }

  /** The state as it is now, also where it was changed in the picture. */
  protected get state(): State {
    return this.#state;
  }

  /** Changes a part of the state; the picture follows. */
  protected change(part: Partial<State>): void {
    this.#state = { ...this.#state, ...part };
    this.#comm?.send({ method: "update", state: { ...part }, buffer_paths: [] });
  }

  #bundle(): Bundle {
    const comm = this.#open();
    const view = { version_major: 2, version_minor: 0, model_id: comm.id };
    return {
      "application/vnd.jupyter.widget-view+json": view,
      ...pageForm(this.#kind, this.#shown()),
      ...this.#still(),
    };
  }

  /** What the front end's model holds, but for the code. */
  #shown(): Record<string, unknown> {
    return { kind: this.#kind, ...this.#state };
  }

  /** The same picture, as it is now, for where nothing can be live. */
  #still(): Bundle {
    const { data, layout } = this.#figure(this.#state);
    const { margin, height, annotations } = layout as unknown as Spaces; // because every figure of ours has these
    const said = label(STILL, 0, 0, {
      ...{ xanchor: "left", yanchor: "top", yshift: -margin.b, font: { size: 11 } },
    });
    const room = {
      ...{ height: height + NOTE, margin: { ...margin, b: margin.b + NOTE } },
      annotations: [...(annotations ?? []), said],
    };
    return {
      "application/vnd.plotly.v1+json": { data, layout: { ...layout, ...room } },
      "text/plain": `${textOf(layout)}\n${STILL}`,
    };
  }

  /** The comm of the view's model. It is closed when the last of its pictures is gone, and opened for the next. */
  #open(): Comm {
    if (this.#comm) return this.#comm;
    if (!this.#kernel) throw new Error("view: there is no kernel with comms");
    const code = codeModel(this.#kernel);
    const own = { _esm: loader, _anywidget_id: `affine-notebooks.${this.#kind}` };
    const id = crypto.randomUUID();
    const state = () => ({ ...model(own), code, id, ...this.#shown() });
    const comm = openModel(this.#kernel, state, { id, heard: ({ data }) => this.#heard(data) });
    comm.onClose(() => {
      if (this.#comm === comm) this.#comm = null;
    });
    this.#comm = comm;
    return comm;
  }

  #heard({ method, state, content }: CommMessage["data"]): void {
    if (method === "update") {
      const known = Object.entries(state as object).filter(([name]) => name in this.#state); // because an update has a state
      this.#state = { ...this.#state, ...Object.fromEntries(known) };
    } else if (method === "custom" && (content as { gone?: boolean })?.gone) {
      // because the view sends it when its last picture is taken away
      this.#comm?.close();
      this.#comm = null;
    }
  }
}
