import { type QueryExecutorProvider, sql } from 'kysely';
import type { TargetName } from '../rules/score-delivery.ts';

/** Stored state of a target, for every process. */
export interface TargetState {
  readonly target: TargetName;
  /** last lead that the first pass over all scored leads has enqueued; null before the first */
  readonly filled_to: string | null;
  readonly is_filled: boolean;
  /** of the outage; null while there is none */
  readonly error_code: string | null;
  readonly error: string | null;
  /** epoch milliseconds */
  readonly paused_since: number | null;
  /** deliveries since the target was configured */
  readonly delivered: number;
}

/**
 * Stores that a target is configured. One that writes elsewhere than before, or is new, gets every scored lead again.
 *
 * @param now epoch milliseconds
 */
export async function registerTarget(
  db: QueryExecutorProvider,
  target: TargetName,
  fingerprint: string,
  now: number,
): Promise<void> {
  await sql`WITH registered AS (
      INSERT INTO leads.crm_target AS t (target, fingerprint, updated_at) VALUES (${target}, ${fingerprint}, ${now}::bigint)
      ON CONFLICT (target) DO UPDATE SET fingerprint = excluded.fingerprint, filled_to = NULL, is_filled = false,
        error_code = NULL, error = NULL, paused_since = NULL, updated_at = excluded.updated_at
      WHERE t.fingerprint <> excluded.fingerprint RETURNING target
    ) DELETE FROM leads.crm_last_delivery WHERE target IN (SELECT target FROM registered)`.execute(db);
}

/** Gives up what is pending for targets that are configured no more, and their states. @param now epoch milliseconds */
export async function abandonTargets(
  db: QueryExecutorProvider,
  configured: readonly TargetName[],
  now: number,
): Promise<void> {
  await sql`WITH gone AS (DELETE FROM leads.crm_target WHERE target <> ALL(${configured}::text[]) RETURNING target),
    last AS (DELETE FROM leads.crm_last_delivery WHERE target IN (SELECT target FROM gone))
    UPDATE leads.crm_delivery SET state = 'SUPERSEDED', changed_at = ${now}::bigint
    WHERE state IN ('PENDING', 'FAILED') AND target <> ALL(${configured}::text[])`.execute(db);
}

/** Reads the states of the targets. */
export async function findTargets(db: QueryExecutorProvider): Promise<readonly TargetState[]> {
  const { rows } =
    await sql<TargetState>`SELECT target, filled_to, is_filled, error_code, error, paused_since, delivered
    FROM leads.crm_target ORDER BY target`.execute(db);
  return rows;
}

/** Stores that a target is away, or is back. @param fault code and message; undefined: it is back */
export async function recordOutage(
  db: QueryExecutorProvider,
  target: TargetName,
  fault: { readonly code: string; readonly message: string } | undefined,
  now: number,
): Promise<void> {
  await sql`UPDATE leads.crm_target SET error_code = ${fault?.code ?? null}, error = ${fault?.message ?? null},
      paused_since = CASE WHEN ${fault !== undefined} THEN coalesce(paused_since, ${now}::bigint) END,
      updated_at = ${now}::bigint WHERE target = ${target}`.execute(db);
}

/** Counts of the deliveries of a target. */
export interface TargetCounts {
  readonly target: TargetName;
  readonly pending: number;
  readonly failed: number;
  /** epoch milliseconds; null without any */
  readonly oldest_pending: number | null;
  /** delivered in the last minute */
  readonly delivered_lately: number;
}

/** Counts the deliveries of each target that has any. @param now epoch milliseconds */
export async function countDeliveries(db: QueryExecutorProvider, now: number): Promise<readonly TargetCounts[]> {
  const { rows } = await sql<TargetCounts>`SELECT target, count(*) FILTER (WHERE state = 'PENDING')::int AS pending,
      count(*) FILTER (WHERE state = 'FAILED')::int AS failed,
      min(created_at) FILTER (WHERE state = 'PENDING') AS oldest_pending,
      count(*) FILTER (WHERE state = 'DELIVERED')::int AS delivered_lately
    FROM leads.crm_delivery WHERE state = 'PENDING' OR state = 'FAILED'
      OR state IN ('DELIVERED', 'SUPERSEDED') AND changed_at > ${now}::bigint - 60000 GROUP BY target`.execute(db);
  return rows;
}
