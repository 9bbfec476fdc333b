import { quantile } from './quantile.ts';
import { sortNumbers } from './sorted-numbers.ts';

/** Interval around the median of past values. */
export interface RobustBand {
  readonly least: number;
  readonly greatest: number;
}

/** Settings of a {@link robustBand}. */
export interface RobustBandOptions {
  /** k: half the width in robust standard deviations, > 0 */
  readonly deviations: number;
  /** least half width, in the unit of the values, ≥ 0: past values that barely differ do not make every change a breach */
  readonly floor: number;
}

/** Standard deviations per MAD of a normal distribution: 1 / Φ⁻¹(3/4). */
const NORMAL_SCALE = 1.4826022185056018;

/**
 * Band in which the next value is expected, whatever a minority of the past values is.
 *
 * median ± max(k · 1.4826 · MAD, floor), with MAD the median of |xᵢ − median|. Up to half of the values can be arbitrary
 * without moving the band without bound.
 *
 * @param values finite, in any order
 * @returns in the unit of the values, or undefined without values
 * @see Rousseeuw and Croux, Alternatives to the Median Absolute Deviation (1993)
 */
export function robustBand(
  values: readonly number[],
  { deviations, floor }: RobustBandOptions,
): RobustBand | undefined {
  const median = medianOf(values);
  if (median === undefined) return undefined;
  const mad = medianOf(values.map((value) => Math.abs(value - median))) as number;
  const half = Math.max(deviations * NORMAL_SCALE * mad, floor);
  return { least: median - half, greatest: median + half };
}

function medianOf(values: readonly number[]): number | undefined {
  return quantile(sortNumbers(values), 0.5);
}
