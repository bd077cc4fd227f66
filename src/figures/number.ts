import { requireTensor } from "../affine/check";
import type { TensorLike } from "../affine/tensor";
import { flatCopy } from "../affine/tensor";

/**
 * A number as short as a cell of a picture wants it: whole numbers below a million in full, else a few digits.
 *
 * @param digits how many significant digits
 * @returns for example "12", "0.3333", "−2.5", "1e+300", "NaN", "∞"; a minus is U+2212, as wide as a plus
 */
export function formatNumber(value: number, digits = 4): string {
  if (value === Infinity) return "∞";
  if (value === -Infinity) return "−∞";
  const short =
    Number.isInteger(value) && Math.abs(value) < 1e6 ? value : Number(value.toPrecision(digits));
  return String(Object.is(short, -0) ? 0 : short).replace(/^-/, "−");
}

/** A number as JSON can carry it: null, plotly's word for none, for NaN and the infinities, and no −0. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** [−m, m] with m the largest finite size among all entries: one range for a value and its gradient, 0 in the middle. */
export function sharedRange(...tensors: TensorLike[]): [number, number] {
  let most = 0;
  tensors.forEach((a, i) => {
    requireTensor("sharedRange", `tensor ${i}`, a);
    for (const value of flatCopy(a))
      if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  });
  return most === 0 ? [-1, 1] : [-most, most];
}
