// A training that is watched, as plain data: it travels between the kernel and the browser, and is saved in the notebook.
import { Affine } from "../affine/layer";
import { matrix, toArray, vector } from "../affine/matrix";
import { Sigmoid } from "../affine/sigmoid";
import { flatCopy } from "../affine/tensor";
import type { Layer } from "../training/train";
import { type Packed, pack, unpack } from "./state";

/** An affine layer's weights and biases; a sigmoid has none. */
export type PackedLayer = { W: Packed[][]; b: Packed[][] } | "sigmoid";

export interface TrainingState {
  x: Packed[][];
  y: Packed[][];
  /** Where the training starts. */
  start: PackedLayer[];
  /** Where it stands. */
  layers: PackedLayer[];
  /** η, the learning rate. */
  rate: number;
  /** L at the start, and after each step. */
  losses: Packed[];
}

export function packNetwork(network: readonly Layer[]): PackedLayer[] {
  return network.map((layer) => {
    if (layer instanceof Sigmoid) return "sigmoid";
    const W = toArray(layer.W) as number[][]; // because a layer's W has two axes
    return { W: pack(W), b: pack([[...flatCopy(layer.b)]]) };
  });
}

export function unpackNetwork(layers: readonly PackedLayer[]): Layer[] {
  return layers.map((layer) =>
    layer === "sigmoid"
      ? new Sigmoid()
      : new Affine(matrix(unpack(layer.W)), vector(unpack(layer.b)[0])),
  );
}
