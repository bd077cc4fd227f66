import { Ndarray } from "./stdlib";

/**
 * What every function here takes: any strided float64 ndarray. It is stdlib's ndarray seen through the five
 * properties that are read, so that what `array()` of stdlib returns fits, too.
 */
export interface TensorLike {
  readonly dtype: unknown;
  readonly data: object;
  readonly shape: ArrayLike<number>;
  readonly strides: ArrayLike<number>;
  readonly offset: number;
}

/** What every function here returns: a float64 ndarray of stdlib's, row-major, with a shape that can be destructured. */
export interface Tensor extends TensorLike {
  readonly dtype: "float64";
  readonly data: Float64Array;
  readonly shape: number[];
  readonly strides: number[];
  readonly order: "row-major" | "column-major";
  readonly length: number;
  readonly ndims: number;
  readonly byteLength: number;
  readonly BYTES_PER_ELEMENT: 8;
  readonly flags: { ROW_MAJOR_CONTIGUOUS: boolean; COLUMN_MAJOR_CONTIGUOUS: boolean };
  /** The number at these indices, one index an axis. */
  get(...indices: number[]): number;
  /** Writes a number: `a.set(n, d, value)`. */
  set(...indicesAndValue: number[]): Tensor;
}

/** A tensor of rank 2, shape (rows, columns). */
export type Matrix = Tensor;
/** A tensor of rank 1. */
export type Vector = Tensor;

/** The numbers of a tensor as plain arrays, one level an axis; a number for rank 0. */
export type Nested = number | Nested[];

/** Row-major strides of a shape: how far apart in memory two neighbours along each axis lie. */
export function rowMajorStrides(shape: ArrayLike<number>): number[] {
  if (shape.length === 0) return [0]; // stdlib wants one stride even for rank 0
  const strides = new Array<number>(shape.length);
  for (let axis = shape.length - 1, step = 1; axis >= 0; axis--) {
    strides[axis] = step;
    step *= shape[axis] || 1;
  }
  return strides;
}

/** The number of entries in a shape. */
export function sizeOf(shape: ArrayLike<number>): number {
  let size = 1;
  for (let axis = 0; axis < shape.length; axis++) size *= shape[axis];
  return size;
}

/** Wraps row-major data as an ndarray, without a copy. */
export function wrap(data: Float64Array, shape: number[]): Tensor {
  const a: unknown = new Ndarray("float64", data, shape, rowMajorStrides(shape), 0, "row-major");
  return a as Tensor; // because the constructor's type is the ndarray of unknown data type
}

/**
 * What wrap returns, for a result whose shape is known to be right: stdlib's constructor checks six arguments, which
 * takes longer than a product at the lesson's sizes. The ndarray keeps the shape that it is given.
 */
export function wrapResult(data: Float64Array, shape: number[]): Tensor {
  return new Unchecked(data, shape);
}

/** The constructor that stdlib's ndarray calls once it has checked its arguments. */
const Base: (this: object, ...metadata: unknown[]) => void = Object.getPrototypeOf(
  Ndarray.prototype,
).constructor;

/** Parts that are the same in many results; what stdlib hands out of them is a copy. */
const SUBMODE = ["throw"];
const OF_MATRIX = {
  ROW_MAJOR_CONTIGUOUS: true,
  COLUMN_MAJOR_CONTIGUOUS: false,
  READONLY: false,
};
const OF_VECTOR = { ...OF_MATRIX, COLUMN_MAJOR_CONTIGUOUS: true };

/** Sets what stdlib's ndarray sets (0.4.1); a test compares the two, field by field. */
function construct(this: Record<string, unknown>, data: Float64Array, shape: number[]): void {
  this._mode = "throw"; // of an index past the end
  this._submode = SUBMODE;
  const rank = shape.length;
  if (rank < 1 || rank > 2 || shape[0] < 2 || (rank === 2 && shape[1] < 2)) {
    Base.call(this, "float64", data, shape, rowMajorStrides(shape), 0, "row-major");
    return;
  }
  // A vector or matrix of several rows and columns, by far the most frequent: nothing about its order has to be found out.
  this._byteLength = data.byteLength;
  this._bytesPerElement = 8;
  this._buffer = data;
  this._dtype = "float64";
  this._length = data.length;
  this._ndims = rank;
  this._offset = 0;
  this._order = "row-major";
  this._shape = shape;
  this._strides = rank === 2 ? [shape[1], 1] : [1];
  this._accessors = false;
  this._iterationOrder = 1;
  this._flags = rank === 2 ? OF_MATRIX : OF_VECTOR;
  this.__meta_dataview__ = null;
}
construct.prototype = Ndarray.prototype;
const made: unknown = construct;
const Unchecked = made as new (data: Float64Array, shape: number[]) => Tensor; // because TypeScript sees no class in a function

/** The numbers of any strided tensor in row-major order, always a new array. */
export function flatCopy(a: Readonly<TensorLike>): Float64Array {
  const data = a.data as Float64Array; // because callers have checked dtype
  const { shape, strides } = a;
  const rank = shape.length;
  const out = new Float64Array(sizeOf(shape));
  const index = new Array<number>(rank).fill(0);
  let at = a.offset;
  for (let i = 0; i < out.length; i++) {
    out[i] = data[at];
    // An odometer over the indices: the last axis turns fastest, a full turn carries to the axis before it.
    for (let axis = rank - 1; axis >= 0; axis--) {
      at += strides[axis];
      if (++index[axis] < shape[axis]) break;
      at -= index[axis] * strides[axis];
      index[axis] = 0;
    }
  }
  return out;
}
