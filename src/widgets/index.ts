// All views, as one bundle for the browser.
import * as backward from "./backward";
import * as network from "./network";
import type { Model } from "./parts/board";
import * as plane from "./plane";
import * as product from "./product";
import type { ViewKind } from "./state";

const views: Record<ViewKind, { render(given: { model: Model; el: HTMLElement }): () => void }> = {
  ...{ network, product, backward, plane },
};

/** Shows the view that the model's `kind` names; returns what takes it away again. */
export function render(given: { model: Model; el: HTMLElement }): () => void {
  const kind = given.model.get("kind") as ViewKind; // because explore sends it
  return views[kind].render(given);
}

export default { render };
