import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

/** What happened to leads, as a stream: one row for each fact, written with it. */
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
