import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';
import { compareOnHoldout, difference, figure, measuredBy, signed } from './same-holdout.ts';

/**
 * Gate AUC_GAIN: the AUC of the candidate is at least `minAucGain` above that of the champion on the same holdout, or
 * it passed an A/B test where the policy accepts one.
 *
 * @example 0.84 against 0.82 with a minimum gain of 0.02 is PASSED
 */
export function aucGainGate(
  evidence: PromotionEvidence,
  { minAucGain, acceptAbTest }: Pick<PromotionPolicy, 'minAucGain' | 'acceptAbTest'>,
): GateResult {
  const needed = `AUC ${signed(minAucGain)} or more${acceptAbTest ? ', or a passed A/B test' : ''}`;
  if (acceptAbTest && evidence.abTest?.passed)
    return { gate: 'AUC_GAIN', verdict: 'PASSED', found: evidence.abTest.summary, needed };
  const compared = compareOnHoldout('AUC_GAIN', 'auc', evidence);
  if ('verdict' in compared) return compared;
  const gain = difference(compared.candidate, compared.champion);
  const found = `AUC ${signed(gain)} (${figure(compared.candidate)} against ${figure(compared.champion)})${measuredBy(compared)}`;
  return { gate: 'AUC_GAIN', verdict: gain >= minAucGain ? 'PASSED' : 'FAILED', found, needed };
}
