import { got } from "../affine/check";
import { sizeOf } from "../affine/tensor";
import { taskFigure } from "../figures/task";
import { type Kernel, kernel } from "../kernel/api";
import { type Gradient, solve, type Task } from "../practice/task";
import {
  answersOf,
  blankTexts,
  type Entries,
  packTensor,
  type TaskState,
  taskOf,
} from "../widgets/task-state";
import { LiveView } from "./live-view";

/** So many numbers can be typed in and still be fun. */
const MOST = 36;

/** A practice board: what is typed into it is in `value`. */
export class PracticeBoard extends LiveView<TaskState> {
  constructor(kernel: Kernel | null, task: Task) {
    const { x, W, b, dout } = task;
    const given = {
      ...{ x: packTensor(x), W: packTensor(W), b: packTensor(b), dout: packTensor(dout) },
    };
    const state = { ...given, texts: blankTexts(task), helped: { dx: 0, dW: 0, db: 0 } };
    super(kernel, "practice", state, (now) => {
      const { x, W, b, dout } = taskOf(now);
      return taskFigure(x, W, b, dout);
    });
  }

  /** The answers as they stand: nested arrays, null where no number stands yet. `check(task, board.value)` judges them. */
  get value(): Record<Gradient, Entries> {
    return answersOf(taskOf(this.state), this.state.texts);
  }
}

/**
 * A board to find dx, dW and db on: type into the grids, and each entry is judged as you type, a slip is named, hints come
 * in three steps, and the sums when asked for. It judges as `check` does, by the same module.
 *
 * @param task x (N, D) or (N, C, …), W (D, H), b (H,), dout (N, H), such as `exercise(seed, level)`
 * @returns the board: as the last line of a cell it is shown; `board.value` has what was typed
 * @throws TypeError if task is no task; what affineForward and affineBackward throw for it; RangeError if a gradient has
 *   more than 36 entries
 */
export function practiceBoard(task: Task): PracticeBoard {
  if (typeof task !== "object" || task === null)
    throw new TypeError(`practiceBoard: task is ${got(task)}, want { x, W, b, dout }`);
  for (const [name, gradient] of Object.entries(solve(task).right))
    if (sizeOf(gradient.shape) > MOST || gradient.length === 0)
      throw new RangeError(
        `practiceBoard: ${name} has ${gradient.length} entries, want 1 to ${MOST}: each is a cell to type in`,
      );
  return new PracticeBoard(kernel, task);
}
