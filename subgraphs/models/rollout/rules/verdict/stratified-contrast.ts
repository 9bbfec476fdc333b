import {
  type ConfidenceSequence,
  confidenceSequence,
  type Proportion,
  shareOf,
} from '../../../../../statistics/confidence-sequence.ts';
import { effectiveSamples, type JudgementOptions } from './judgement.ts';

/** Events of both versions over the same time and at the same traffic share. */
export interface ProportionStratum {
  readonly champion: Proportion;
  readonly challenger: Proportion;
}

/**
 * Always-valid interval of challenger − factor · champion, two shares compared within each step.
 *
 * Δ = Σ wₖ (qₖ − factor · pₖ) with wₖ ∝ nₖ mₖ / (nₖ + mₖ), the weights of Mantel and Haenszel. Steps are never pooled:
 * a bad hour while the challenger had half of the traffic would count against it, not against the hour. The variance
 * adds ½ to events and to non-events, so that rare events do not count as impossible.
 *
 * @param factor 1 for a plain difference, 0.9 to test for at least 90 % of the champion's share
 * @returns undefined unless some step has trials of both
 */
export function stratifiedContrast(
  strata: readonly ProportionStratum[],
  factor: number,
  options: JudgementOptions,
): ConfidenceSequence | undefined {
  let effective = 0;
  let estimate = 0;
  let variance = 0;
  for (const { champion, challenger } of strata) {
    const p = shareOf(champion);
    const q = shareOf(challenger);
    if (p === undefined || q === undefined) continue;
    const weight = effectiveSamples(champion.trials, challenger.trials);
    effective += weight;
    estimate += weight * (q - factor * p);
    variance += weight ** 2 * (meanVariance(challenger) + factor ** 2 * meanVariance(champion));
  }
  if (effective === 0) return undefined;
  return confidenceSequence(estimate / effective, Math.sqrt(variance) / effective, effective, options);
}

/** Variance of a share, from the smoothed share. */
function meanVariance({ trials, events }: Proportion): number {
  const smoothed = (events + 0.5) / (trials + 1);
  return (smoothed * (1 - smoothed)) / trials;
}

/** Events and trials of one version over all steps. */
export function pooled(strata: readonly ProportionStratum[], version: keyof ProportionStratum): Proportion {
  return strata.reduce(
    (sum, stratum) => ({
      trials: sum.trials + stratum[version].trials,
      events: sum.events + stratum[version].events,
    }),
    { trials: 0, events: 0 },
  );
}
