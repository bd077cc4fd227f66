// What benchmarks print of many measurements.

/**
 * The value below which a share of all values lies.
 *
 * @param {number[]} values
 * @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}
