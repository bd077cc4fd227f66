import { Board, type Model } from "./parts/board";
import { FormulaLine } from "./parts/formula";
import { sumOf } from "./sums";

/** Figure 2 to touch: x·W + b = out; a cell of out shows what it is made of. */
export function render({ model, el }: { model: Model; el: HTMLElement }): () => void {
  const formula = new FormulaLine(
    "Point at a number of out, or go there with Tab and the arrow keys.",
  );
  const board = new Board({
    ...{ model, el, title: "x·W + b = out", inputs: ["x", "W", "b"], results: ["out"] },
    signs: ["·", "+", "="],
    draw({ inputs, out }, pointed) {
      const sum = pointed && sumOf(pointed.name, pointed.at, inputs);
      board.light(sum?.cells ?? {});
      if (sum && pointed) formula.set(sum.name, sum.terms, out[pointed.at[0]][pointed.at[1]]);
      else formula.clear();
    },
  });
  board.body.append(formula.element);
  board.start();
  return () => board.dispose();
}
