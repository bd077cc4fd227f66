import { requireShape, requireTensor, shapeText } from "./check";
import { flatCopy, sizeOf, type Tensor, type TensorLike, wrap } from "./tensor";

/**
 * g[i] = (f(at + h·eᵢ) − f(at − h·eᵢ)) / 2h, one entry at a time: the gradient by central differences.
 *
 * f takes no argument: it reads `at` itself. Each entry of `at` is moved, f is called, and the entry is put back
 * to the bit, also if f throws.
 *
 * @param f returns the loss, a number
 * @param at float64, any shape and strides: what is moved
 * @param h the step, in units of `at`
 * @returns new, of at's shape, in units of f per unit of `at`
 * @throws TypeError if f is not a function or returns no number, or at is not a float64 ndarray
 * @throws RangeError if h is not a positive number
 * @see Saitoh, Deep Learning from Scratch, O'Reilly 2019, section 4.4
 */
export function numericalGradient(f: () => number, at: TensorLike, h = 1e-4): Tensor {
  const where = "numericalGradient";
  if (typeof f !== "function")
    throw new TypeError(`${where}: f is not a function, want () => loss`);
  requireTensor(where, "at", at);
  if (!(h > 0 && h < Infinity))
    throw new RangeError(`${where}: h is ${h}, want a positive number such as 1e-4`);
  const data = at.data as Float64Array; // because requireTensor has seen to it
  const call = () => {
    const loss: unknown = f();
    if (typeof loss === "number") return loss;
    throw new TypeError(`${where}: f returned ${typeof loss}, want a number, the loss`);
  };
  const gradient = new Float64Array(sizeOf(at.shape));
  positions(at).forEach((place, i) => {
    const before = data[place];
    try {
      data[place] = before + h;
      const above = call();
      data[place] = before - h;
      gradient[i] = (above - call()) / (2 * h);
    } finally {
      data[place] = before;
    }
  });
  return wrap(gradient, Array.from(at.shape));
}

/**
 * max over i of |aᵢ − nᵢ| / max(|aᵢ|, |nᵢ|, s): the largest relative error, 0 where both are 0.
 *
 * Relative, because an absolute difference of 1e-6 is small beside 1 and large beside 1e-6. s is a thousandth of the
 * largest entry: where a gradient is 0, differences give some 1e-12, which beside 0 would look like an error of 100 %.
 *
 * @param analytic float64: the gradient from a formula
 * @param numerical float64, of the same shape: the gradient from differences
 * @returns 0 if they are the same, about 1e-7 or less if they agree; NaN if an entry is NaN, or infinite in one only
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if their shapes differ
 */
export function gradientError(analytic: TensorLike, numerical: TensorLike): number {
  return relativeErrors(analytic, numerical).reduce((worst, error) => Math.max(worst, error), 0);
}

/** The error of each entry, in row-major order, as gradientError takes the largest of. */
export function relativeErrors(analytic: TensorLike, numerical: TensorLike): Float64Array {
  requireTensor("gradientError", "analytic", analytic);
  requireTensor("gradientError", "numerical", numerical);
  const shape = shapeText(analytic.shape);
  requireShape("gradientError", "numerical", numerical, analytic.shape, `analytic is ${shape}`);
  const [a, n] = [flatCopy(analytic), flatCopy(numerical)];
  const largest = [...a, ...n].reduce(
    (most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most),
    0,
  );
  return a.map((value, i) => {
    if (value === n[i]) return 0; // both 0, or the same infinity
    const size = Math.max(Math.abs(value), Math.abs(n[i]), largest / 1000);
    return Math.abs(value - n[i]) / size;
  });
}

/** Where in memory each entry lies, in row-major order. */
function positions(a: TensorLike): Float64Array {
  const index = Float64Array.from({ length: a.offset + 1 + span(a) }, (_, i) => i);
  return flatCopy({
    dtype: "float64",
    data: index,
    shape: a.shape,
    strides: a.strides,
    offset: a.offset,
  });
}

/** How far past its offset a tensor reaches in memory. */
function span(a: TensorLike): number {
  let reach = 0;
  for (let axis = 0; axis < a.shape.length; axis++)
    if (a.strides[axis] > 0) reach += a.strides[axis] * Math.max(0, a.shape[axis] - 1);
  return reach;
}
