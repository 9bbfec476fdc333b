import { refusal } from '../../../../platform/refusal.ts';
import type { BacktestPlan } from './backtest.ts';

/** Most quantiles of a distribution of ages. */
export const MOST_LEAD_AGES = 101;

/** Greatest age of a lead at its decision, days: ten years. */
export const MOST_LEAD_AGE_DAYS = 3_650;

/**
 * Checks the plan of a backtest.
 *
 * @param now epoch milliseconds
 * @throws {DomainError} VALIDATION_FAILED for a window that is empty or reaches into the future, or ages that are none, too
 *   many, out of range or not ascending
 */
export function checkPlan({ from, until, leadAges }: BacktestPlan, now: number): void {
  const time = (at: number) => new Date(at).toISOString();
  if (!(from < until)) throw refusal('VALIDATION_FAILED', 'from', time(from), `a time before until, ${time(until)}`);
  if (until > now) throw refusal('VALIDATION_FAILED', 'until', time(until), `a time up to now, ${time(now)}`);
  if (leadAges.length < 1 || leadAges.length > MOST_LEAD_AGES)
    throw refusal('VALIDATION_FAILED', 'leadAges', `${leadAges.length} ages`, `1 to ${MOST_LEAD_AGES}`);
  for (const [index, age] of leadAges.entries()) {
    const least = leadAges[index - 1] ?? 0;
    if (!(age >= least && age <= MOST_LEAD_AGE_DAYS))
      throw refusal('VALIDATION_FAILED', `leadAges[${index}]`, `${age}`, `days from ${least} to ${MOST_LEAD_AGE_DAYS}`);
  }
}
