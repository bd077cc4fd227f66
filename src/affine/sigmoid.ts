import { requireShape, requireTensor, shapeText } from "./check";
import { flatCopy, type Tensor, type TensorLike, wrap } from "./tensor";

/**
 * z = 1 / (1 + e⁻ᵃ), entry by entry. NumPy: `z = 1 / (1 + np.exp(-a))`.
 *
 * @param a float64, any shape
 * @returns new, of a's shape, between 0 and 1
 * @throws TypeError if a is not a float64 ndarray
 */
export function sigmoid(a: TensorLike): Tensor {
  requireTensor("sigmoid", "a", a);
  return wrap(flatCopy(a).map(logistic), Array.from(a.shape));
}

/**
 * da = dz ∘ z ∘ (1 − z), entry by entry. NumPy: `da = dz * z * (1 - z)`.
 *
 * @param dz float64, of z's shape: how much the loss changes as z does
 * @param z float64, what sigmoid returned
 * @returns new, of z's shape
 * @throws TypeError if an argument is not a float64 ndarray
 * @throws RangeError if dz and z differ in shape
 * @see Saitoh, Deep Learning from Scratch, O'Reilly 2019, section 5.5
 */
export function sigmoidBackward(dz: TensorLike, z: TensorLike): Tensor {
  requireTensor("sigmoidBackward", "z", z);
  requireTensor("sigmoidBackward", "dz", dz);
  requireShape("sigmoidBackward", "dz", dz, z.shape, `z is ${shapeText(z.shape)}`);
  const slope = flatCopy(z).map((value) => value * (1 - value));
  return wrap(
    flatCopy(dz).map((value, i) => value * slope[i]),
    Array.from(z.shape),
  );
}

/** The sigmoid as a layer with a memory: forward keeps z, backward uses it. */
export class Sigmoid {
  #z: Tensor | null = null;

  /** z = 1 / (1 + e⁻ᵃ); keeps a copy of z for backward. */
  forward(a: TensorLike): Tensor {
    const z = sigmoid(a);
    this.#z = wrap(flatCopy(z), [...z.shape]);
    return z;
  }

  /**
   * da = dz ∘ z ∘ (1 − z)
   *
   * @throws Error if forward has not run yet
   */
  backward(dz: TensorLike): Tensor {
    if (this.#z === null)
      throw new Error(
        "Sigmoid: backward came before forward; call forward(a) first, backward needs its z",
      );
    return sigmoidBackward(dz, this.#z);
  }
}

/** Written so that e to a large power never stands alone: Infinity / Infinity would be NaN. */
function logistic(a: number): number {
  if (a >= 0) return 1 / (1 + Math.exp(-a));
  const e = Math.exp(a);
  return e / (1 + e);
}
