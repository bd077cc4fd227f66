import { scale } from "../affine/arithmetic";
import { zeros } from "../affine/arrange";
import { tensor } from "../affine/matrix";
import { flatCopy } from "../affine/tensor";
import { columnSum, rowSum } from "./arithmetic";
import { first, flat, type Known, known, last } from "./slip";

/** What is computed in place of db, and how one comes to it. */
export const DB_SLIPS: readonly Known[] = [
  known(
    "db",
    "dout",
    ({ dout }) => scale(dout, 1),
    "This is dout; its rows have not been added up.",
    "A sum passes its gradient on unchanged.",
    "b was copied to every sample. What happens to the copies going back?",
  ),
  known(
    "db",
    "the mean of dout's rows",
    ({ right, N }) => scale(right.db, 1 / N),
    "This is a mean over the samples, not their sum.",
    "Many losses are means.",
    "Where a loss has 1/N, it is in dout already.",
  ),
  known(
    "db",
    "a sum along the other axis",
    ({ dout }) => columnSum(dout),
    "This is the sum along the other axis: one number a sample.",
    "axis=0 and axis=1 are easily mixed up.",
    "There is one bias a neuron. What has to go is the axis of the samples.",
  ),
  known(
    "db",
    "dout's first row",
    ({ dout }) => flat(first(dout)),
    "Only the first sample is counted.",
    "With a batch of one it would be right.",
    "b was added to every row: each sends something back.",
  ),
  known(
    "db",
    "dout's last row",
    ({ dout }) => flat(last(dout)),
    "Only the last sample is counted.",
    "In a loop, = in place of += keeps the last one.",
    "b was added to every row: each sends something back.",
  ),
  known(
    "db",
    "b",
    ({ b }) => scale(b, 1),
    "This is b, a value, not a gradient.",
    "The two have the same shape.",
    "There is no b in the formula for db at all.",
  ),
  known(
    "db",
    "the sum of all of dout",
    ({ right }) => tensor([flatCopy(right.db).reduce((sum, v) => sum + v, 0)], [1]),
    "Both axes were summed.",
    "A sum without an axis sums everything.",
    "There is one bias a neuron, and each wants its own sum.",
  ),
  known(
    "db",
    "N for each neuron",
    ({ N, H }) => tensor(new Array(H).fill(N), [H]),
    "dout is left out, as if it were all ones.",
    "For loss = sum of out, dout is all ones.",
    "Here dout is given, and not all ones.",
  ),
  known(
    "db",
    "minus the sum of dout's rows",
    ({ right }) => scale(right.db, -1),
    "The sign is turned round.",
    "Training steps against the gradient.",
    "The gradient itself points uphill; the minus belongs to the step.",
  ),
  known(
    "db",
    "the sum of out's rows",
    ({ out }) => rowSum(out),
    "out stands where dout belongs.",
    "The two have the same shape.",
    "dout says how much the loss cares, out is only a value.",
  ),
  known(
    "db",
    "(sum of dout's rows)∘b",
    ({ right, b }) => {
      const values = flatCopy(b);
      return tensor(
        flatCopy(right.db).map((v, j) => v * values[j]),
        [values.length],
      );
    },
    "There is a b too many.",
    "dx has W in it, so why not b here?",
    "An added number has slope 1, however large it is.",
  ),
  known(
    "db",
    "zeros",
    ({ H }) => zeros([H]),
    "These are zeros.",
    "The derivative of a constant is zero.",
    "b is what we change; it is not a constant here.",
  ),
  known(
    "db",
    "the sum of dW's rows",
    ({ right }) => rowSum(right.dW),
    "These are the columns of dW, added up.",
    "b looks like one more row of weights.",
    "It is: the row whose input is always 1, not the sum of the others.",
  ),
];
