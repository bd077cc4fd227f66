import { entrywise } from "../affine/arrange";
import { got, requireNumber, shapeText } from "../affine/check";
import { Affine } from "../affine/layer";
import { matrix, vector } from "../affine/matrix";
import { Sigmoid } from "../affine/sigmoid";
import { flatCopy, type Tensor, type TensorLike } from "../affine/tensor";
import { random } from "../practice/random";

/** A layer of a network: it remembers what it needs for the way back. */
export type Layer = Affine | Sigmoid;

/**
 * An affine layer with random weights and biases.
 *
 * @param seed the same layer for the same seed
 * @param D how many inputs
 * @param H how many neurons
 * @param spread weights and biases are drawn evenly from −spread to spread
 * @returns a layer with W (D, H) and b (H,)
 */
export function randomAffine(seed: number, D: number, H: number, spread: number): Affine {
  requireNumber("randomAffine", "spread", spread);
  const next = random(seed);
  const draw = () => spread * (2 * next() - 1);
  const rows = Array.from({ length: D }, () => Array.from({ length: H }, draw));
  return new Affine(matrix(rows), vector(Array.from({ length: H }, draw)));
}

/**
 * A small network for a curve: one number in, H neurons with a sigmoid, one number out. Its start is random.
 *
 * @param seed the same network for the same seed
 * @param H how many neurons; each gives the curve one step up or down
 * @param spread how wide the start is: weights and biases from −4·spread to 4·spread in the first layer, so that the
 *   sigmoids bend at different places, and from −spread to spread in the last; 0 makes all of them 0
 * @returns affine (1, H), sigmoid, affine (H, 1)
 * @throws RangeError if H is not a whole number from 1 up
 */
export function curveNetwork(seed: number, H: number, spread = 1): [Affine, Sigmoid, Affine] {
  if (!Number.isInteger(H) || H < 1)
    throw new RangeError(`curveNetwork: H is ${got(H)}, want a whole number from 1 up`);
  return [
    randomAffine(seed, 1, H, 4 * spread),
    new Sigmoid(),
    randomAffine(seed + 1, H, 1, spread),
  ];
}

/** out = the last layer of … of the first layer of x. */
export function forwardThrough(network: readonly Layer[], x: TensorLike): TensorLike {
  return network.reduce((value, layer) => layer.forward(value), x);
}

/** dx: each layer's dx is the dout of the layer before it. */
export function backwardThrough(network: readonly Layer[], dout: TensorLike): TensorLike {
  return network.reduceRight((gradient, layer) => layer.backward(gradient), dout);
}

/** L = Σ (out − y)² / N, N being the number of rows. */
export function meanSquare(out: TensorLike, y: TensorLike): number {
  const squares = entrywise((o, t) => (o - t) ** 2, out, y);
  return flatCopy(squares).reduce((sum, value) => sum + value, 0) / out.shape[0];
}

/** dout = 2·(out − y) / N: the 1/N of a mean stands here, and in no layer. */
export function meanSquareBackward(out: TensorLike, y: TensorLike): Tensor {
  const N = out.shape[0];
  return entrywise((o, t) => (2 * (o - t)) / N, out, y);
}

/** η·(‖dW‖² + ‖db‖²) summed over all layers: by how much a small enough step of gradient descent makes L fall. */
export function predictedDrop(network: readonly Layer[], rate: number): number {
  requireNumber("predictedDrop", "rate", rate);
  let squares = 0;
  for (const { dW, db } of affines("predictedDrop", network))
    for (const gradient of [dW, db]) for (const g of flatCopy(gradient)) squares += g * g;
  return rate * squares;
}

/** W ← W − η·dW and b ← b − η·db in every affine layer: one step of gradient descent. */
export function stepInto(network: readonly Layer[], rate: number): void {
  requireNumber("stepInto", "rate", rate);
  for (const { layer, dW, db } of affines("stepInto", network)) {
    layer.W = entrywise((w, g) => w - rate * g, layer.W, dW);
    layer.b = entrywise((v, g) => v - rate * g, layer.b, db);
  }
}

/** Where a network's curve is asked for, to be drawn: 61 places from −1.2 to 1.2. */
export function curvePlaces(): number[] {
  return Array.from({ length: 61 }, (_, i) => -1.2 + (2.4 * i) / 60);
}

/** What a training has left behind. */
export interface History {
  /** L before the first step, and after each. */
  losses: number[];
  /** The network's answers at `at`, every so many steps. */
  answers: { step: number; out: number[] }[];
  at: number[];
}

/**
 * Gradient descent: forward, loss, backward, a step; again and again.
 *
 * @param network layers from the input to the output; they are changed
 * @param x shape (N, 1)
 * @param y shape (N, 1)
 * @param rate η, the length of a step
 * @param steps how many
 * @param told hears after each step how many are done, and of how many
 * @returns the loss at each step, and 21 pictures of the network's answers
 * @throws RangeError if steps is not a whole number from 1 up; what the layers throw for other shapes
 */
export function train(
  network: readonly Layer[],
  x: TensorLike,
  y: TensorLike,
  rate: number,
  steps: number,
  told: (done: number, of: number) => void = () => {},
): History {
  if (!Number.isInteger(steps) || steps < 1)
    throw new RangeError(`train: steps is ${got(steps)}, want a whole number from 1 up`);
  if (x.shape.length !== 2 || x.shape[1] !== 1)
    throw new RangeError(`train: x is ${shapeText(x.shape)}, want (N, 1): one number a sample`);
  const at = curvePlaces();
  const places = matrix(at.map((each) => [each]));
  const losses: number[] = [];
  const answers: History["answers"] = [];
  for (let step = 0; step <= steps; step++) {
    // Twenty-one pictures, the first ones close together: most happens at the start.
    const pictures = answers.length;
    if (step >= Math.round(steps * (pictures / 20) ** 2))
      answers.push({ step, out: [...flatCopy(forwardThrough(network, places))] });
    const out = forwardThrough(network, x);
    losses.push(meanSquare(out, y));
    if (step === steps) break;
    backwardThrough(network, meanSquareBackward(out, y));
    stepInto(network, rate);
    told(step + 1, steps);
  }
  return { losses, answers, at };
}

function affines(where: string, network: readonly Layer[]) {
  return network
    .filter((layer): layer is Affine => layer instanceof Affine)
    .map((layer) => {
      const { dW, db } = layer;
      if (!dW || !db)
        throw new Error(`${where}: backward has not run yet, so there is no gradient`);
      return { layer, dW, db };
    });
}
