import { type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../shared/json-rows.ts';
import type { Db } from '../store.ts';
import { readBeginning } from './evidence-store.ts';
import type { Maturity } from './outcome-store.ts';
import type { RolloutRow } from './rollout-row.ts';
import { type ShadowPair, type ShadowReport, shadowReport } from './shadow-report.ts';

/** Requests that a report is about at most, the newest. */
export const REPORTED_PAIRS = 50_000;

/**
 * Compares a shadow of a rollout with whoever answered the same requests, over the newest {@link REPORTED_PAIRS} requests
 * that the shadow saw, failures included.
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
 * A request is told by its id and its lead; without a lead, or with one that is asked for twice, by equal features.
 * Outcomes that were there before the score say nothing about it.
 */
function pairsOf(
  rollout: number,
  version: number,
  beginning: number,
  { now, maturityMs }: Maturity,
): RawBuilder<unknown> {
  return sql`
    WITH seen AS (
      SELECT request_id, lead_id, features, scored_at AS at, probability, grade, latency_ms, transaction_id, sequence
      FROM scores.prediction_log
      WHERE rollout = ${rollout} AND role = 'SHADOW' AND version = ${version} AND transaction_id >= ${beginning}
      UNION ALL
      SELECT request_id, lead_id, NULL, failed_at, NULL, NULL, latency_ms, transaction_id, sequence
      FROM scores.failure_log
      WHERE rollout = ${rollout} AND role = 'SHADOW' AND version = ${version} AND transaction_id >= ${beginning}
      ORDER BY transaction_id DESC, sequence DESC LIMIT ${REPORTED_PAIRS}
    ), pair AS (
      SELECT DISTINCT ON (s.transaction_id, s.sequence, s.grade IS NULL) s.*,
        c.probability AS answered, c.grade AS answered_grade, c.latency_ms AS answered_ms
      FROM seen s JOIN scores.prediction_log c USING (request_id)
      WHERE c.rollout = ${rollout} AND c.role <> 'SHADOW' AND c.transaction_id >= ${beginning}
        AND c.lead_id IS NOT DISTINCT FROM s.lead_id AND c.features = COALESCE(s.features, c.features)
    )
    SELECT json_build_object('probability', answered, 'grade', answered_grade, 'latencyMs', answered_ms) AS champion,
      CASE WHEN grade IS NOT NULL
        THEN json_build_object('probability', probability, 'grade', grade, 'latencyMs', latency_ms) END AS shadow,
      CASE WHEN o.occurred_at < at THEN NULL WHEN o.result IS NOT NULL THEN (o.result = 'CONVERTED')::int
        WHEN o.lead_id IS NOT NULL AND at <= ${now - maturityMs} THEN 0 END AS outcome
    FROM pair LEFT JOIN leads.outcome_facts o USING (lead_id)`;
}
