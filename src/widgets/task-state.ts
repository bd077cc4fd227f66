// What a practice board shows, as plain data: it travels between the kernel and the browser, and is saved in the notebook.
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import { GRADIENTS, type Gradient, type Task } from "../practice/task";
import { readNumber } from "./parts/number";
import type { Packed } from "./state";

/** A tensor of any rank. */
export interface PackedTensor {
  shape: number[];
  values: Packed[];
}

export const GIVEN = ["x", "W", "b", "dout"] as const;

/** Texts as typed, in row-major order; "" where nothing stands. */
export type Texts = Record<Gradient, string[]>;
/** How many hints are shown, 0 to 3; 4 is the worked solution. */
export type Helped = Record<Gradient, number>;

export interface TaskState extends Record<(typeof GIVEN)[number], PackedTensor> {
  texts: Texts;
  helped: Helped;
}

export function packTensor(a: TensorLike): PackedTensor {
  const values = Array.from(flatCopy(a), (v) => (Number.isFinite(v) ? v : String(v)));
  return { shape: Array.from(a.shape), values };
}

export function unpackTensor({ shape, values }: PackedTensor): Tensor {
  return tensor(values.map(Number), shape);
}

/** The given tensors of a state. */
export function taskOf(
  state: Pick<TaskState, (typeof GIVEN)[number]>,
): Record<(typeof GIVEN)[number], Tensor> & Task {
  const [x, W, b, dout] = GIVEN.map((name) => unpackTensor(state[name]));
  return { x, W, b, dout };
}

/** A gradient has the shape of what it is the gradient of. */
export function shapeOf(task: Task, gradient: Gradient): number[] {
  const of = { dx: task.x, dW: task.W, db: task.b }[gradient];
  return Array.from(of.shape);
}

/** No text in any cell. */
export function blankTexts(task: Task): Texts {
  const blanks = (gradient: Gradient) =>
    new Array<string>(shapeOf(task, gradient).reduce((size, l) => size * l, 1)).fill("");
  return { dx: blanks("dx"), dW: blanks("dW"), db: blanks("db") };
}

/** The numbers that texts are; null for a text that is none. */
export function entriesOf(texts: readonly string[]): (number | null)[] {
  return texts.map((text) => {
    const read = readNumber(text);
    return read.ok ? read.value : null;
  });
}

/** Nested arrays of a gradient's shape, as `check` takes them. */
export type Entries = (number | null | Entries)[];

export function nested(entries: readonly (number | null)[], shape: readonly number[]): Entries {
  if (shape.length <= 1) return [...entries];
  const each = entries.length / shape[0];
  return Array.from({ length: shape[0] }, (_, i) =>
    nested(entries.slice(i * each, (i + 1) * each), shape.slice(1)),
  );
}

/** The three answers as they stand. */
export function answersOf(task: Task, texts: Texts): Record<Gradient, Entries> {
  const of = (gradient: Gradient) => nested(entriesOf(texts[gradient]), shapeOf(task, gradient));
  return Object.fromEntries(GRADIENTS.map((g) => [g, of(g)])) as Record<Gradient, Entries>; // because fromEntries forgets the names
}
