import { sql } from 'kysely';
import type { RolloutEventRow } from '../../../subgraphs/models/rollout/rules/rollout-row.ts';
import type { RolloutStep } from '../../../subgraphs/models/rollout/rules/steps.ts';
import {
  DEFAULT_GUARDRAILS,
  type Guardrail,
  type GuardrailMetric,
} from '../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import type { RolloutWorld } from './rollout-world.ts';

/** Steps of these shares, each with this hold time and minimum of requests, the last also with an approval. */
export function stepsOf(shares: readonly number[], holdMs: number, minimumSamples = 50): readonly RolloutStep[] {
  return shares.map((trafficShare) => ({ trafficShare, holdMs, minimumSamples, needsApproval: trafficShare === 1 }));
}

/** The default guardrails with an unreachable limit of latency, for versions with other defects. */
export const UNTIMED_GUARDRAILS: readonly Guardrail[] = DEFAULT_GUARDRAILS.map((guardrail) =>
  guardrail.metric === 'LATENCY_P95' ? { ...guardrail, limit: 99, holds: false } : guardrail,
);

/** The analyses among the events of a rollout, newest first. */
export function looksOf(events: readonly RolloutEventRow[]): readonly RolloutEventRow[] {
  return events.filter(({ type }) => type === 'ANALYSED');
}

/** Metrics that fail in the latest analysis. */
export function failedMetrics(events: readonly RolloutEventRow[]): readonly GuardrailMetric[] {
  const metrics = looksOf(events)[0]?.analysis?.metrics ?? [];
  return metrics.filter(({ verdict }) => verdict === 'FAILURE').map(({ metric }) => metric);
}

/** Requests of the challenger in the latest analysis, over all steps. */
export function challengerRequests(events: readonly RolloutEventRow[]): number {
  const metrics = looksOf(events)[0]?.analysis?.metrics ?? [];
  return metrics.find(({ metric }) => metric === 'ERROR_RATE')?.samples ?? 0;
}

/** Number of the next leads that each version answers. */
export async function nextAnswers(world: RolloutWorld, leads: number): Promise<Readonly<Record<number, number>>> {
  const ids = await world.serve(leads);
  const { rows } = await sql<{ version: number; count: number }>`
    SELECT version, count(*) AS count FROM scores.prediction_log
    WHERE lead_id = ANY(${ids}::text[]) AND role <> 'SHADOW' GROUP BY version`.execute(world.db);
  return Object.fromEntries(rows.map(({ version, count }) => [version, Number(count)]));
}
