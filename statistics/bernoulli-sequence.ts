import { type Proportion, shareOf } from './confidence-sequence.ts';
import { logBeta } from './log-gamma.ts';

/** Settings of an exact always-valid interval. */
export interface BernoulliOptions {
  /** chance, over all looks together, of ever missing the truth; 0–1, both excluded */
  readonly alpha: number;
  /**
   * a small share around which the answer matters, inside 0–1: there the interval is narrower, at the price of a little
   * width elsewhere. Without it the interval is about as narrow everywhere as it can be.
   */
  readonly around?: number;
}

/**
 * Always-valid interval of one proportion, exact at every number of trials and for the rarest events.
 *
 * The wealth M(p) = B(a + S, b + F) / B(a, b) / (pˢ (1 − p)ᶠ), S events and F others, is a martingale when p is the
 * truth; by Ville's inequality it ever reaches 1/α with chance α at most. The interval is where M(p) < 1/α. a = b = ½
 * (Jeffreys) without `around`, with it a = 1 and b = 1 / (2 · around): most weight on shares up to some times `around`.
 *
 * @returns bounds within 0–1; 0 and 1 without trials
 * @throws {RangeError} when an option is not inside 0–1, or there are more events than trials
 * @see Robbins, Statistical methods related to the law of the iterated logarithm (1970); Howard and others (Annals of
 *   Statistics 49, 2021), 3.2
 */
export function bernoulliSequence(
  proportion: Proportion,
  { alpha, around }: BernoulliOptions,
): { readonly lower: number; readonly upper: number } {
  if (![alpha, around ?? 0.5].every((option) => option > 0 && option < 1)) {
    throw new RangeError(`Bernoulli sequence: found alpha ${alpha}, around ${around}, expected them inside 0–1`);
  }
  const share = shareOf(proportion);
  if (share === undefined) return { lower: 0, upper: 1 };
  const { trials, events } = proportion;
  const others = trials - events;
  const [a, b] = around === undefined ? [0.5, 0.5] : [1, 1 / (2 * around)];
  const evidence = logBeta(a + events, b + others) - logBeta(a, b) + Math.log(alpha);
  const isRefuted = (p: number) => evidence >= logLikelihood(p, events, others);
  return { lower: bisect(0, share, isRefuted), upper: 1 - bisect(0, 1 - share, (rest) => isRefuted(1 - rest)) };
}

function logLikelihood(p: number, events: number, others: number): number {
  // 0 · ln 0 is 0
  return (events > 0 ? events * Math.log(p) : 0) + (others > 0 ? others * Math.log1p(-p) : 0);
}

/** The point in [low, high] up to which values are refuted; `low` when none is. */
function bisect(low: number, high: number, isRefuted: (value: number) => boolean): number {
  let refuted = low;
  let open = high;
  if (!isRefuted(low)) return low;
  for (let step = 0; step < 200 && open - refuted > 1e-13 * open; step += 1) {
    const middle = (refuted + open) / 2;
    if (isRefuted(middle)) refuted = middle;
    else open = middle;
  }
  return refuted;
}
