import { Ndarray } from "./stdlib";
import type { Tensor, TensorLike } from "./tensor";

/** (2, 3) as NumPy writes it; a vector is (3,). */
export function shapeText(shape: ArrayLike<number | string>): string {
  const lengths = Array.from(shape);
  return `(${lengths.join(", ")}${lengths.length === 1 ? "," : ""})`;
}

/** A value in a few words, for an error message: what the reader gave. */
export function got(value: unknown): string {
  if (
    value === null ||
    value === undefined ||
    typeof value === "number" ||
    typeof value === "boolean"
  )
    return String(value);
  if (typeof value === "string") return `the string ${JSON.stringify(value)}`;
  if (typeof value === "bigint") return `the bigint ${value}n`;
  if (isTensor(value))
    return `an ndarray of ${dtypeName(value.dtype)}, shape ${shapeText(value.shape)}`;
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (typeof value === "object") return `an object (${value.constructor?.name ?? "no class"})`;
  return `a ${typeof value}`;
}

/** Whether a value can be read as a row of something: an array or a typed array, not a string. */
export function isRow(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** The value if it is a number (NaN and Infinity are), else a TypeError that names the place. */
export function requireNumber(where: string, place: string, value: unknown): number {
  if (typeof value === "number") return value;
  const hint = value === undefined ? " (a hole?)" : "";
  throw new TypeError(`${where}: ${place} is ${got(value)}${hint}, want a number`);
}

/** Throws a TypeError unless a value is a float64 ndarray. */
export function requireTensor(
  where: string,
  name: string,
  value: unknown,
): asserts value is TensorLike {
  // The common case first, since small layers would feel the others: an ndarray's shape and strides are accessors that
  // copy, and V8 takes four times as long for an instanceof of stdlib's class as for one look at the prototype.
  if (isNdarray(value) && value.data instanceof Float64Array) return;
  if (!isTensor(value))
    throw new TypeError(
      `${where}: ${name} is ${got(value)}, want a float64 ndarray: write ${example(value)}`,
    );
  if (!(value.data instanceof Float64Array))
    throw new TypeError(`${where}: ${name} is ${got(value)}, want an ndarray of float64`);
}

/**
 * Throws a RangeError unless an axis-by-axis wish is met; a letter in the wish stands for any length.
 *
 * @returns the shape, which an ndarray of stdlib's copies at every reading
 */
export function requireShape(
  where: string,
  name: string,
  a: TensorLike,
  want: ArrayLike<number | string>,
  because = "",
): ArrayLike<number> {
  const { shape } = a;
  let same = shape.length === want.length;
  for (let axis = 0; same && axis < want.length; axis++)
    same = typeof want[axis] === "string" || shape[axis] === want[axis];
  if (same) return shape;
  throw new RangeError(
    `${where}: ${name} is ${shapeText(shape)}, want ${shapeText(want)}${because && ` because ${because}`}`,
  );
}

function isNdarray(value: unknown): value is TensorLike {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.getPrototypeOf(value) === Ndarray.prototype
  );
}

function isTensor(value: unknown): value is TensorLike {
  if (typeof value !== "object" || value === null) return false;
  const a = value as Partial<Tensor>; // because an ndarray is recognized by its properties, whichever copy of stdlib made it
  return (
    isRow(a.shape) && isRow(a.strides) && typeof a.offset === "number" && typeof a.data === "object"
  );
}

function dtypeName(dtype: unknown): string {
  return String(dtype); // a string, or stdlib's data type object, which turns into its name
}

/** How to make an ndarray of what was given instead. */
function example(value: unknown): string {
  if (isRow(value) && isRow(value[0])) return "matrix([[1, 2], [3, 4]])";
  return isRow(value) ? "vector([1, 2])" : "matrix([[1, 2], [3, 4]]) or vector([1, 2])";
}
