import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';

/**
 * Gate SCORE_SHIFT: the PSI of the candidate's scores against the champion's is below `maxScorePsi`, on at least
 * `minScoreRows` rows. So the queues of people who work by grade do not change overnight.
 */
export function scoreShiftGate(
  { scoreShift }: PromotionEvidence,
  { maxScorePsi, minScoreRows }: Pick<PromotionPolicy, 'maxScorePsi' | 'minScoreRows'>,
): GateResult {
  const gate = 'SCORE_SHIFT';
  const needed = `score PSI below ${maxScorePsi} on ${minScoreRows} rows or more`;
  if (!scoreShift)
    return { gate, verdict: 'INCONCLUSIVE', found: 'no scores of both versions on the last window', needed };
  const { psi, rows } = scoreShift;
  const found = `score PSI ${Number(psi.toFixed(4))} on ${rows} rows`;
  if (rows < minScoreRows) return { gate, verdict: 'INCONCLUSIVE', found, needed };
  return { gate, verdict: psi < maxScorePsi ? 'PASSED' : 'FAILED', found, needed };
}
