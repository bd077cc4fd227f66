// What a view shows, as plain data: it travels between the kernel and the browser, and is saved in the notebook.
import { affineBackward, affineForward } from "../affine/layer";
import { matrix, toArray, vector } from "../affine/matrix";
import { sigmoid } from "../affine/sigmoid";

export type ViewKind = "network" | "product" | "backward" | "plane";

export const KINDS_OF_VIEW: readonly ViewKind[] = ["network", "product", "backward", "plane"];

/** The numbers that a reader can change. A vector is one row. */
export interface Inputs {
  x: number[][];
  W: number[][];
  b: number[][];
  dout: number[][];
}

export type InputName = keyof Inputs;

export const INPUT_NAMES: readonly InputName[] = ["x", "W", "b", "dout"];

/** What follows from them. */
export interface Results {
  out: number[][];
  z: number[][];
  dx: number[][];
  dW: number[][];
  db: number[][];
}

/**
 * out = x·W + b, z = h(out); dx = dout·Wᵀ, dW = xᵀ·dout, db = sum of dout's rows: by the module that notebooks import.
 *
 * @throws what affineForward and affineBackward throw
 */
export function results({ x, W, b, dout }: Inputs): Results {
  const [mx, mW] = [matrix(x), matrix(W)];
  const out = affineForward(mx, mW, vector(b[0]));
  const grads = affineBackward(matrix(dout), mx, mW);
  const rows = (a: Parameters<typeof toArray>[0]) => toArray(a) as number[][]; // because all these have two axes
  return {
    ...{ out: rows(out), z: rows(sigmoid(out)) },
    ...{ dx: rows(grads.dx), dW: rows(grads.dW), db: [toArray(grads.db) as number[]] }, // because db has one axis
  };
}

/** A number as JSON can carry it: NaN and the infinities are words. */
export type Packed = number | string;

export function pack(values: number[][]): Packed[][] {
  return values.map((row) => row.map((v) => (Number.isFinite(v) ? v : String(v))));
}

export function unpack(values: Packed[][]): number[][] {
  return values.map((row) => row.map(Number));
}
