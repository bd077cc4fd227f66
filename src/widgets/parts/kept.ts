/**
 * What a reader typed, kept by the browser: a cell that is run again, or a page without a kernel, gets it back. Where the
 * browser keeps nothing (a private window, a file of another origin), nothing is lost but this.
 */
const PREFIX = "affine-notebooks.practice.";

export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // no room, or none allowed: the notebook itself still has it
  }
}

export function kept(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}
