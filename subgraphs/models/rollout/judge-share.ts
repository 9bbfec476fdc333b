import { bernoulliSequence } from '../../shared/statistics/bernoulli-sequence.ts';
import { shareOf } from '../../shared/statistics/confidence-sequence.ts';
import type { Judgement, JudgementOptions } from './judgement.ts';
import { type ProportionStratum, pooled, stratifiedContrast } from './stratified-contrast.ts';

/**
 * Judges a share of requests that must stay below a limit: errors, or requests over the latency bound.
 *
 * FAILURE when the challenger's share is surely above the limit (exact sequence), and surely above the champion's over
 * the same time: an outage that hits both is not the challenger's fault. Without any request of the champion the limit
 * alone decides. SUCCESS when the share is surely not above the limit.
 *
 * @param limit 0–1
 */
export function judgeShare(strata: readonly ProportionStratum[], limit: number, options: JudgementOptions): Judgement {
  const challenger = pooled(strata, 'challenger');
  const bounds = bernoulliSequence(challenger, { alpha: options.alpha, around: limit });
  const contrast = stratifiedContrast(strata, 1, options);
  const isWorse = contrast === undefined || contrast.lower > 0;
  const isOver = bounds.lower > limit;
  return {
    verdict: isOver && isWorse ? 'FAILURE' : bounds.upper <= limit ? 'SUCCESS' : 'INCONCLUSIVE',
    found: shareOf(challenger),
    ...bounds,
    limit,
    champion: shareOf(pooled(strata, 'champion')),
    samples: challenger.trials,
  };
}
