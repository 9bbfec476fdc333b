import { type Kysely, sql } from 'kysely';

/** Reasons for the ends of reigns, and positions of rollbacks in the history of their model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [REIGN_END, ROLLED_BACK_AT, EARLIER_ROLLBACKS]) await sql.raw(statement).execute(db);
}

// null where a reign ended before ends were recorded: histories are not rewritten
const REIGN_END = `ALTER TABLE models.stage_change ADD reign_end text,
  ADD CHECK (reign_end IN ('SUPERSEDED', 'CRITICAL_ALERT', 'KILL_SWITCH', 'ROLLBACK')),
  ADD CHECK (reign_end IS NULL OR action = 'REPLACE')`;

const ROLLED_BACK_AT = `ALTER TABLE models.rollout ADD rolled_back_at bigint`;

// times are less exact than positions: one of the same millisecond counts as earlier, which is the stricter choice
const EARLIER_ROLLBACKS = `UPDATE models.rollout r SET rolled_back_at = COALESCE((
    SELECT max(c.id) FROM models.stage_change c WHERE c.model = r.model AND c.at <= r.ended_at), 0)
  WHERE r.state->>'status' = 'ROLLED_BACK'`;
