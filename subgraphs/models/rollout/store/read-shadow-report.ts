import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { Db } from '../../versions/store/version-store.ts';
import type { RolloutRow } from '../rules/rollout-row.ts';
import { type ShadowPair, type ShadowReport, shadowReport } from '../rules/shadow-report.ts';
import { readBeginning } from './evidence-store.ts';
import type { Maturity } from './outcome-store.ts';

/** Maximum number of requests in a report, the newest ones. */
export const REPORTED_PAIRS = 50_000;

/**
 * Compares a shadow of a rollout with the version that answered, over the newest {@link REPORTED_PAIRS} requests of the
 * shadow, failures included.
 */
export async function readShadowReport(
  db: Db,
  row: RolloutRow,
  version: number,
  maturity: Maturity,
): Promise<ShadowReport> {
  const beginning = await readBeginning(db, row.id);
  const pairs = await jsonRows<StoredPair>(db, pairsOf(row.id, version, beginning, maturity));
  const { rows } = await sql<{ dropped: number }>`SELECT COALESCE(sum(dropped), 0)::bigint AS dropped
    FROM scores.shadow_drop_log WHERE rollout = ${row.id} AND version = ${version}`.execute(db);
  return shadowReport(pairs.map(toPair), rows[0]?.dropped ?? 0);
}

interface StoredPair {
  readonly champion: ShadowPair['champion'];
  readonly shadow: ShadowPair['shadow'] | null;
  readonly outcome: 0 | 1 | null;
}

function toPair({ champion, shadow, outcome }: StoredPair): ShadowPair {
  return { champion, ...(shadow && { shadow }), ...(outcome !== null && { outcome }) };
}

/**
 * Pairs the answers by request id, lead and time, which both have in common; ambiguous ones are left out. Groups
 * instead of joining: a planner that underestimates the log would compare all with all. Outcomes from before the score
 * are ignored.
 */
function pairsOf(
  rollout: number,
  version: number,
  beginning: number,
  { now, maturityMs }: Maturity,
): RawBuilder<unknown> {
  const isShadow = sql`rollout = ${rollout} AND role = 'SHADOW' AND version = ${version}
    AND transaction_id >= ${beginning}`;
  return sql`
    WITH seen AS MATERIALIZED (
      SELECT true AS is_shadow, request_id, lead_id, scored_at AS at, probability, grade, latency_ms
      FROM (
        SELECT request_id, lead_id, scored_at, probability, grade, latency_ms, transaction_id
        FROM scores.prediction_log WHERE ${isShadow}
        UNION ALL
        SELECT request_id, lead_id, failed_at, NULL, NULL, latency_ms, transaction_id
        FROM scores.failure_log WHERE ${isShadow}
        ORDER BY transaction_id DESC LIMIT ${REPORTED_PAIRS}
      ) newest
    ), pair AS (
      SELECT lead_id, at,
        ${answerOf(sql`is_shadow`)} AS shadow, ${answerOf(sql`NOT is_shadow`)} AS champion
      FROM (
        SELECT * FROM seen UNION ALL
        SELECT false, request_id, lead_id, scored_at, probability, grade, latency_ms
        FROM scores.prediction_log
        WHERE rollout = ${rollout} AND role <> 'SHADOW' AND scored_at >= (SELECT min(at) FROM seen)
      ) answer
      GROUP BY request_id, lead_id, at
      HAVING count(*) FILTER (WHERE is_shadow) = 1 AND count(*) FILTER (WHERE NOT is_shadow) = 1
    )
    SELECT champion, shadow, CASE WHEN o.occurred_at < at THEN NULL
        WHEN o.result IS NOT NULL THEN (o.result = 'CONVERTED')::int
        WHEN o.lead_id IS NOT NULL AND at <= ${now - maturityMs} THEN 0 END AS outcome
    FROM pair LEFT JOIN leads.outcome_facts o USING (lead_id)`;
}

/** Single answer of a side; null when it failed. */
function answerOf(side: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(json_agg(json_build_object('probability', probability, 'grade', grade, 'latencyMs', latency_ms))
    FILTER (WHERE ${side} AND grade IS NOT NULL))->0`;
}
