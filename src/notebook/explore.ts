import { entrywise } from "../affine/arrange";
import { got, requireShape, requireTensor, shapeText } from "../affine/check";
import { affineBackward, affineForward } from "../affine/layer";
import { toArray } from "../affine/matrix";
import type { Matrix, TensorLike, Vector } from "../affine/tensor";
import { kernel } from "../kernel/api";
import { type Inputs, KINDS_OF_VIEW, type ViewKind } from "../widgets/state";
import { View } from "./view";

/** What a live view starts from. */
export interface Explored {
  /** float64, shape (N, D), one sample a row */
  x: TensorLike;
  /** float64, shape (D, H) */
  W: TensorLike;
  /** float64, shape (H,) */
  b: TensorLike;
  /** float64, shape (N, H); without it all ones: the loss is the sum of out */
  dout?: TensorLike;
}

/** What a live view stands at. */
export interface ExploredValue {
  x: Matrix;
  W: Matrix;
  b: Vector;
  dout: Matrix;
}

/** So many rows and columns can be typed in and still be read. */
const MOST = 12;

/**
 * A live view of a layer: out = x·W + b, and back. Change a number in it, and all that follows is computed and drawn in the
 * browser, by the same functions that this package exports; `view.value` has the numbers.
 *
 * @param inputs x, W, b, and dout for the gradients
 * @param kind `"network"`: Figure 1; `"product"`: Figure 2, with the sum behind each number; `"backward"`: Figure 3, with the
 *   sum behind each gradient; `"plane"`: a grid and a letter under W and b, both of two columns
 * @returns the view: as the last line of a cell it is shown
 * @throws what affineForward and affineBackward throw; RangeError if a matrix has more than 12 rows or columns
 */
export function explore(inputs: Explored, kind: ViewKind = "network"): View {
  if (typeof inputs !== "object" || inputs === null)
    throw new TypeError(`explore: inputs is ${got(inputs)}, want { x, W, b } and perhaps dout`);
  if (!KINDS_OF_VIEW.includes(kind))
    throw new RangeError(
      `explore: kind is ${got(kind)}, want one of ${KINDS_OF_VIEW.map((each) => `"${each}"`).join(", ")}`,
    );
  return new View(kernel, kind, checked(inputs, kind));
}

function checked({ x, W, b, dout }: Explored, kind: ViewKind): Inputs {
  requireTensor("explore", "x", x);
  requireShape("explore", "x", x, ["N", "D"]);
  const out = affineForward(x, W, b);
  const loss = dout ?? entrywise(() => 1, out);
  affineBackward(loss, x, W);
  for (const [name, a] of Object.entries({ x, W, dout: loss }))
    if (Array.from(a.shape).some((length) => length > MOST || length === 0))
      throw new RangeError(
        `explore: ${name} is ${shapeText(a.shape)}, want 1 to ${MOST} rows and columns: each number is a cell to type in`,
      );
  if (kind === "plane") requireShape("explore", "W", W, [2, 2], "a plane has two dimensions");
  const rows = (a: TensorLike) => toArray(a) as number[][]; // because all these have two axes
  return { x: rows(x), W: rows(W), b: [toArray(b) as number[]], dout: rows(loss) }; // because b has one axis
}
