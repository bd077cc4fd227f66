// Live views, computed in the browser by the code that notebooks use, with a model that no kernel hears.
import { dataIn, whenNear } from "./data.mjs";

/** The part of anywidget's model that a view uses. */
class PageModel {
  /** @type {Map<string, unknown>} */
  #state;
  /** @type {Map<string, Set<() => void>>} */
  #heard = new Map();

  /** @param {Record<string, unknown>} state */
  constructor(state) {
    this.#state = new Map(Object.entries(state));
  }

  /** @param {string} name */
  get(name) {
    return this.#state.get(name);
  }

  /**
   * @param {string} name
   * @param {unknown} value
   */
  set(name, value) {
    if (this.#state.get(name) === value) return;
    this.#state.set(name, value);
    for (const event of [`change:${name}`, "change"])
      for (const f of [...(this.#heard.get(event) ?? [])]) f();
  }

  /**
   * @param {string} event
   * @param {() => void} f
   */
  on(event, f) {
    const all = this.#heard.get(event) ?? new Set();
    this.#heard.set(event, all.add(f));
  }

  /**
   * @param {string} event
   * @param {() => void} [f] without it, all that hear the event
   */
  off(event, f) {
    if (f) this.#heard.get(event)?.delete(f);
    else this.#heard.delete(event);
  }

  save_changes() {} // there is no kernel to send them to

  send() {}
}

/** Starts each view when it comes near the window. */
export function startViews() {
  whenNear(document.querySelectorAll(".view"), (place) => {
    const { kind, state } = dataIn(place);
    const el = document.createElement("div");
    place.append(el);
    try {
      const { affineViews } = /** @type {any} */ (globalThis); // because the views are a script of the page
      affineViews.useGemm("stdlib"); // the policy of these pages refuses WebAssembly
      affineViews.render({ model: new PageModel({ kind, ...state }), el });
      place.querySelector(".still")?.remove();
    } catch (error) {
      el.remove(); // what stands for it stays
      console.error(`The view ${kind} did not start:`, error);
    }
  });
}
