/** A bin of leads of about equal probability. */
export interface GainBin {
  readonly leads: number;
  readonly converted: number;
}

/** A point of a gain chart: with this share of the leads, the best first, this share of all conversions is found. */
export interface GainPoint {
  readonly x: number;
  readonly y: number;
  /** leads so far */
  readonly count: number;
}

/**
 * The cumulative gain of calling leads in the order of their probability.
 *
 * @param bins by ascending probability
 * @returns from (0, 0) to (1, 1); nothing without conversions
 */
export function gainCurve(bins: readonly GainBin[]): readonly GainPoint[] {
  const total = { leads: sum(bins.map(({ leads }) => leads)), converted: sum(bins.map(({ converted }) => converted)) };
  if (total.converted === 0) return [];
  const points: GainPoint[] = [{ x: 0, y: 0, count: 0 }];
  let [leads, converted] = [0, 0];
  for (const bin of bins.toReversed()) {
    leads += bin.leads;
    converted += bin.converted;
    points.push({ x: leads / total.leads, y: converted / total.converted, count: leads });
  }
  return points;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
