import type { PromotionEvidence } from './evidence.ts';
import type { GateResult } from './gate.ts';
import type { PromotionPolicy } from './promotion-policy.ts';

/**
 * Gate SCORE_SHIFT: the PSI of the candidate's scores against the champion's is below `maxScorePsi`, on at least
 * `minScoreRows` rows: of the latest requests, or where those are too few, of backtests of the same decisions. So the queues of people who work by grade do not change overnight.
 */
export function scoreShiftGate(
  { scoreShift: live, backtest }: Pick<PromotionEvidence, 'scoreShift' | 'backtest'>,
  { maxScorePsi, minScoreRows }: Pick<PromotionPolicy, 'maxScorePsi' | 'minScoreRows'>,
): GateResult {
  const gate = 'SCORE_SHIFT';
  const needed = `score PSI below ${maxScorePsi} on ${minScoreRows} rows or more`;
  const past = backtest && 'scoreShift' in backtest ? backtest : undefined;
  const isLive = live !== undefined && live.rows >= minScoreRows;
  const scoreShift = isLive ? live : (past?.scoreShift ?? live);
  if (!scoreShift) {
    const reason = backtest && 'refused' in backtest ? `; ${backtest.refused}` : '';
    return { gate, verdict: 'INCONCLUSIVE', found: `no scores of both versions on the last window${reason}`, needed };
  }
  const { psi, rows } = scoreShift;
  const where = scoreShift === past?.scoreShift ? ` of the backtests: ${past.summary}` : '';
  const found = `score PSI ${Number(psi.toFixed(4))} on ${rows} rows${where}`;
  if (rows < minScoreRows) return { gate, verdict: 'INCONCLUSIVE', found, needed };
  return { gate, verdict: psi < maxScorePsi ? 'PASSED' : 'FAILED', found, needed };
}
