import { type Kysely, sql } from 'kysely';
import { SHOWN_ROLES } from './prediction.ts';

/** Rows of one statement: some ten milliseconds, in which the embedded database serves nothing else. */
const BATCH_ROWS = 1_000;

/** A position in the log, by time. */
interface Place {
  readonly scored_at: number;
  readonly sequence: number;
}

/**
 * Deletes predictions older than `horizon`, in batches. Retained at any age: the current score of a lead, and scores of an
 * open rollout. Cursors that point before deleted rows expire.
 *
 * @param horizon epoch milliseconds
 */
export async function prunePredictions(db: Kysely<never>, horizon: number): Promise<void> {
  let after: Place | undefined = { scored_at: Number.MIN_SAFE_INTEGER, sequence: 0 };
  while (after) after = await pruneBatch(db, after, horizon);
}

/** @returns the position to continue from; undefined at the end */
async function pruneBatch(db: Kysely<never>, after: Place, horizon: number): Promise<Place | undefined> {
  const { rows } = await sql<Place & { readonly candidates: number }>`
    WITH candidate AS (
      SELECT id, model, role, lead_id, rollout, scored_at, sequence FROM scores.prediction
      WHERE (scored_at, sequence) > (${after.scored_at}::bigint, ${after.sequence}::bigint)
        AND scored_at >= ${after.scored_at}::bigint AND scored_at < ${Math.floor(horizon)}::bigint
      ORDER BY scored_at, sequence LIMIT ${BATCH_ROWS}
    ), gone AS (
      DELETE FROM scores.prediction p USING candidate c
      WHERE p.id = c.id
        AND (c.lead_id IS NULL OR c.role <> ALL(${SHOWN_ROLES}::text[]) OR EXISTS (
          SELECT FROM scores.prediction newer WHERE newer.lead_id = c.lead_id AND newer.sequence > c.sequence
            AND newer.model = c.model AND newer.role = ANY(${SHOWN_ROLES}::text[])
        ))
        AND NOT EXISTS (SELECT FROM models.live_deployment d WHERE d.rollout = c.rollout)
      RETURNING p.transaction_id, p.sequence
    ), noted AS (
      UPDATE scores.prediction_stream s SET pruned_transaction_id = g.transaction_id, pruned_sequence = g.sequence
      FROM (SELECT transaction_id, sequence FROM gone ORDER BY 1 DESC, 2 DESC LIMIT 1) g
      WHERE (s.pruned_transaction_id, s.pruned_sequence) < (g.transaction_id, g.sequence)
    )
    SELECT scored_at, sequence, (SELECT count(*) FROM candidate) AS candidates
    FROM candidate ORDER BY scored_at DESC, sequence DESC LIMIT 1`.execute(db);
  const [last] = rows;
  return last && last.candidates === BATCH_ROWS ? last : undefined;
}
