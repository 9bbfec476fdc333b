import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { isOverrideInForce } from '../leads/override-in-force.ts';
import type { NewScoreOverride, ScoreOverride } from './score-override.ts';

const COLUMNS = sql`o.id, o.lead_id AS "leadId", o.grade, o.actor, o.reason, o.created_at AS "createdAt",
  o.expires_at AS "expiresAt", o.ended_at AS "endedAt", o.end_cause AS "endCause", o.end_actor AS "endActor",
  o.end_reason AS "endReason"`;

/** Finds the overrides of leads that are in force, in no particular order. @param now epoch milliseconds */
export async function findOverrides(
  db: QueryExecutorProvider,
  leadIds: readonly string[],
  now: number,
): Promise<ScoreOverride[]> {
  const { rows } = await sql<ScoreOverride>`SELECT ${COLUMNS} FROM leads.score_override o
    JOIN leads.lead l ON l.id = o.lead_id AND NOT l.is_closed
    WHERE ${isOverrideInForce(now)} AND o.lead_id = ANY(${leadIds}::text[])`.execute(db);
  return rows;
}

/** Lists the overrides of a lead below an id, newest first. */
export async function listOverrides(
  db: QueryExecutorProvider,
  leadId: string,
  count: number,
  below: number | null,
): Promise<ScoreOverride[]> {
  const { rows } = await sql<ScoreOverride>`SELECT ${COLUMNS} FROM leads.score_override o
    WHERE lead_id = ${leadId} AND (${below}::bigint IS NULL OR id < ${below}) ORDER BY id DESC LIMIT ${count}`.execute(
    db,
  );
  return rows;
}

/** Stores an override. Requires the lock of its lead, and that the one before has ended. */
export async function insertOverride(trx: QueryExecutorProvider, override: NewScoreOverride): Promise<ScoreOverride> {
  const { leadId, grade, actor, reason, createdAt, expiresAt } = override;
  const { rows } = await sql<ScoreOverride>`INSERT INTO leads.score_override AS o
      (lead_id, grade, actor, reason, created_at, expires_at)
    VALUES (${leadId}, ${grade}, ${actor}, ${reason}, ${createdAt}, ${expiresAt}) RETURNING ${COLUMNS}`.execute(trx);
  return rows[0] as ScoreOverride;
}

/** End that a person gives an override. */
export type GivenEnd = Pick<ScoreOverride, 'endedAt' | 'endCause' | 'endActor' | 'endReason'>;

/** Ends an override. Requires the lock of its lead. */
export async function endOverride(trx: QueryExecutorProvider, id: number, end: GivenEnd): Promise<ScoreOverride> {
  const { rows } = await sql<ScoreOverride>`UPDATE leads.score_override o SET ended_at = ${end.endedAt},
      end_cause = ${end.endCause}, end_actor = ${end.endActor}, end_reason = ${end.endReason}
    WHERE id = ${id} AND ended_at IS NULL RETURNING ${COLUMNS}`.execute(trx);
  return rows[0] as ScoreOverride;
}

const MOST_LAPSED = 500;

/** Condition on `leads.score_override o` and `leads.lead l`: lapsed, and not ended yet. */
function isLapsed(now: number, leadId?: string): RawBuilder<unknown> {
  const ofLead = leadId === undefined ? sql`` : sql`AND o.lead_id = ${leadId}`;
  return sql`l.id = o.lead_id AND o.ended_at IS NULL AND (o.expires_at <= ${now}::bigint OR l.is_closed) ${ofLead}`;
}

/** Whether any override has expired, or lost its open lead, and has not ended yet. @param now epoch milliseconds */
export async function hasLapsed(db: QueryExecutorProvider, now: number): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM leads.score_override o, leads.lead l WHERE ${isLapsed(now)} LIMIT 1`.execute(
    db,
  );
  return rows.length > 0;
}

/**
 * Ends overrides that have expired, at the time of their expiry, and those of closed leads.
 *
 * @param leadId of one lead, which is locked; absent: of any, at most 500
 * @param now    epoch milliseconds
 */
export async function endLapsed(
  trx: QueryExecutorProvider,
  { now, leadId }: { readonly now: number; readonly leadId?: string | undefined },
): Promise<ScoreOverride[]> {
  const { rows } = await sql<ScoreOverride>`UPDATE leads.score_override o
    SET ended_at = LEAST(o.expires_at, ${now}::bigint),
      end_cause = CASE WHEN o.expires_at <= ${now}::bigint THEN 'EXPIRED' ELSE 'CLOSED' END
    WHERE o.ended_at IS NULL AND o.id IN (
      SELECT o.id FROM leads.score_override o, leads.lead l WHERE ${isLapsed(now, leadId)}
      ORDER BY o.id LIMIT ${sql.lit(MOST_LAPSED)}
    ) RETURNING ${COLUMNS}`.execute(trx);
  return rows;
}
