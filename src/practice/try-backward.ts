import { got, shapeText } from "../affine/check";
import { gradientError, numericalGradient } from "../affine/gradient-check";
import { tensorText } from "../affine/inspect";
import { affineForward, type Gradients } from "../affine/layer";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor } from "../affine/tensor";
import { check, type Verdicts } from "./check";
import { type Displayed, displayed } from "./displayed";
import { random } from "./random";
import { GRADIENTS, type Task } from "./task";
import { verdictText } from "./verdict-text";

/** A reader's own backward pass. */
export type Backward = (dout: Tensor, x: Tensor, W: Tensor) => Gradients;

/** How a reader's backward pass did. */
export type Trial =
  | { ok: true; tried: number }
  | { ok: false; task: Task; verdicts?: Verdicts; error?: string };

/** x's shape and H, smallest first, so that the first failure is a small one. N = 1 alone would prove little. */
const SHAPES: readonly (readonly [number[], number])[] = [
  [[1, 1], 1],
  [[1, 2], 1],
  [[2, 1], 1],
  [[1, 2], 3],
  [[2, 1], 3],
  [[2, 2], 2],
  [[2, 3], 4],
  [[4, 2], 3],
  [[3, 3], 3],
  [[2, 2, 2], 3],
  [[3, 2, 1], 4],
  [[5, 4], 6],
  [[2, 3, 2], 5],
];

/**
 * Runs a reader's affineBackward on many random shapes and compares it with the right gradients and with central
 * differences; stops at the first, smallest, example that fails.
 *
 * @param backward (dout, x, W) => ({ dx, dW, db }), each an ndarray or nested arrays
 * @param seed another seed, other numbers
 */
export function tryBackward(backward: Backward, seed = 1): Trial & Displayed {
  if (typeof backward !== "function")
    throw new TypeError(
      `tryBackward: backward is ${got(backward)}, want a function (dout, x, W) => ({ dx, dW, db })`,
    );
  const next = random(seed);
  for (const [shape, H] of SHAPES) {
    const task = draw(shape, H, next);
    const failed = attempt(backward, task);
    if (failed) return displayed({ ok: false, task, ...failed }, () => failureText(task, failed));
  }
  const tried = SHAPES.length;
  return displayed(
    { ok: true, tried },
    () => `**Right** on all ${tried} examples, also by central differences ✓`,
  );
}

interface Failed {
  verdicts?: Verdicts;
  error?: string;
}

/** What is wrong with one example, or null. */
function attempt(backward: Backward, task: ReturnType<typeof draw>): Failed | null {
  const before = [task.dout, task.x, task.W].map((a) => flatCopy(a).join());
  let answer: Gradients;
  try {
    answer = backward(task.dout, task.x, task.W);
  } catch (error) {
    return {
      error: `your function threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`,
    };
  }
  if (typeof answer !== "object" || answer === null)
    return { error: `your function returned ${got(answer)}, want { dx, dW, db }` };
  if ([task.dout, task.x, task.W].some((a, i) => flatCopy(a).join() !== before[i]))
    return { error: "your function changed one of its arguments; make new arrays instead" };
  const verdicts = check(task, answer);
  if (GRADIENTS.some((g) => verdicts[g].kind !== "right")) return { verdicts };
  return byDifferences(task, answer);
}

/** The same once more, without any formula: by moving each entry of W. */
function byDifferences(task: ReturnType<typeof draw>, { dW }: Gradients): Failed | null {
  if (!(dW?.data instanceof Float64Array)) return null; // nested arrays, which check has judged
  const dout = flatCopy(task.dout);
  const loss = () =>
    flatCopy(affineForward(task.x, task.W, task.b)).reduce((sum, v, i) => sum + v * dout[i], 0);
  const error = gradientError(dW, numericalGradient(loss, task.W));
  return error < 0.01
    ? null
    : { error: `dW differs from central differences by ${error} of its size` };
}

function draw(shape: number[], H: number, next: () => number) {
  const numbers = (lengths: number[]) => {
    const size = lengths.reduce((all, length) => all * length, 1);
    // From 1 to 4, with either sign: no zero, since a zero hides mistakes.
    const values = Array.from(
      { length: size },
      () => (1 + Math.floor(next() * 4)) * (next() < 0.3 ? -1 : 1),
    );
    return tensor(values, lengths);
  };
  const D = shape.slice(1).reduce((all, length) => all * length, 1);
  return { x: numbers(shape), W: numbers([D, H]), b: numbers([H]), dout: numbers([shape[0], H]) };
}

function failureText(task: Task, { verdicts, error }: Failed): string {
  const shapes = `x ${shapeText(task.x.shape)}, W ${shapeText(task.W.shape)}, dout ${shapeText(task.dout.shape)}`;
  const wrong = verdicts
    ? GRADIENTS.filter((g) => verdicts[g].kind !== "right").map((g) => verdictText(g, verdicts[g]))
    : [error ?? ""];
  const numbers = (["x", "W", "dout"] as const).map((name) => `${name}: ${tensorText(task[name])}`);
  return [
    `**Not yet.** The smallest example that fails has ${shapes}.`,
    ...wrong,
    `\`\`\`\n${numbers.join("\n")}\n\`\`\``,
  ].join("\n\n");
}
