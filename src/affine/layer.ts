import { requireShape, requireTensor, shapeText } from "./check";
import { gemm, transposed, type View, view } from "./gemm";
import { flatCopy, type Tensor, type TensorLike, wrapResult } from "./tensor";

/**
 * out = x·W + b, b added to every row. NumPy: `out = x @ W + b`.
 *
 * @param x float64, shape (N, D), one sample a row; or (N, C, …), flattened to (N, D) with D = C·…
 * @param W float64, shape (D, H), one column a neuron
 * @param b float64, shape (H,), one number a neuron
 * @returns new, shape (N, H)
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if a shape does not fit; it names the shape it got and the one it wants
 * @see Saitoh, Deep Learning from Scratch, O'Reilly 2019, section 5.6
 */
export function affineForward(x: TensorLike, W: TensorLike, b: TensorLike): Tensor {
  const where = "affineForward";
  const { 0: D, 1: H } = checkWeights(where, W, b);
  const shape = checkInput(where, x, W, D);
  const N = shape[0];
  const out = gemm(N, H, D, rows(x, shape.length, D), view(W));
  addRowInto(out, b, H);
  return wrapResult(out, [N, H]);
}

/** The gradients of the loss with respect to x, W and b, each of the shape of what it is the gradient of. */
export interface Gradients {
  dx: Tensor;
  dW: Tensor;
  db: Tensor;
}

/**
 * dx = dout·Wᵀ, dW = xᵀ·dout, db = Σₙ dout[n].
 * NumPy: `dx = dout @ W.T; dW = x.T @ dout; db = dout.sum(axis=0)`.
 *
 * @param dout float64, shape (N, H): how much the loss changes as each entry of out does
 * @param x float64, the x that forward was given: shape (N, D) or (N, C, …)
 * @param W float64, shape (D, H)
 * @returns new: dx of x's shape, dW (D, H), db (H,); in units of loss per unit of x, W and b
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if a shape does not fit; it names the shape it got and the one it wants
 * @see Saitoh, Deep Learning from Scratch, O'Reilly 2019, section 5.6
 */
export function affineBackward(dout: TensorLike, x: TensorLike, W: TensorLike): Gradients {
  const where = "affineBackward";
  requireTensor(where, "W", W);
  const { 0: D, 1: H } = requireShape(where, "W", W, WEIGHTS);
  const shape = checkInput(where, x, W, D);
  requireTensor(where, "dout", dout);
  const N = shape[0];
  const given = dout.shape;
  if (given.length !== 2 || given[0] !== N || given[1] !== H)
    requireShape(
      where,
      "dout",
      dout,
      [N, H],
      `x is ${shapeText(x.shape)} and W is ${shapeText(W.shape)}`,
    );
  const [xRows, Wview, doutView] = [rows(x, shape.length, D), view(W), view(dout)];
  return {
    dx: wrapResult(
      gemm(N, D, H, doutView, transposed(Wview)),
      shape.length === 2 ? [N, D] : Array.from(shape),
    ),
    dW: wrapResult(gemm(D, H, N, transposed(xRows), doutView), [D, H]),
    db: wrapResult(sumRows(N, H, doutView), [H]),
  };
}

/**
 * out = x·W + b as a layer with a memory: forward keeps x, backward uses it. The Affine class of the book.
 *
 * @example
 * const layer = new Affine(W, b);
 * const out = layer.forward(x);
 * const dx = layer.backward(dout); // and now layer.dW, layer.db
 */
export class Affine {
  /** float64, shape (D, H); a training step may replace it. */
  W: TensorLike;
  /** float64, shape (H,). */
  b: TensorLike;
  /** Gradient of the loss by W, shape (D, H); null until backward has run. */
  dW: Tensor | null = null;
  /** Gradient of the loss by b, shape (H,); null until backward has run. */
  db: Tensor | null = null;
  #x: Tensor | null = null;

  /**
   * @throws TypeError, RangeError as affineForward does, for W and b
   */
  constructor(W: TensorLike, b: TensorLike) {
    checkWeights("Affine", W, b);
    this.W = W;
    this.b = b;
  }

  /**
   * out = x·W + b; keeps a copy of x for backward.
   *
   * @param x float64, shape (N, D) or (N, C, …)
   * @returns new, shape (N, H)
   */
  forward(x: TensorLike): Tensor {
    const out = affineForward(x, this.W, this.b);
    this.#x = wrapResult(flatCopy(x), Array.from(x.shape));
    return out;
  }

  /**
   * dx = dout·Wᵀ; keeps dW = xᵀ·dout and db = Σₙ dout[n].
   *
   * @param dout float64, shape (N, H), of the shape that forward returned
   * @returns new: dx, of x's shape
   * @throws Error if forward has not run yet
   */
  backward(dout: TensorLike): Tensor {
    if (this.#x === null)
      throw new Error(
        "Affine: backward came before forward; call forward(x) first, backward needs its x",
      );
    const { dx, dW, db } = affineBackward(dout, this.#x, this.W);
    this.dW = dW;
    this.db = db;
    return dx;
  }
}

/** Any matrix: the letters stand for its lengths in messages. */
const WEIGHTS = ["D", "H"];

/** @returns W's shape, (D, H) */
function checkWeights(where: string, W: TensorLike, b: TensorLike): ArrayLike<number> {
  requireTensor(where, "W", W);
  const shape = requireShape(where, "W", W, WEIGHTS);
  requireTensor(where, "b", b);
  const H = shape[1];
  // The sentence is written only if it is needed: at the lesson's sizes it would cost as much as the product.
  const given = b.shape;
  if (given.length !== 1 || given[0] !== H)
    requireShape(where, "b", b, [H], `W is ${shapeText(W.shape)}`);
  return shape;
}

/** @returns x's shape */
function checkInput(where: string, x: TensorLike, W: TensorLike, D: number): ArrayLike<number> {
  requireTensor(where, "x", x);
  const { shape } = x;
  if (shape.length < 2) {
    const hint = shape.length === 1 ? "; for one sample write a matrix of one row: [[1, 2]]" : "";
    throw new RangeError(
      `${where}: x is ${shapeText(shape)}, want (N, ${D}) because W is ${shapeText(W.shape)}${hint}`,
    );
  }
  const width = widthOf(shape);
  if (width === D) return shape;
  const flat = shape.length === 2 ? "" : `, which flattens to (${shape[0]}, ${width})`;
  throw new RangeError(
    `${where}: x is ${shapeText(shape)}${flat}, want (N, ${D}) because W is ${shapeText(W.shape)}`,
  );
}

/** x as (N, D): a matrix as it lies; a higher rank as a row-major copy, since its strides may not flatten. */
function rows(x: TensorLike, rank: number, D: number): View {
  if (rank === 2) return view(x);
  return { data: flatCopy(x), rowStride: D, colStride: 1, offset: 0 };
}

/** The numbers in one sample: the lengths of all axes but the first, multiplied. */
function widthOf(shape: ArrayLike<number>): number {
  let width = 1;
  for (let axis = 1; axis < shape.length; axis++) width *= shape[axis];
  return width;
}

/** out[n] += b for every row n. Four columns at a time, as in sumRows: V8 takes a third of the time for it. */
function addRowInto(out: Float64Array, b: TensorLike, H: number): void {
  const step = b.strides[0];
  const data = b.data as Float64Array; // because requireTensor has seen to it
  let [j, from] = [0, b.offset];
  for (; j + 3 < H; j += 4, from += 4 * step) {
    const [b0, b1, b2, b3] = [
      data[from],
      data[from + step],
      data[from + 2 * step],
      data[from + 3 * step],
    ];
    for (let i = j; i < out.length; i += H) {
      out[i] += b0;
      out[i + 1] += b1;
      out[i + 2] += b2;
      out[i + 3] += b3;
    }
  }
  for (; j < H; j++, from += step) {
    const bj = data[from];
    for (let i = j; i < out.length; i += H) out[i] += bj;
  }
}

/** Σₙ a[n]. b was copied to every row going forward; going back, the copies' gradients add up. */
function sumRows(N: number, H: number, a: View): Float64Array {
  const sum = new Float64Array(H);
  const { data, rowStride, colStride } = a;
  let [j, column] = [0, a.offset];
  for (; j + 3 < H; j += 4, column += 4 * colStride) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let n = 0, at = column; n < N; n++, at += rowStride) {
      s0 += data[at];
      s1 += data[at + colStride];
      s2 += data[at + 2 * colStride];
      s3 += data[at + 3 * colStride];
    }
    sum.set([s0, s1, s2, s3], j);
  }
  for (; j < H; j++, column += colStride)
    for (let n = 0, at = column; n < N; n++, at += rowStride) sum[j] += data[at];
  return sum;
}
