/**
 * p-values adjusted by Benjamini and Hochberg: of the tests whose adjusted value is below q, at most the share q is
 * expected to be a false discovery.
 *
 * With the p-values in ascending order, adjustedᵢ = minⱼ≥ᵢ min(1, pⱼ · n / j). Never below the p-value itself; the order
 * of tests is kept.
 *
 * @param pValues each 0–1
 * @returns adjusted values, in the order given
 * @throws {RangeError} when a value is outside 0–1
 * @see Benjamini and Hochberg, Controlling the False Discovery Rate (JRSS B 57, 1995)
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  const odd = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (odd >= 0) throw new RangeError(`p-value ${odd}: found ${pValues[odd]}, expected 0–1`);
  const n = pValues.length;
  const descending = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const adjusted = new Array<number>(n);
  let least = 1;
  descending.forEach(({ p, index }, i) => {
    least = Math.min(least, (p * n) / (n - i));
    adjusted[index] = least;
  });
  return adjusted;
}
