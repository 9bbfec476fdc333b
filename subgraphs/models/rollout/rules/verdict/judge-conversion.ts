import { shareOf } from '../../../../../statistics/confidence-sequence.ts';
import { type Judgement, type JudgementOptions, LEAST_SAMPLES } from './judgement.ts';
import { type ProportionStratum, pooled, stratifiedContrast } from './stratified-contrast.ts';

/**
 * Judges whether the conversion rate of the challenger is at most an allowed relative fall below that of the champion.
 *
 * With the fall f: FAILURE when the interval of challenger − (1 − f) · champion is below 0, SUCCESS when it is not
 * below 0, over matured leads of the same steps. Found value, bounds and limit are relative changes: found −0.08, limit
 * −0.1.
 *
 * @param fall inside 0–1
 */
export function judgeConversion(
  strata: readonly ProportionStratum[],
  fall: number,
  options: JudgementOptions,
): Judgement {
  const challenger = pooled(strata, 'challenger');
  const champion = pooled(strata, 'champion');
  const base = shareOf(champion);
  const contrast = stratifiedContrast(strata, 1 - fall, options);
  const unknown = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
  const about = { limit: -fall, champion: base, samples: challenger.trials };
  if (!contrast || !base) return { verdict: 'INCONCLUSIVE', found: undefined, ...unknown, ...about };
  // contrast = q − (1 − f) p, so the relative change (q − p) / p is contrast / p − f
  const relative = (value: number) => value / base - fall;
  const isEnough = Math.min(challenger.trials, champion.trials) >= LEAST_SAMPLES;
  const decided = contrast.upper < 0 ? 'FAILURE' : contrast.lower >= 0 ? 'SUCCESS' : 'INCONCLUSIVE';
  return {
    verdict: isEnough ? decided : 'INCONCLUSIVE',
    found: relative(contrast.estimate),
    lower: relative(contrast.lower),
    upper: relative(contrast.upper),
    ...about,
  };
}
