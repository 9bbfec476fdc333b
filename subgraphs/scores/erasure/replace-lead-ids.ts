import { type Kysely, sql, type Transaction } from 'kysely';
import type { QueuedPseudonym } from '../../../platform/pseudonyms/pseudonym-queue.ts';
import type { PseudonymWorker } from '../../../platform/pseudonyms/pseudonym-worker.ts';
import { type EraseLeadIdsDeps, startLeadIdEraser } from '../../../scoring/lead-id-eraser.ts';

/** Columns with ids of leads. */
export const LEAD_COLUMNS_OF_SCORES = {
  'scores.prediction': ['lead_id'],
  'scores.failure': ['lead_id'],
  'scores.exposure': ['lead_id'],
  'scores.backtest_score': ['lead_id'],
  'scores.backtest': ['position_lead_id'],
  'scores.batch_job': ['log_position', 'lake_position', 'lake_intent'],
} as const;

/** Replaces the ids of erased leads in the tables of `scores`, until it is closed. Features, scores and digests stay. */
export function replaceLeadIds(deps: EraseLeadIdsDeps): PseudonymWorker {
  return startLeadIdEraser({ ...deps, schema: 'scores', part: 'SCORES', replace, hasSettled });
}

async function replace(trx: Transaction<never>, { from, to }: QueuedPseudonym, most: number): Promise<number> {
  for (const [table, columns] of Object.entries(LEAD_COLUMNS_OF_SCORES)) {
    for (const column of columns) {
      const name = sql.ref(column);
      const open =
        table === 'scores.batch_job' || table === 'scores.backtest'
          ? sql`AND status NOT IN ('QUEUED', 'RUNNING')`
          : sql``;
      // keys of callers may name the lead
      const keys = table === 'scores.prediction' ? sql`, idempotency_key = NULL, request_digest = NULL` : sql``;
      const { rows } = await sql`UPDATE ${sql.table(table)} SET ${name} = ${to} ${keys} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${sql.table(table)} WHERE ${name} = ${from} ${open} LIMIT ${sql.lit(most)})) RETURNING 1`.execute(
        trx,
      );
      if (rows.length > 0) return rows.length;
    }
  }
  const { rows } = await sql`UPDATE scores.batch_job SET filter = jsonb_set(filter, '{leadIds}',
      (filter->'leadIds') - ${from}::text || to_jsonb(${to}::text))
    WHERE filter->'leadIds' ? ${from}::text AND status NOT IN ('QUEUED', 'RUNNING') RETURNING 1`.execute(trx);
  return rows.length;
}

/** Whether every job that was requested before the erasure has ended: its rows have the ids of its beginning. */
async function hasSettled(db: Kysely<never>, { request }: QueuedPseudonym): Promise<boolean> {
  const { rows } = await sql`SELECT 1 FROM (
      SELECT requested_at FROM scores.batch_job WHERE status IN ('QUEUED', 'RUNNING')
      UNION ALL SELECT requested_at FROM scores.backtest WHERE status IN ('QUEUED', 'RUNNING')
    ) j WHERE j.requested_at <= (SELECT extract(epoch FROM max(received_at)) * 1000 FROM scores.pseudonym
      WHERE request = ${request}) LIMIT 1`.execute(db);
  return rows.length === 0;
}
