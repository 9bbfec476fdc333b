import { earliestStepEnd, pendingCondition } from '../rollout/rules/pending-condition.ts';
import type { RecordedAnalysis, RolloutEventRow, RolloutRow } from '../rollout/rules/rollout-row.ts';
import type { MetricVerdict } from '../rollout/rules/verdict/verdict.ts';
import type { Rollout } from './types/rollout.ts';
import type { RolloutAnalysis, RolloutMetric } from './types/rollout-analysis.ts';
import type { RolloutEvent } from './types/rollout-event.ts';

/** Presents a rollout in the graph. */
export function presentRollout(row: RolloutRow): Rollout {
  const { id, model, strategy, settings, state, reason } = row;
  const { steps, guardrails, tripWires, replayRows, minimumEffect } = settings;
  return {
    id: String(id),
    model,
    strategy,
    status: state.status,
    step: state.step,
    steps: steps.map(({ holdMs, ...step }) => ({ ...step, holdSeconds: holdMs / 1_000 })),
    guardrails,
    tripWires,
    trafficShare: row.traffic_share,
    holdoutShare: row.holdout_share,
    replayRows,
    minimumEffect: minimumEffect ?? null,
    requestedBy: row.requested_by,
    reason,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
    waitsFor: pendingCondition(row) ?? null,
    nextStepAt: earliestStepEnd(row) ?? null,
    championVersion: row.champion,
    participants: row.versions,
  };
}

/** Presents an event of a rollout in the graph. */
export function presentRolloutEvent(row: RolloutEventRow): RolloutEvent {
  const { type, at, by, reason, severity, status, step, traffic_share, analysis } = row;
  const presented = analysis && presentAnalysis(analysis, at);
  return { type, at, actor: by, by, reason, severity, status, step, trafficShare: traffic_share, analysis: presented };
}

/** Presents an analysis in the graph. */
export function presentAnalysis(
  { verdict, explanation, metrics, trip }: RecordedAnalysis,
  at: number,
): RolloutAnalysis {
  return { verdict, at, explanation, metrics: metrics.map(presentMetric), trippedWire: trip ?? null };
}

function presentMetric(metric: MetricVerdict): RolloutMetric {
  const { found, lower, upper, champion, needed, neededDays } = metric;
  return {
    ...metric,
    found: found ?? null,
    lower: bound(lower),
    upper: bound(upper),
    champion: champion ?? null,
    needed: needed ?? null,
    neededDays: neededDays ?? null,
  };
}

/** Finite bound, or null: JSON stores an infinite bound as null. */
function bound(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
