import { flatCopy, type Tensor } from "../affine/tensor";
import type { Slip } from "./slip";
import { DB_SLIPS } from "./slips-db";
import { DW_SLIPS } from "./slips-dw";
import { DX_SLIPS } from "./slips-dx";
import {
  accepting,
  GRADIENTS,
  type Gradient,
  placesOff,
  sameShape,
  solve,
  type Task,
} from "./task";

/** A slip, what it gives for these numbers, and whether that is the right answer after all. */
export interface Made {
  slip: Slip;
  result: Tensor;
  isRight: boolean;
}

/** Every slip that can be made with these numbers. */
export function allSlips(task: Task, gradient: Gradient): Made[] {
  const numbers = { ...task, ...solve(task) };
  const right = numbers.right[gradient];
  return [...DX_SLIPS, ...DW_SLIPS, ...DB_SLIPS]
    .filter((slip) => slip.gradient === gradient)
    .flatMap(({ gradient: _, compute, ...slip }) => {
      const result = compute(numbers);
      if (!result) return [];
      const isRight = sameShape(result.shape, right.shape) && placesOff(result, right).length === 0;
      return [{ slip, result, isRight }];
    });
}

/** The slips and their results for these numbers, without those that give the right answer. */
export function slipResults(task: Task, gradient: Gradient): Made[] {
  return allSlips(task, gradient).filter(({ isRight }) => !isRight);
}

/**
 * How many of the slips that can be made with these numbers can be told from every other slip.
 *
 * @returns told, and of how many
 */
export function separated(task: Task): { told: number; of: number } {
  let [told, of] = [0, 0];
  for (const gradient of GRADIENTS) {
    // Each result is read once: an exercise compares some thousand pairs.
    const all = slipResults(task, gradient).map(({ result }) => ({
      ...{ shape: Array.from(result.shape), numbers: flatCopy(result), accepts: accepting(result) },
    }));
    of += all.length;
    const same = (a: (typeof all)[number], b: (typeof all)[number]) =>
      sameShape(a.shape, b.shape) && a.numbers.every((value, i) => b.accepts(value, i));
    told += all.filter((one) => all.every((other) => other === one || !same(one, other))).length;
  }
  return { told, of };
}
