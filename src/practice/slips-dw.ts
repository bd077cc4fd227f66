import { scale } from "../affine/arithmetic";
import { ones, transpose } from "../affine/arrange";
import { tensor } from "../affine/matrix";
import { flatCopy } from "../affine/tensor";
import { entryProduct, inverse, product, rowSum } from "./arithmetic";
import { first, type Known, known, last, like, otherOrder, SHAPES } from "./slip";

/** What is computed in place of dW, and how one comes to it. */
export const DW_SLIPS: readonly Known[] = [
  known(
    "dW",
    "x·dout",
    ({ X, dout }) => product(X, dout),
    "The transpose of x is missing.",
    SHAPES,
    "Which index is summed? x and dout must be summed over the same one, the samples.",
  ),
  known(
    "dW",
    "doutᵀ·x",
    ({ X, dout }) => product(transpose(dout), X),
    "The factors are swapped: this is dW lying on its side.",
    "A product is often written either way round, and some frameworks keep W turned.",
    "A column of W belongs to one neuron, as a column of dout does.",
  ),
  known(
    "dW",
    "xᵀ·dout / N",
    ({ right, N }) => scale(right.dW, 1 / N),
    "This is a mean over the samples, not their sum.",
    "Many losses are means.",
    "Where a loss has 1/N, it is in dout already.",
  ),
  known(
    "dW",
    "the first sample's outer product",
    ({ X, dout }) => product(transpose(first(X)), first(dout)),
    "Only the first sample is counted.",
    "With a batch of one it would be right.",
    "Every sample used W: each sends something back.",
  ),
  known(
    "dW",
    "the last sample's outer product",
    ({ X, dout }) => product(transpose(last(X)), last(dout)),
    "Only the last sample is counted.",
    "In a loop, = in place of += keeps the last one.",
    "Every sample used W: each sends something back.",
  ),
  known(
    "dW",
    "−xᵀ·dout",
    ({ right }) => scale(right.dW, -1),
    "The sign is turned round.",
    "Training steps against the gradient.",
    "The gradient itself points uphill; the minus belongs to the step.",
  ),
  known(
    "dW",
    "xᵀ·x",
    ({ X }) => product(transpose(X), X),
    "x stands where dout belongs.",
    SHAPES,
    "What comes in from behind, going backward?",
  ),
  known(
    "dW",
    "xᵀ·out",
    ({ X, out }) => product(transpose(X), out),
    "out stands where dout belongs.",
    "The two have the same shape.",
    "dout says how much the loss cares, out is only a value.",
  ),
  known(
    "dW",
    "W",
    ({ W }) => scale(W, 1),
    "This is W, a value, not a gradient.",
    "The two have the same shape.",
    "There is no W in the formula for dW at all.",
  ),
  known(
    "dW",
    "(xᵀ·dout)∘W",
    ({ right, W }) => entryProduct(right.dW, W),
    "There is a W too many.",
    "dx has a W in it.",
    "Which letters stand beside W in out = x·W + b? Only those are left.",
  ),
  known(
    "dW",
    "the sum of x times the sum of dout",
    ({ X, dout }) =>
      product(
        tensor(flatCopy(rowSum(X)), [X.shape[1], 1]),
        tensor(flatCopy(rowSum(dout)), [1, dout.shape[1]]),
      ),
    "The samples were summed before they were multiplied.",
    "A sum of products looks like a product of sums.",
    "Each sample's x meets that sample's dout only.",
  ),
  known(
    "dW",
    "xᵀ·ones",
    ({ X, dout }) => product(transpose(X), ones(Array.from(dout.shape))),
    "dout is left out, as if it were all ones.",
    "For loss = sum of out, dout is all ones.",
    "Here dout is given, and not all ones.",
  ),
  known(
    "dW",
    "x∘dout",
    ({ X, dout }) => entryProduct(X, dout),
    "This multiplies entry by entry.",
    "In NumPy, * is the entrywise product and @ the matrix product.",
    "Every entry of dW is a sum over all samples.",
  ),
  known(
    "dW",
    "dout·Wᵀ",
    ({ right, X }) => like(right.dx, X.shape),
    "This is dx.",
    "The two formulas look alike.",
    "In dW no W is left.",
  ),
  known(
    "dW",
    "x⁻¹·dout",
    ({ X, dout }) => {
      const V = inverse(X);
      return V && product(V, dout);
    },
    "This is the inverse of x, not its transpose.",
    "Backward sounds like undoing forward.",
    "dW says how the loss changes, not which W was used.",
  ),
  known(
    "dW",
    "xᵀ·dout, x flattened in another order",
    (n) => {
      const Y = otherOrder(n, n.X);
      return Y && product(transpose(Y), n.dout);
    },
    "x was flattened along the wrong axis.",
    "Both orders have the same shape.",
    "Flattening runs along the last axis first.",
  ),
];
