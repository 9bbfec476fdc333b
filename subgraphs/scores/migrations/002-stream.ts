import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** Makes the prediction log readable as a stream: each row gets the number of its transaction. */
export async function up(db: Kysely<never>): Promise<void> {
  // a constant first: rows that are there are not rewritten, and come before all others in the order of their sequence
  await sql`ALTER TABLE scores.prediction ADD COLUMN transaction_id bigint NOT NULL DEFAULT 0`.execute(db);
  await sql`ALTER TABLE scores.prediction ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id()::text::bigint
    `.execute(db);
  await sql`CREATE INDEX prediction_order ON scores.prediction (transaction_id, sequence)`.execute(db);
  await createStreamState(db, 'scores.prediction');
}
