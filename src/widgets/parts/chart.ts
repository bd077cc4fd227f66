import type { Figure } from "../../figures/figure";
import { make } from "./element";

/** The parts of plotly.js that a view needs: the page's own, none is brought along. */
interface Plotly {
  react(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
  animate(element: HTMLElement, frame: unknown, options: unknown): Promise<unknown>;
  purge(element: HTMLElement): void;
}

const MIME = "application/vnd.plotly.v1+json";

interface Page {
  Plotly?: Plotly;
  /** Where JupyterLab's extensions leave their modules; plotly's sets `Plotly` when it has drawn once. */
  _JUPYTERLAB?: Record<string, { get(name: string): Promise<() => { default: Extension }> }>;
}

interface Extension {
  rendererFactory: {
    createRenderer(options: object): {
      node: HTMLElement;
      renderModel(model: object): Promise<void>;
      dispose(): void;
    };
  };
}

/**
 * Waits until the page has nothing else to do, a second at most. Reading plotly keeps it busy for that long, and anywidget
 * gives up a model whose code has not come within two.
 */
function idle(): Promise<unknown> {
  if (!globalThis.requestIdleCallback) return new Promise((resolve) => setTimeout(resolve, 100)); // as in Safari
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
}

let finding: Promise<Plotly | null> | null = null;

/** The page's plotly, or null where it has none. Charts that ask at once share the search, which draws one of its own. */
export function findPlotly(): Promise<Plotly | null> {
  finding ??= search().finally(() => {
    finding = null;
  });
  return finding;
}

async function search(): Promise<Plotly | null> {
  const page = globalThis as Page; // because these are not the browser's own
  if (page.Plotly) return page.Plotly;
  await idle();
  const module = await page._JUPYTERLAB?.["jupyterlab-plotly"]?.get("./mimeExtension");
  if (!module) return null;
  const found = module().default;
  const { rendererFactory } = Array.isArray(found) ? found[0] : found;
  const renderer = rendererFactory.createRenderer({
    mimeType: MIME,
    sanitizer: {},
    resolver: null,
  });
  const corner = make("div", { style: "position:absolute;left:-9999px;width:10px;height:10px" });
  document.body.append(corner);
  corner.append(renderer.node);
  const model = { data: { [MIME]: { data: [], layout: {} } }, metadata: {}, setData() {} };
  await renderer.renderModel(model);
  renderer.dispose();
  corner.remove();
  return page.Plotly ?? null;
}

const AT_ONCE = {
  ...{ mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: false } },
};

/** A chart that is drawn anew with each figure. */
export class Chart {
  readonly element = make("div", { class: "an-chart", role: "img" });
  /** Called after each drawing. */
  drawn: () => void = () => {};
  #plotly: Plotly | null = null;
  #wanted: Figure | null = null;
  #drawing = false;
  #frame = 0;

  constructor() {
    void findPlotly().then((plotly) => {
      this.#plotly = plotly;
      if (plotly) this.#draw();
      else
        this.element.textContent = "There is no plotly.js on this page: the numbers stand alone.";
    });
  }

  set(figure: Figure): void {
    this.#wanted = figure;
    this.element.setAttribute("aria-label", figure.layout.meta.alt.replace(/<[^>]*>/g, " "));
    // plotly takes longer than a frame: the numbers are painted first, and what waits for that frame goes before.
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => setTimeout(() => this.#draw(), 2));
  }

  /**
   * Moves lines of the figure that stands there, which is much quicker than drawing it anew: its axes stay as they are.
   *
   * @param figure of the same layout as the one that stands there
   * @param traces which of its traces have moved
   * @returns whether they were: not while there is nothing to move, or a drawing under way
   */
  move(figure: Figure, traces: readonly number[]): boolean {
    if (!this.#plotly || this.#wanted || this.#drawing) return false;
    const data = traces.map((i) => ({ x: figure.data[i].x, y: figure.data[i].y }));
    void this.#plotly.animate(this.element, { data, traces: [...traces] }, AT_ONCE);
    return true;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#plotly?.purge(this.element);
    this.#plotly = null;
  }

  /** One drawing at a time: while one is under way only the newest of those asked for is kept. */
  #draw(): void {
    if (!this.#plotly || !this.#wanted || this.#drawing) return;
    const { data, layout } = this.#wanted;
    this.#wanted = null;
    this.#drawing = true;
    const config = { displayModeBar: false, responsive: true };
    void this.#plotly.react(this.element, data, layout, config).finally(() => {
      this.#drawing = false;
      this.drawn();
      this.#draw();
    });
  }
}
