// All views, as one bundle for the browser; and the switch for a page whose policy lets no WebAssembly be compiled.
import * as backward from "./backward";
import * as network from "./network";
import type { Model } from "./parts/board";
import * as plane from "./plane";
import * as practice from "./practice";
import * as product from "./product";
import * as training from "./training";

const views = { network, product, backward, plane, practice, training };

/** Shows the view that the model's `kind` names; returns what takes it away again. */
export function render(given: { model: Model; el: HTMLElement }): () => void {
  const kind = given.model.get("kind") as keyof typeof views; // because the kernel sends it
  return views[kind].render(given);
}

export default { render };

export { useGemm } from "../affine/gemm";
