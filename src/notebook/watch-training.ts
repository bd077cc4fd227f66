import { got, requireNumber, requireShape, requireTensor, shapeText } from "../affine/check";
import { matrix, toArray } from "../affine/matrix";
import { flatCopy, type TensorLike } from "../affine/tensor";
import { trainingFigure } from "../figures/training";
import { type Kernel, kernel } from "../kernel/api";
import { curvePlaces, forwardThrough, type Layer, meanSquare } from "../training/train";
import { pack, unpack } from "../widgets/state";
import { packNetwork, type TrainingState, unpackNetwork } from "../widgets/training-state";
import { LiveView } from "./live-view";

/** A training to watch: its rate, its steps and the trained layers are in `value`. */
export class TrainingView extends LiveView<TrainingState> {
  constructor(kernel: Kernel | null, state: TrainingState) {
    super(kernel, "training", state, (now) => {
      const [x, y] = [matrix(unpack(now.x)), matrix(unpack(now.y))];
      const at = curvePlaces();
      const network = unpackNetwork(now.layers);
      const out = [...flatCopy(forwardThrough(network, matrix(at.map((each) => [each]))))];
      return trainingFigure(x, y, { at, out }, unpack([now.losses])[0]);
    });
  }

  /** Where the training stands, since it was last paused: the rate, the steps taken, the loss, and the layers. */
  get value(): { rate: number; steps: number; loss: number; network: Layer[] } {
    const { rate, losses, layers } = this.state;
    const loss = Number(losses[losses.length - 1]);
    return { rate, steps: losses.length - 1, loss, network: unpackNetwork(layers) };
  }
}

/**
 * A live view of gradient descent: the network learns in the browser, frame by frame, and the learning rate can be changed
 * while it does. The network given stays as it is; the trained one is in `view.value.network`.
 *
 * @param network layers from the input to the output, one number in and one out
 * @param x shape (N, 1)
 * @param y shape (N, 1)
 * @param rate η to start with
 * @returns the view: as the last line of a cell it is shown
 * @throws RangeError for other shapes or a rate that is not above 0; what the layers throw
 */
export function watchTraining(
  network: readonly Layer[],
  x: TensorLike,
  y: TensorLike,
  rate: number,
): TrainingView {
  const where = "watchTraining";
  if (!Array.isArray(network) || network.length === 0)
    throw new TypeError(`${where}: network is ${got(network)}, want a list of layers`);
  for (const [name, a] of Object.entries({ x, y })) requireTensor(where, name, a);
  requireShape(where, "x", x, ["N", 1]);
  requireShape(where, "y", y, [x.shape[0], 1], `x is ${shapeText(x.shape)}`);
  if (!(requireNumber(where, "rate", rate) > 0))
    throw new RangeError(`${where}: rate is ${got(rate)}, want a number above 0`);
  const layers = packNetwork(network);
  const out = forwardThrough(unpackNetwork(layers), x);
  const rows = (a: TensorLike) => pack(toArray(a) as number[][]); // because both have two axes
  const losses = [meanSquare(out, y)];
  return new TrainingView(kernel, {
    ...{ x: rows(x), y: rows(y), start: layers, layers, rate, losses },
  });
}
