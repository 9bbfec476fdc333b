import { bernoulliSequence } from '../../../../../statistics/bernoulli-sequence.ts';
import { shareOf } from '../../../../../statistics/confidence-sequence.ts';
import type { Judgement, JudgementOptions } from './judgement.ts';
import { type ProportionStratum, pooled, stratifiedContrast } from './stratified-contrast.ts';

/**
 * Judges a share of requests that must stay below a limit: errors, or requests over the latency bound.
 *
 * FAILURE when the interval of the challenger's share is above the limit (exact sequence), and above the champion's
 * over the same time: an outage that affects both is not the challenger's fault. While the champion breaches an
 * absolute limit, too, there is no FAILURE. Without any request of the champion the limit alone decides. SUCCESS when
 * the interval is not above the limit.
 *
 * @param limit 0–1
 * @param isAbsolute whether the limit applies to any version, and is not derived from the champion
 */
export function judgeShare(
  strata: readonly ProportionStratum[],
  limit: number,
  options: JudgementOptions,
  isAbsolute = false,
): Judgement {
  const challenger = pooled(strata, 'challenger');
  const bounds = bernoulliSequence(challenger, { alpha: options.alpha, around: limit });
  const contrast = stratifiedContrast(strata, 1, options);
  const isWorse = contrast === undefined || contrast.lower > 0;
  const isOver = bounds.lower > limit;
  const champion = pooled(strata, 'champion');
  const beside = pooled(
    strata.filter((stratum) => stratum.challenger.trials > 0),
    'champion',
  );
  const championBounds = bernoulliSequence(beside, { alpha: options.alpha, around: limit });
  const isBreachedByBoth = isAbsolute && championBounds.lower > limit;
  const isCommon = isOver && (isBreachedByBoth || (!isWorse && (shareOf(beside) ?? 0) > limit));
  return {
    verdict: isOver && isWorse && !isCommon ? 'FAILURE' : bounds.upper <= limit ? 'SUCCESS' : 'INCONCLUSIVE',
    found: shareOf(challenger),
    ...bounds,
    limit,
    champion: shareOf(champion),
    samples: challenger.trials,
    ...(isCommon && { isCommon }),
  };
}
