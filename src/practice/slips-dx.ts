import { scale } from "../affine/arithmetic";
import { transpose } from "../affine/arrange";
import { tensor } from "../affine/matrix";
import { flatCopy, type Tensor } from "../affine/tensor";
import { entryProduct, inverse, product } from "./arithmetic";
import { FORWARD, type Known, known, like, otherOrder, SHAPES } from "./slip";

/** What is computed in place of dx, and how one comes to it. */
export const DX_SLIPS: readonly Known[] = [
  known(
    "dx",
    "dout·W",
    ({ dout, W }) => product(dout, W),
    "The transpose of W is missing.",
    SHAPES,
    "Which index is summed? dout and W must be summed over the same one, the neurons.",
  ),
  known(
    "dx",
    "W·doutᵀ",
    ({ dout, W }) => product(W, transpose(dout)),
    "The factors are swapped: this is dx lying on its side.",
    "A product is often written either way round.",
    "A row of dx belongs to one sample, as a row of x does.",
  ),
  known(
    "dx",
    "dout·W⁻¹",
    ({ dout, W }) => {
      const V = inverse(W);
      return V && product(dout, V);
    },
    "This is the inverse of W, not its transpose.",
    "Backward sounds like undoing forward.",
    "dx says how the loss changes, not which x was given.",
  ),
  known(
    "dx",
    "dout·Wᵀ / N",
    ({ right, N, x }) => like(scale(right.dx, 1 / N), [...Array.from(x.shape)]),
    "This is divided by N.",
    "Many losses are means.",
    "Where a loss has 1/N, it is in dout already.",
  ),
  known(
    "dx",
    "−dout·Wᵀ",
    ({ right }) => scale(right.dx, -1),
    "The sign is turned round.",
    "Training steps against the gradient.",
    "The gradient itself points uphill; the minus belongs to the step.",
  ),
  known(
    "dx",
    "x·W + b",
    ({ out }) => out,
    "This is out, the value of the forward pass.",
    FORWARD,
    "A gradient starts from dout.",
  ),
  known(
    "dx",
    "dout",
    ({ dout }) => like(scale(dout, 1), [...Array.from(dout.shape)]),
    "This is dout itself; it has not passed W yet.",
    "A sum passes its gradient on unchanged, and the layer has a sum in it.",
    "x goes through the product before it gets to the sum.",
  ),
  known(
    "dx",
    "x",
    ({ x }) => scale(x, 1),
    "This is x, a value, not a gradient.",
    "The two have the same shape.",
    "There is no x in the formula for dx at all.",
  ),
  known(
    "dx",
    "dout∘W",
    ({ dout, W }) => entryProduct(dout, W),
    "This multiplies entry by entry.",
    "In NumPy, * is the entrywise product and @ the matrix product.",
    "Every entry of dx is a sum over all neurons.",
  ),
  known(
    "dx",
    "(dout·Wᵀ)∘x",
    ({ right, X, x }) =>
      like(entryProduct(like(right.dx, X.shape) as Tensor, X), [...Array.from(x.shape)]),
    "There is an x too many.",
    "dW has an x in it.",
    "Which letters stand beside x in out = x·W + b? Only those are left.",
  ),
  known(
    "dx",
    "x·Wᵀ",
    ({ X, W }) => product(X, transpose(W)),
    "x stands where dout belongs.",
    "In the forward pass it is x that meets W.",
    "What comes in from behind, going backward?",
  ),
  known(
    "dx",
    "dout's first column times W's",
    ({ dout, W, x }) =>
      like(
        product(
          tensor(flatCopy(transpose(dout)).slice(0, dout.shape[0]), [dout.shape[0], 1]),
          tensor(flatCopy(transpose(W)).slice(0, W.shape[0]), [1, W.shape[0]]),
        ),
        [...Array.from(x.shape)],
      ),
    "Only the first neuron is counted.",
    "One product is quickly taken for the whole.",
    "x was used by every neuron: each sends something back.",
  ),
  known(
    "dx",
    "dout·Wᵀ, flat",
    ({ right, X, x }) => (x.shape.length > 2 ? like(right.dx, X.shape) : null),
    "The numbers are right, but still flat.",
    "Inside the layer x has two axes.",
    "A gradient has the shape of what it is the gradient of.",
  ),
  known(
    "dx",
    "dout·Wᵀ, in another order",
    (n) => like(otherOrder(n, like(n.right.dx, n.X.shape) as Tensor), [...Array.from(n.x.shape)]),
    "The numbers stand in another order: they were unflattened along the wrong axis.",
    "Both orders have the same shape.",
    "Flattening runs along the last axis first.",
  ),
];
