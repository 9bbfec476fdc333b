import { type Kysely, sql } from 'kysely';

/** Why each reign of a champion ended, and when rollouts were rolled back, as places in the history of their model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [REIGN_END, ROLLED_BACK_AT, EARLIER_ROLLBACKS]) await sql.raw(statement).execute(db);
}

// null where a reign ended before ends were recorded: histories are not rewritten
const REIGN_END = `ALTER TABLE models.stage_change ADD reign_end text,
  ADD CHECK (reign_end IN ('SUPERSEDED', 'CRITICAL_ALERT', 'KILL_SWITCH', 'ROLLBACK')),
  ADD CHECK (reign_end IS NULL OR action = 'REPLACE')`;

const ROLLED_BACK_AT = `ALTER TABLE models.rollout ADD rolled_back_at bigint`;

// times tell less than places: one of the same millisecond counts as before, which asks for more and not for less
const EARLIER_ROLLBACKS = `UPDATE models.rollout r SET rolled_back_at = COALESCE((
    SELECT max(c.id) FROM models.stage_change c WHERE c.model = r.model AND c.at <= r.ended_at), 0)
  WHERE r.state->>'status' = 'ROLLED_BACK'`;
