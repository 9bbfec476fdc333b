import { type Kysely, type RawBuilder, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/json-rows.ts';
import type { AlertSeverity } from '../rules/alert-rule.ts';
import { findPosition, movePosition } from './position-store.ts';

/** The table that `models` publishes, and the topic of its news. */
export const ROLLOUT_EVENTS = 'models.rollout_event';

/** Event of a rollout, as alerts read it. */
export interface RolloutEventRow {
  readonly sequence: number;
  readonly rollout: number;
  readonly model: string;
  /** the version that proves itself; null in a rollout of shadows only */
  readonly version: number | null;
  readonly type: string;
  readonly at: number;
  readonly reason: string;
  readonly severity: AlertSeverity | null;
  readonly status: string;
  readonly step: number;
}

/** Most events read at a time. */
export const PAGE = 200;

/** Begins to follow, once for all processes: what happened before is no news. */
export async function beginRolloutEvents(db: Kysely<never>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // others who begin wait here for the end of the transaction
    if (!(await movePosition(trx, streamOf('*'), placeOf(0)))) return;
    const known = await findPosition(trx, ROLLOUT_EVENTS);
    const isKnown = known
      ? sql`(transaction_id, sequence) <= (${known.transactionId}::bigint, ${known.sequence}::bigint)`
      : sql`true`;
    await sql`INSERT INTO monitoring.alert_followed (stream, transaction_id, sequence)
      SELECT ${streamOf('')} || rollout, 0, max(sequence) FROM models.rollout_event WHERE ${isKnown} GROUP BY rollout
      ON CONFLICT DO NOTHING`.execute(trx);
    if (!known) await movePosition(trx, ROLLOUT_EVENTS, placeOf(0));
  });
}

/**
 * Reads events that were not read yet, oldest first. Those of one rollout are written one after the other, with its model
 * held, so their own numbers tell what is new: no transaction that stays open keeps an alert back.
 */
export async function readRolloutEvents(db: Kysely<never>): Promise<readonly RolloutEventRow[]> {
  return jsonRows(
    db,
    sql`SELECT e.* FROM models.rollout r
      LEFT JOIN monitoring.alert_followed f ON f.stream = ${streamOf('')} || r.id
      CROSS JOIN LATERAL (
        SELECT p.sequence, p.rollout, p.type, p.at, p.reason, p.severity, p.status, p.step, r.model, ${CHALLENGER} AS version
        FROM models.rollout_event p WHERE p.rollout = r.id AND p.sequence > COALESCE(f.sequence, 0)
        ORDER BY p.sequence LIMIT ${PAGE}
      ) e ORDER BY e.sequence LIMIT ${PAGE}`,
  );
}

const CHALLENGER: RawBuilder<unknown> = sql`(SELECT min(w.version) FROM models.rollout_version w
  WHERE w.rollout = p.rollout AND w.role = 'CHALLENGER')`;

/** Notes that an event was read; false when it was before. Others who note one of the rollout wait for the transaction. */
export function moveRolloutPosition(
  db: Kysely<never>,
  { rollout, sequence }: Pick<RolloutEventRow, 'rollout' | 'sequence'>,
): Promise<boolean> {
  return movePosition(db, streamOf(String(rollout)), placeOf(sequence));
}

function streamOf(rollout: string): string {
  return `${ROLLOUT_EVENTS}/${rollout}`;
}

function placeOf(sequence: number): { readonly transactionId: number; readonly sequence: number } {
  return { transactionId: 0, sequence };
}
