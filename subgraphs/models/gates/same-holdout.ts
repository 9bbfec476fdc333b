import type { PromotionEvidence } from './evidence.ts';
import type { Gate, GateResult } from './gate.ts';

/** A figure of both versions, measured on the same rows. */
export interface ComparedFigures {
  readonly candidate: number;
  readonly champion: number;
}

/**
 * Compares a figure of candidate and champion, if they may be compared.
 *
 * Without a figure or holdout of the champion there is no baseline: INCONCLUSIVE. When there is one, a candidate that
 * states no figure, or one of other rows, has FAILED: it must not get past a gate by keeping quiet.
 *
 * @param metric name of the figure, such as `auc`
 * @returns the figures, or the verdict when they cannot be compared
 */
export function compareOnHoldout(
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

/** The difference of two figures without the last bits that binary fractions add: 0.82 − 0.8 is 0.02. */
export function difference(a: number, b: number): number {
  return Number((a - b).toFixed(9));
}

/** A figure with its sign, to five places. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Number(Math.abs(value).toFixed(5))}`;
}
