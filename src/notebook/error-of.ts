/**
 * What a call complains of: the name and message of the error that f throws.
 *
 * For cells that show an error on purpose: the cell itself does not fail, so that "Run All" goes on.
 *
 * @param f is called once
 * @returns `RangeError: affineForward: x is …`
 * @throws Error if f throws nothing
 */
export function errorOf(f: () => unknown): string {
  let result: unknown;
  try {
    result = f();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  throw new Error(`errorOf: f threw no error, it returned ${String(result)}`);
}
