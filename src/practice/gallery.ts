import { got, shapeText } from "../affine/check";
import { type Displayed, displayed } from "./displayed";
import { allSlips } from "./slips";
import { GRADIENTS, type Gradient, requireGradient, sameShape, solve, type Task } from "./task";

/** A wrong formula, run: what its result looks like beside the right one. */
export interface Exhibit {
  formula: string;
  shape: number[];
  /** Whether the shape gives it away. */
  shapeObjects: boolean;
  /** Whether the values give it away. */
  valuesObject: boolean;
}

/**
 * Wrong formulas for one gradient, each run on these very numbers: does the shape object? do the values?
 *
 * @param task x (N, D) or (N, C, …), W (D, H), b (H,), dout (N, H)
 * @param gradient "dx", "dW" or "db"
 * @returns an exhibit a formula; as a cell's last value it is a table
 * @throws RangeError for another gradient; what affineForward and affineBackward throw for the task
 */
export function gallery(task: Task, gradient: Gradient): { exhibits: Exhibit[] } & Displayed {
  requireGradient("gallery", gradient);
  const want = solve(task).right[gradient].shape;
  const exhibits = allSlips(task, gradient).map(({ slip, result, isRight }) => ({
    formula: slip.formula,
    shape: Array.from(result.shape),
    shapeObjects: !sameShape(result.shape, want),
    valuesObject: !isRight,
  }));
  return displayed({ exhibits }, () => tableText(gradient, want, exhibits));
}

function tableText(gradient: Gradient, want: ArrayLike<number>, exhibits: Exhibit[]): string {
  const fitting = exhibits.filter((each) => !each.shapeObjects).length;
  const head = `| instead of ${gradient} | shape | does the shape object? | do the values? |\n|---|---|---|---|`;
  const rows = exhibits.map(
    ({ formula, shape, shapeObjects, valuesObject }) =>
      `| \`${formula}\` | ${shapeText(shape)} | ${shapeObjects ? "yes" : "no"} | ${valuesObject ? "yes" : "no"} |`,
  );
  return `${head}\n${rows.join("\n")}\n\n${fitting} of ${exhibits.length} wrong formulas have the right shape, ${shapeText(want)}.`;
}

/** The slips that give the right answer for these numbers, a list a gradient. */
export type Unseen = Record<Gradient, string[]>;

/**
 * The mistakes that these numbers cannot show: known slips whose result is the right answer here.
 *
 * @param task x (N, D) or (N, C, …), W (D, H), b (H,), dout (N, H)
 * @returns their formulas, by gradient; as a cell's last value a line each
 * @throws TypeError if task is no task; what affineForward and affineBackward throw for it
 */
export function unseen(task: Task): Unseen & Displayed {
  if (typeof task !== "object" || task === null)
    throw new TypeError(`unseen: task is ${got(task)}, want { x, W, b, dout }`);
  const of = (gradient: Gradient) =>
    allSlips(task, gradient)
      .filter(({ isRight }) => isRight)
      .map(({ slip }) => slip.formula);
  const found = { dx: of("dx"), dW: of("dW"), db: of("db") };
  return displayed(found, () => GRADIENTS.map((g) => lineText(g, found[g])).join("\n\n"));
}

function lineText(gradient: Gradient, formulas: string[]): string {
  if (formulas.length === 0) return `**${gradient}**: every known mistake shows.`;
  const list = formulas.map((formula) => `\`${formula}\``).join(", ");
  return `**${gradient}**: ${formulas.length} cannot be seen: ${list}.`;
}
