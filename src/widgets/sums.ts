// What each number of a layer is made of: the sum with its terms, and the cells that it takes them from.

import type { Term } from "./parts/formula";
import type { At } from "./parts/grid";
import type { Inputs } from "./state";

/** One number: its name, its terms, the cells of each matrix that they come from. */
export interface Sum {
  name: string;
  terms: Term[];
  cells: Record<string, At[]>;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/**
 * The sum behind a cell of out, dx, dW or db; null for a cell of another matrix.
 *
 * @param samples how many samples are counted in dW and db
 */
export function sumOf(name: string, at: At, inputs: Inputs, samples = inputs.x.length): Sum | null {
  const { W, b, dout } = inputs;
  const product = (left: string, l: At, right: string, r: At): Term => {
    const all: Record<string, number[][]> = { ...inputs };
    return {
      names: [`${left}[${l.join(", ")}]`, `${right}[${r.join(", ")}]`],
      values: [all[left][l[0]][l[1]], all[right][r[0]][r[1]]],
    };
  };
  const [p, q] = at;
  const build = (title: string, left: string, l: At[], right: string, r: At[]): Sum => ({
    name: title,
    terms: l.map((cell, i) => product(left, cell, right, r[i])),
    cells: { [left]: l, [right]: r },
  });
  switch (name) {
    case "out": {
      const d = range(W.length);
      const title = `out[${p}, ${q}]`;
      const sum = build(
        title,
        "x",
        d.map((i) => [p, i]),
        "W",
        d.map((i) => [i, q]),
      );
      sum.terms.push({ names: [`b[${q}]`], values: [b[0][q]] });
      return { ...sum, cells: { ...sum.cells, b: [[0, q]], out: [at] } };
    }
    case "dx": {
      const j = range(W[0].length);
      const sum = build(
        `dx[${p}, ${q}]`,
        "dout",
        j.map((i) => [p, i]),
        "W",
        j.map((i) => [q, i]),
      );
      return { ...sum, cells: { ...sum.cells, dx: [at] } };
    }
    case "dW": {
      const n = range(samples);
      const sum = build(
        `dW[${p}, ${q}]`,
        "x",
        n.map((i) => [i, p]),
        "dout",
        n.map((i) => [i, q]),
      );
      return { ...sum, cells: { ...sum.cells, dW: [at] } };
    }
    case "db": {
      const terms = range(samples).map((n) => ({
        names: [`dout[${n}, ${q}]`],
        values: [dout[n][q]],
      }));
      const cells = { dout: range(samples).map((n): At => [n, q]), db: [at] };
      return { name: `db[${q}]`, terms, cells };
    }
    default:
      return null;
  }
}
