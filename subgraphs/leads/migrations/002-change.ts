import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** Changes of leads as a stream: one row per change, written in its transaction. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE leads.change (
    sequence bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    lead_id text NOT NULL,
    kind text NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (transaction_id, sequence)
  )`.execute(db);
  await createStreamState(db, 'leads.change');
}
