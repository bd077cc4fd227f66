import { got, shapeText } from "../affine/check";
import { flatCopy } from "../affine/tensor";
import { type Displayed, displayed } from "./displayed";
import { formatNumber } from "./number-text";
import { sumText } from "./sums";
import { type Gradient, indexAt, requireGradient, solve, type Task } from "./task";

const HINTS: Record<Gradient, { shape: string; sum: string; formula: string }> = {
  dx: {
    shape: "`dx` has the shape of `x`",
    sum: "x[n, d] was used by every neuron j, each time with the factor W[d, j]. Add up what each of them sends back: dout[n, j] times that factor",
    formula: "`dx = dout·Wᵀ`: row n of dout meets row d of W",
  },
  dW: {
    shape: "`dW` has the shape of `W`",
    sum: "W[d, j] was used by every sample n, each time with the factor x[n, d]. Add up what each of them sends back: dout[n, j] times that factor",
    formula: "`dW = xᵀ·dout`: column d of x meets column j of dout",
  },
  db: {
    shape: "`db` has the shape of `b`",
    sum: "b[j] was added to every sample n, each time with the factor 1. Add up what each of them sends back",
    formula: "`db` = sum of dout's rows: column j of dout, added up",
  },
};

/**
 * A hint towards one gradient, in three steps: its shape, what is summed, the formula.
 *
 * @param step 1, 2 or 3: how many steps are shown
 * @throws RangeError for another gradient or step
 */
export function hint(
  task: Task,
  gradient: Gradient,
  step: number,
): { steps: string[] } & Displayed {
  const words = HINTS[requireGradient("hint", gradient)];
  if (![1, 2, 3].includes(step)) throw new RangeError(`hint: step is ${got(step)}, want 1, 2 or 3`);
  const { right } = solve(task);
  const steps = [
    `${words.shape}: ${shapeText(right[gradient].shape)}.`,
    `${words.sum}.`,
    `${words.formula}.`,
  ].slice(0, step);
  return displayed({ steps }, () => steps.map((text, i) => `${i + 1}. ${text}`).join("\n"));
}

/**
 * The worked solution of one gradient: each entry with the sum it is.
 *
 * @throws RangeError for another gradient
 */
export function solution(task: Task, gradient: Gradient): { sums: string[] } & Displayed {
  requireGradient("solution", gradient);
  const answer = solve(task).right[gradient];
  const sums = Array.from(flatCopy(answer), (value, place) => {
    const sum = sumText(task, gradient, indexAt(place, answer.shape));
    return `${sum} = ${formatNumber(value)}`;
  });
  return displayed({ sums }, () => sums.map((sum) => `\`${sum}\``).join("\n\n"));
}
