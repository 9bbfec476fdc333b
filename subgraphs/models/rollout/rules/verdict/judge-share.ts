import { bernoulliSequence } from '../../../../../statistics/bernoulli-sequence.ts';
import { shareOf } from '../../../../../statistics/confidence-sequence.ts';
import type { Judgement, JudgementOptions } from './judgement.ts';
import { type ProportionStratum, pooled, stratifiedContrast } from './stratified-contrast.ts';

/**
 * Judges a share of requests that must stay below a limit: errors, or requests over the latency bound.
 *
 * FAILURE when the challenger's share is surely above the limit (exact sequence), and surely above the champion's over
 * the same time: an outage that hits both is not the challenger's fault. While the champion surely breaches an absolute
 * limit, too, nothing fails either. Without any request of the champion the limit alone decides. SUCCESS when the share is
 * surely not above the limit.
 *
 * @param limit 0–1
 * @param isAbsolute whether the limit is one for any version, and not taken from the champion
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
