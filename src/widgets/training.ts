import { matrix } from "../affine/matrix";
import { flatCopy } from "../affine/tensor";
import { formatNumber } from "../figures/number";
import { trainingFigure } from "../figures/training";
import {
  backwardThrough,
  curvePlaces,
  forwardThrough,
  meanSquare,
  meanSquareBackward,
  predictedDrop,
  stepInto,
} from "../training/train";
import type { Model } from "./parts/board";
import { Chart } from "./parts/chart";
import { make } from "./parts/element";
import { frame } from "./parts/frame";
import { pack, unpack } from "./state";
import { packNetwork, type TrainingState, unpackNetwork } from "./training-state";

/** The slider's ends, as powers of ten: η from 0.001 to 3.2. */
const [SLOWEST, FASTEST] = [-3, 0.5];
/** How many steps a frame may take. */
const PACES = [1, 5, 20];

/** The traces that move from step to step: the curve and the loss. */
const MOVING = [1, 2];

/** A network that learns while you watch: the rate can be changed at any time, also while it runs. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const view = new TrainingView(model, el);
  return () => view.dispose();
}

class TrainingView {
  readonly #model: Model;
  readonly #el: HTMLElement;
  readonly #chart = new Chart();
  readonly #said = make("p", { class: "an-note", role: "status" });
  readonly #slider: HTMLInputElement;
  readonly #rateText = make("span");
  readonly #play: HTMLButtonElement;
  readonly #pace: HTMLSelectElement;
  readonly #heard: () => void;
  readonly #x;
  readonly #y;
  readonly #at = curvePlaces();
  #network;
  #losses: number[];
  #rate: number;
  #frame = 0;
  #axes = "";
  #last: { predicted: number; real: number } | null = null;

  constructor(model: Model, el: HTMLElement) {
    this.#model = model;
    this.#el = el;
    this.#x = matrix(unpack(this.#given("x")));
    this.#y = matrix(unpack(this.#given("y")));
    this.#network = unpackNetwork(this.#given("layers"));
    this.#losses = unpack([this.#given("losses")])[0];
    this.#rate = this.#given("rate");
    this.#slider = make("input", {
      ...{ type: "range", min: SLOWEST, max: FASTEST, step: 0.05, "aria-label": "learning rate η" },
      oninput: () => this.#setRate(10 ** Number(this.#slider.value)),
      onchange: () => this.#tell(),
    });
    const button = (text: string, f: () => void) =>
      make("button", { type: "button", onclick: f }, text);
    this.#play = button("▶ Train", () => (this.#frame === 0 ? this.#run() : this.#pause()));
    const one = button("One step", () => this.#once());
    const again = button("Start again", () => this.#restart());
    this.#pace = make("select", { "aria-label": "steps a frame" });
    this.#pace.append(
      ...PACES.map((n) => make("option", { value: n }, `${n} step${n > 1 ? "s" : ""} a frame`)),
    );
    const rate = make("label", {}, "η ", this.#slider, this.#rateText);
    this.#heard = () => {
      if (this.#frame !== 0 || this.#given("rate") === this.#rate) return;
      this.#setRate(this.#given("rate"));
    };
    model.on("change:rate", this.#heard);
    const tools = make("div", { class: "an-tools" }, this.#play, one, this.#pace, again, rate);
    el.append(
      frame(
        "A network that learns",
        (event) => event.stopPropagation(), // JupyterLab's shortcuts
        ...[tools, this.#said, this.#chart.element],
      ),
    );
    this.#setRate(this.#rate);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#model.off("change:rate", this.#heard);
    this.#chart.dispose();
    this.#el.replaceChildren();
  }

  #given<K extends keyof TrainingState>(name: K): TrainingState[K] {
    return this.#model.get(name) as TrainingState[K]; // because watchTraining sends each of them
  }

  #setRate(rate: number): void {
    this.#rate = Number(rate.toPrecision(2));
    this.#slider.value = String(Math.log10(this.#rate));
    this.#slider.setAttribute("aria-valuetext", formatNumber(this.#rate));
    this.#rateText.textContent = ` = ${formatNumber(this.#rate)}`;
    this.#show();
  }

  /** forward, loss, backward, a step; and how far L was to fall, beside how far it did. */
  #step(): void {
    const out = forwardThrough(this.#network, this.#x);
    backwardThrough(this.#network, meanSquareBackward(out, this.#y));
    const predicted = predictedDrop(this.#network, this.#rate);
    stepInto(this.#network, this.#rate);
    const loss = meanSquare(forwardThrough(this.#network, this.#x), this.#y);
    this.#last = { predicted, real: this.#losses[this.#losses.length - 1] - loss };
    this.#losses.push(loss);
  }

  #once(): void {
    this.#pause();
    this.#step();
    this.#tell();
    this.#show();
  }

  #run(): void {
    this.#play.textContent = "⏸ Pause";
    const frame = () => {
      for (let i = 0; i < Number(this.#pace.value) && !this.#lost; i++) this.#step();
      this.#show();
      if (this.#lost) this.#pause();
      else this.#frame = requestAnimationFrame(frame);
    };
    this.#frame = requestAnimationFrame(frame);
  }

  #pause(): void {
    if (this.#frame === 0) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#play.textContent = "▶ Train";
    this.#tell();
  }

  #restart(): void {
    this.#pause();
    this.#network = unpackNetwork(this.#given("start"));
    this.#losses = this.#losses.slice(0, 1);
    this.#last = null;
    this.#tell();
    this.#show();
  }

  /** Whether the loss has left all numbers behind. */
  get #lost(): boolean {
    const loss = this.#losses[this.#losses.length - 1];
    return !(loss < 1e12);
  }

  #show(): void {
    const places = matrix(this.#at.map((each) => [each]));
    const out = [...flatCopy(forwardThrough(this.#network, places))];
    const figure = trainingFigure(this.#x, this.#y, { at: this.#at, out }, this.#losses);
    const axes = JSON.stringify([figure.layout.xaxis2, figure.layout.yaxis2]);
    const moved = axes === this.#axes && this.#chart.move(figure, MOVING);
    if (!moved) this.#chart.set(figure);
    this.#axes = axes;
    this.#said.textContent = this.#words();
  }

  #words(): string {
    const loss = this.#losses[this.#losses.length - 1];
    const step = `Step ${this.#losses.length - 1}: loss ${formatNumber(loss)}.`;
    if (this.#lost)
      return `${step} It has run away: the rate is too large. Choose a smaller one and start again.`;
    if (!this.#last) return step;
    const { predicted, real } = this.#last;
    return `${step} The last step: predicted drop ${formatNumber(predicted)}, real drop ${formatNumber(real)}.`;
  }

  /** Tells the kernel where the training stands; not in each frame, which would be sixty messages a second. */
  #tell(): void {
    this.#model.set("rate", this.#rate);
    this.#model.set("layers", packNetwork(this.#network));
    this.#model.set("losses", pack([this.#losses])[0]);
    this.#model.save_changes();
  }
}
