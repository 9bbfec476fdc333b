import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** Versions that were taken out of traffic because their runs do not end, as a stream. */
export async function up(db: Kysely<never>): Promise<void> {
  // ended_at: when the version had no part in the traffic of its model any more; it comes back only past the gates
  await sql`CREATE TABLE scores.version_withdrawal (
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    model text NOT NULL,
    version integer NOT NULL,
    digest text NOT NULL,
    role text NOT NULL,
    cause text NOT NULL CHECK (cause IN ('BREAKDOWNS', 'STALL')),
    reason text NOT NULL,
    withdrawn_at bigint NOT NULL,
    ended_at bigint,
    PRIMARY KEY (transaction_id, sequence)
  )`.execute(db);
  await sql`CREATE UNIQUE INDEX one_withdrawal ON scores.version_withdrawal (model, version, digest)
    WHERE ended_at IS NULL`.execute(db);
  await createStreamState(db, 'scores.version_withdrawal');
  await sql`CREATE VIEW scores.withdrawal_log AS SELECT * FROM scores.version_withdrawal`.execute(db);
}
