import { type Kysely, sql } from 'kysely';
import { jsonRows } from '../../../../platform/database/statements/json-rows.ts';
import type { AlertSeverity } from '../rules/alert-rule.ts';
import { findPosition, movePosition } from './position-store.ts';

/** Views of `models` with its rollouts and their events. */
export const ROLLOUT_VIEWS = ['models.rollout_facts', 'models.rollout_log'] as const;

/** Topic of new events of rollouts; the name of their positions in `monitoring.alert_followed`, too. */
export const ROLLOUT_CHANGED = 'models.rollout_event';

/** Event of a rollout, as alerts read it. */
export interface RolloutEventRow {
  readonly sequence: number;
  readonly rollout: number;
  readonly model: string;
  /** the challenger; null in a rollout of shadows only */
  readonly version: number | null;
  readonly type: string;
  readonly at: number;
  readonly reason: string;
  readonly severity: AlertSeverity | null;
  readonly status: string;
  readonly step: number;
}

/** Most events read at a time. */
export const ROLLOUT_EVENTS_PER_PAGE = 200;

/** Starts to follow, once for all processes, with the events that come from now on. */
export async function beginRolloutEvents(db: Kysely<never>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    // other processes wait here for the end of the transaction
    if (!(await movePosition(trx, streamOf('*'), placeOf(0)))) return;
    const known = await findPosition(trx, ROLLOUT_CHANGED);
    const isKnown = known
      ? sql`(transaction_id, sequence) <= (${known.transactionId}::bigint, ${known.sequence}::bigint)`
      : sql`true`;
    await sql`INSERT INTO monitoring.alert_followed (stream, transaction_id, sequence)
      SELECT ${streamOf('')} || rollout, 0, max(sequence) FROM models.rollout_log WHERE ${isKnown} GROUP BY rollout
      ON CONFLICT DO NOTHING`.execute(trx);
    if (!known) await movePosition(trx, ROLLOUT_CHANGED, placeOf(0));
  });
}

/**
 * Reads events that were not read yet, oldest first. Events of one rollout are written one after the other, under the lock
 * of its model, so their sequence alone identifies new ones: a transaction that stays open delays no alert.
 */
export async function readRolloutEvents(db: Kysely<never>): Promise<readonly RolloutEventRow[]> {
  return jsonRows(
    db,
    sql`SELECT e.* FROM models.rollout_facts r
      LEFT JOIN monitoring.alert_followed f ON f.stream = ${streamOf('')} || r.rollout
      CROSS JOIN LATERAL (
        SELECT p.sequence, p.rollout, p.type, p.at, p.reason, p.severity, p.status, p.step, r.model, r.version
        FROM models.rollout_log p WHERE p.rollout = r.rollout AND p.sequence > COALESCE(f.sequence, 0)
        ORDER BY p.sequence LIMIT ${ROLLOUT_EVENTS_PER_PAGE}
      ) e ORDER BY e.sequence LIMIT ${ROLLOUT_EVENTS_PER_PAGE}`,
  );
}

/** Records an event as read; false when it was. Others that record one of the rollout wait for the transaction. */
export function recordRolloutEvent(
  db: Kysely<never>,
  { rollout, sequence }: Pick<RolloutEventRow, 'rollout' | 'sequence'>,
): Promise<boolean> {
  return movePosition(db, streamOf(String(rollout)), placeOf(sequence));
}

function streamOf(rollout: string): string {
  return `${ROLLOUT_CHANGED}/${rollout}`;
}

function placeOf(sequence: number): { readonly transactionId: number; readonly sequence: number } {
  return { transactionId: 0, sequence };
}
