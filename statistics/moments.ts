/** Mean and standard deviation of a window. */
export interface Moments {
  readonly mean: number;
  /** around the mean, divided by n: 0 for a constant window and for one value */
  readonly standardDeviation: number;
}

/**
 * Mean and population standard deviation, √(Σ (x − mean)² / n), in two passes.
 *
 * Values are scaled by the largest magnitude, so that 1e300 does not overflow when squared.
 *
 * @param values finite
 * @returns in the unit of the values, or undefined without values
 */
export function moments(values: ArrayLike<number>): Moments | undefined {
  const n = values.length;
  if (n === 0) return undefined;
  let scale = 0;
  for (let i = 0; i < n; i += 1) scale = Math.max(scale, Math.abs(values[i] as number));
  if (scale === 0) return { mean: 0, standardDeviation: 0 };
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += (values[i] as number) / scale;
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < n; i += 1) {
    const distance = (values[i] as number) / scale - mean;
    squares += distance * distance;
    rest += distance;
  }
  // rest is what rounding of the mean left: without it a constant window would have a tiny spread
  const variance = Math.max(0, (squares - (rest * rest) / n) / n);
  return { mean: (mean + rest / n) * scale, standardDeviation: Math.sqrt(variance) * scale };
}
