import { decisionAgeDays } from '../../../../lake/gold/decision-age.ts';
import { DAY_MS } from '../../../../platform/time.ts';
import type { BacktestPlan, LeadPosition } from './backtest.ts';

/** Lead with what was recorded of its end. */
export interface DecidableLead extends LeadPosition {
  /** when its outcome was recorded, epoch milliseconds; null without one */
  readonly endedAt: number | null;
  /** times of its recorded scores, epoch milliseconds */
  readonly scoredAt: readonly number[];
}

/** One decision to score: a lead as of a time, epoch milliseconds. */
export interface Decision {
  readonly leadId: string;
  readonly asOf: number;
}

/**
 * Decisions about a lead within the window of a backtest, oldest first. None is at or after the time at which its outcome
 * was recorded: live scoring leaves out leads that have ended. What is recorded later never moves a decision.
 */
export function decisionsOf(lead: DecidableLead, plan: BacktestPlan): readonly Decision[] {
  const { leadId, createdAt, endedAt, scoredAt } = lead;
  const times =
    plan.decisionTime === 'LEAD_AGE'
      ? [createdAt + Math.floor(decisionAgeDays(leadId, plan.leadAges) * DAY_MS)]
      : scoredAt;
  const isDecision = (at: number) => at >= plan.from && at < plan.until && (endedAt === null || at < endedAt);
  return times.filter(isDecision).map((asOf) => ({ leadId, asOf }));
}
