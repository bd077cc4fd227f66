import { got, requireShape, requireTensor } from "../affine/check";
import { matrix, toArray, vector } from "../affine/matrix";
import type { TensorLike } from "../affine/tensor";
import { backwardFigure } from "../figures/backward";
import type { Figure } from "../figures/figure";
import { networkFigure } from "../figures/network";
import { planeFigure } from "../figures/plane";
import { productFigure } from "../figures/product";
import type { Kernel } from "../kernel/api";
import {
  INPUT_NAMES,
  type InputName,
  type Inputs,
  type Packed,
  pack,
  unpack,
  type ViewKind,
} from "../widgets/state";
import type { Explored, ExploredValue } from "./explore";
import { LiveView } from "./live-view";

type PackedInputs = Record<InputName, Packed[][]>;

const FIGURES: Record<ViewKind, (value: ExploredValue) => Figure> = {
  network: ({ x, W, b, dout }) => networkFigure(x, W, b, { dout }),
  product: ({ x, W, b }) => productFigure(x, W, b),
  backward: ({ x, W, b, dout }) => backwardFigure(x, W, b, dout),
  plane: ({ W, b }) => planeFigure(W, b),
};

/** A live view of a layer. */
export class View extends LiveView<PackedInputs> {
  constructor(kernel: Kernel | null, kind: ViewKind, inputs: Inputs) {
    super(kernel, kind, packed(inputs), (state) => FIGURES[kind](exploredOf(state)));
  }

  /** The numbers as they are now, also those that were changed in the picture. */
  get value(): ExploredValue {
    return exploredOf(this.state);
  }

  /**
   * Sets numbers; the picture follows.
   *
   * @param more any of x, W, b, dout, each of the shape that it has
   * @throws TypeError, RangeError for another kind or shape; then nothing is changed
   */
  set(more: Partial<Explored>): void {
    if (typeof more !== "object" || more === null)
      throw new TypeError(`view.set: got ${got(more)}, want any of { x, W, b, dout }`);
    const now = this.value;
    const next: Partial<PackedInputs> = {};
    for (const name of INPUT_NAMES) {
      const a: TensorLike | undefined = more[name];
      if (a === undefined) continue;
      requireTensor("view.set", name, a);
      requireShape("view.set", name, a, [...now[name].shape], "a view keeps its shapes");
      next[name] = pack((name === "b" ? [toArray(a)] : toArray(a)) as number[][]); // because the shape is that of the view's own
    }
    this.change(next);
  }
}

function packed({ x, W, b, dout }: Inputs): PackedInputs {
  return { x: pack(x), W: pack(W), b: pack(b), dout: pack(dout) };
}

function exploredOf(state: PackedInputs): ExploredValue {
  const rows = (name: InputName) => unpack(state[name]);
  const b = vector(rows("b")[0]);
  return { x: matrix(rows("x")), W: matrix(rows("W")), b, dout: matrix(rows("dout")) };
}
