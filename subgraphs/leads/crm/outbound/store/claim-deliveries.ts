import { type QueryExecutorProvider, sql } from 'kysely';
import type { AttemptVerdict } from '../rules/judge-attempt.ts';
import { LONGEST_PAUSE_MS } from '../rules/judge-attempt.ts';
import type { ScoreDelivery, TargetName } from '../rules/score-delivery.ts';

/** Which deliveries are claimed. Times are epoch milliseconds. */
export interface ClaimRequest {
  readonly target: TargetName;
  readonly limit: number;
  readonly now: number;
  readonly claimedUntil: number;
}

/**
 * Claims pending deliveries that are due, the longest due first, until a time. A lead has at most one that is pending, so a
 * batch has one per lead. A claim whose process died expires. One that is due later than it is ever put off was put off by a
 * clock that has been set back since: it is due.
 */
export async function claimDeliveries(
  db: QueryExecutorProvider,
  { target, limit, now, claimedUntil }: ClaimRequest,
): Promise<readonly ScoreDelivery[]> {
  const { rows } = await sql<ScoreDelivery>`UPDATE leads.crm_delivery d
    SET due_at = ${claimedUntil}::bigint, awaits_reasons = false
    WHERE d.id = ANY(ARRAY(SELECT id FROM leads.crm_delivery
        WHERE target = ${target} AND state = 'PENDING'
          AND due_at NOT BETWEEN ${now}::bigint + 1 AND ${now}::bigint + ${LONGEST_PAUSE_MS}::bigint
        ORDER BY due_at, id LIMIT ${limit} FOR UPDATE SKIP LOCKED))
    RETURNING d.id, d.webhook_id AS "webhookId", d.lead_id AS "leadId", d.sequence, d.cause, d.payload, d.reasons, d.attempts
    `.execute(db);
  return rows;
}

/** Verdict on one claimed delivery. */
export interface RecordedAttempt extends AttemptVerdict {
  readonly id: number;
  readonly code: string | null;
  readonly error: string | null;
}

/**
 * Stores what came of the attempts at a claim, unless the claim has expired and another process has it. One that was
 * superseded meanwhile, and delivered, is shown as delivered.
 *
 * @returns what was stored
 */
export async function recordAttempts(
  db: QueryExecutorProvider,
  attempts: readonly RecordedAttempt[],
  { target, claimedUntil, now }: Omit<ClaimRequest, 'limit'>,
): Promise<readonly { readonly state: string; readonly created_at: number }[]> {
  const { rows } = await sql<{ state: string; created_at: number }>`WITH recorded AS (
      UPDATE leads.crm_delivery d SET state = v.state, attempts = v.attempts, due_at = v."dueAt",
        changed_at = ${now}::bigint, last_code = v.code, last_error = v.error
      FROM (SELECT v.* FROM jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb) AS v (
          id bigint, state text, attempts integer, "dueAt" bigint, code text, error text)
        JOIN leads.crm_delivery USING (id) ORDER BY id FOR UPDATE OF crm_delivery) v
      WHERE d.id = v.id AND d.due_at = ${claimedUntil}::bigint
        AND (d.state = 'PENDING' OR d.state = 'SUPERSEDED' AND v.state = 'DELIVERED')
      RETURNING d.state, d.created_at
    ), counted AS (
      UPDATE leads.crm_target t SET delivered = t.delivered + n.count, updated_at = ${now}::bigint
      FROM (SELECT count(*) FROM recorded WHERE state = 'DELIVERED') n WHERE t.target = ${target}
    ) SELECT state, created_at FROM recorded`.execute(db);
  return rows;
}

/** Gives claimed deliveries back, to be claimed again from a time on. @param claimedUntil of their claim */
export async function releaseDeliveries(
  db: QueryExecutorProvider,
  ids: readonly number[],
  claimedUntil: number,
  dueAt: number,
): Promise<void> {
  await sql`UPDATE leads.crm_delivery SET due_at = ${dueAt}::bigint
    WHERE id = ANY(${ids}::bigint[]) AND state = 'PENDING' AND due_at = ${claimedUntil}::bigint`.execute(db);
}
