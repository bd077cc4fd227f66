/** A number as one would write it by hand: at most six significant digits, with a true minus. */
export function formatNumber(value: number): string {
  return String(Number(value.toPrecision(6)) + 0).replace(/^-/, "−");
}
