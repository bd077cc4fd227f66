/** A tensor as tables: the last two axes are one; those before them say which. */
export interface Block {
  prefix: number[];
  rows: number;
  columns: number;
  /** Where its first entry lies in row-major order. */
  offset: number;
}

/** The tables of a shape: one for a vector or a matrix, one a sample for x (N, C, L). */
export function blocks(shape: readonly number[]): Block[] {
  const [rows, columns] = shape.length < 2 ? [1, shape[0] ?? 1] : shape.slice(-2);
  let prefixes: number[][] = [[]];
  for (const length of shape.slice(0, -2))
    prefixes = prefixes.flatMap((p) => Array.from({ length }, (_, i) => [...p, i]));
  return prefixes.map((prefix, i) => ({ prefix, rows, columns, offset: i * rows * columns }));
}
