import { type Proportion, shareOf } from './confidence-sequence.ts';
import { logGamma } from './log-gamma.ts';

/** Tables within this factor of the observed one's chance count as equally unlikely, as SciPy and R take them. */
const TIE = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided, of two proportions: the chance of a table as unlikely as this one, or more, when both
 * windows have the same rate and the sums of the table are given.
 *
 * Exact for the rarest events and the most unequal windows, where χ² is far off. Windows without trials compare as equal.
 *
 * @returns p-value, 0–1
 * @throws {RangeError} when a number is negative, or there are more events than trials
 * @see Fisher, The Design of Experiments (1935); Agresti, Categorical Data Analysis, 3rd edition (2013), 3.5
 */
export function fisherExact(reference: Proportion, current: Proportion): number {
  if (shareOf(reference) === undefined || shareOf(current) === undefined) return 1;
  const [n, m] = [reference.trials, current.trials];
  const events = reference.events + current.events;
  const least = Math.max(0, events - n);
  const most = Math.min(events, m);
  // ln C(m, k) C(n, events − k), less what all tables have in common
  const logChance = (k: number) => -(logFactorials(k, m) + logFactorials(events - k, n));
  const peak = Math.min(most, Math.max(least, Math.floor(((events + 1) * (m + 1)) / (n + m + 2))));
  const highest = logChance(peak);
  const observed = Math.exp(logChance(current.events) - highest) * TIE;
  const sums = { all: 0, unlikely: 0 };
  const add = (k: number): boolean => {
    const chance = Math.exp(logChance(k) - highest);
    sums.all += chance;
    if (chance <= observed) sums.unlikely += chance;
    // beyond, chances fall faster than any geometric series: nothing is left of either sum
    return chance > 1e-18 * Math.min(1, observed);
  };
  for (let k = peak; k <= most && add(k); k += 1);
  for (let k = peak - 1; k >= least && add(k); k -= 1);
  return Math.min(1, sums.unlikely / sums.all);
}

/** ln k! + ln (of − k)!: what differs between the binomial coefficients of one row. */
function logFactorials(k: number, of: number): number {
  return logGamma(k + 1) + logGamma(of - k + 1);
}
