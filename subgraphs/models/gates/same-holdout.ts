import type { PromotionEvidence } from './evidence.ts';
import type { Gate, GateResult } from './gate.ts';

/** Metric of both versions, measured on the same rows. */
export interface ComparedFigures {
  readonly candidate: number;
  readonly champion: number;
  /** the backtests that measured both, in words; absent for a holdout */
  readonly measuredBy?: string;
}

/**
 * Compares a metric of candidate and champion: as stated if both were measured on the same holdout, else as backtests of the
 * same decisions measured it.
 *
 * Without backtests INCONCLUSIVE when the champion states no metric or holdout. FAILED when only the candidate does not, or states
 * another holdout: omitting a metric must not pass a gate.
 *
 * @param metric name of the metric, such as `auc`
 * @returns the values, or the verdict when they cannot be compared
 */
export function compareOnHoldout(
  gate: Gate,
  metric: string,
  evidence: PromotionEvidence,
): ComparedFigures | GateResult {
  const stated = compareStated(gate, metric, evidence);
  const { backtest } = evidence;
  if (!('verdict' in stated) || !backtest) return stated;
  if ('refused' in backtest) return { ...stated, found: `${stated.found}; ${backtest.refused}` };
  const { [metric]: candidate } = backtest.candidate;
  const { [metric]: champion } = backtest.champion;
  if (candidate === undefined || champion === undefined) return stated;
  return { candidate, champion, measuredBy: backtest.summary };
}

/** Words for the backtests that measured compared figures; empty for a holdout. */
export function measuredBy({ measuredBy: summary }: ComparedFigures): string {
  return summary === undefined ? '' : `, on ${summary}`;
}

function compareStated(
  gate: Gate,
  metric: string,
  { candidate, champion }: PromotionEvidence,
): ComparedFigures | GateResult {
  const baseline = champion.metrics[metric];
  if (baseline === undefined || champion.holdout === undefined) {
    const found = `version ${champion.version}, the champion, states no ${metric} on a named holdout`;
    return { gate, verdict: 'INCONCLUSIVE', found, needed: 'a champion to compare with' };
  }
  const figure = candidate.metrics[metric];
  const needed = `${metric} on the champion's holdout (${champion.holdout})`;
  if (figure === undefined) return { gate, verdict: 'FAILED', found: `no ${metric}`, needed };
  if (candidate.holdout !== champion.holdout) {
    const where = candidate.holdout === undefined ? 'an unnamed holdout' : `another holdout (${candidate.holdout})`;
    return { gate, verdict: 'FAILED', found: `${metric} ${figure} on ${where}`, needed };
  }
  return { candidate: figure, champion: baseline };
}

/** Difference without binary rounding noise: 0.82 − 0.8 is 0.02. */
export function difference(a: number, b: number): number {
  return Number((a - b).toFixed(9));
}

/** Number with its sign, to five decimals. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toFixed(5))}`;
}

/** Number to five decimals. */
export function figure(value: number): number {
  return Number(value.toFixed(5));
}
