import { flatCopy } from "../affine/tensor";
import { formatNumber } from "./number-text";
import { type Gradient, sampleSize, solve, type Task } from "./task";

/**
 * The sum behind one entry of a gradient, with its letters and its numbers, without its result.
 *
 * @returns for example "dW[0, 1] = Σₙ x[n, 0]·dout[n, 1] = 2·0 + 1·3 + 3·1"
 */
export function sumText(task: Task, gradient: Gradient, index: readonly number[]): string {
  const { letters, terms } = sumOf(task, gradient, index);
  return `${gradient}[${index.join(", ")}] = ${letters} = ${terms.join(" + ")}`;
}

function sumOf(task: Task, gradient: Gradient, index: readonly number[]) {
  const { N, D, H, X } = solve(task);
  const [x, W, dout] = [flatCopy(X), flatCopy(task.W), flatCopy(task.dout)];
  const times = (p: number, q: number) => `${factor(p)}·${factor(q)}`;
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  if (gradient === "db") {
    const [j] = index;
    return { letters: `Σₙ dout[n, ${j}]`, terms: range(N).map((n) => factor(dout[n * H + j])) };
  }
  if (gradient === "dW") {
    const [d, j] = index;
    const terms = range(N).map((n) => times(x[n * D + d], dout[n * H + j]));
    return { letters: `Σₙ x[n, ${d}]·dout[n, ${j}]`, terms };
  }
  const [n, d] = [index[0], featureOf(task, index)];
  const terms = range(H).map((j) => times(dout[n * H + j], W[d * H + j]));
  return { letters: `Σⱼ dout[${n}, j]·W[${d}, j]`, terms };
}

/** Which feature an entry of x is, once its sample is flattened. */
function featureOf(task: Task, index: readonly number[]): number {
  let [feature, size] = [0, sampleSize(task.x)];
  for (let axis = 1; axis < index.length; axis++) {
    size /= task.x.shape[axis];
    feature += index[axis] * size;
  }
  return feature;
}

function factor(value: number): string {
  return value < 0 ? `(${formatNumber(value)})` : formatNumber(value);
}
