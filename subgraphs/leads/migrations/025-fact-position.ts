import { type Kysely, sql } from 'kysely';
import { createStreamState } from '../../../platform/streams/stream-state.ts';

const FACTS = ['leads.lead', 'leads.lead_history', 'leads.interaction', 'leads.outcome'] as const;

/**
 * The transaction that recorded each fact, and where the fact came from; 0 and UNKNOWN for those of before. Constants as
 * first defaults, so that no row is rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const fact of FACTS) {
    const table = sql.table(fact);
    await sql`ALTER TABLE ${table} ADD COLUMN transaction_id bigint NOT NULL DEFAULT 0,
      ADD COLUMN origin text NOT NULL DEFAULT 'UNKNOWN'`.execute(db);
    await sql`ALTER TABLE ${table} ALTER COLUMN transaction_id SET DEFAULT pg_current_xact_id()::text::bigint`.execute(
      db,
    );
    await sql`CREATE INDEX ${sql.ref(`${fact.slice('leads.'.length)}_transaction`)} ON ${table} (transaction_id)`.execute(
      db,
    );
  }
  // null in versions of before: their place in the history says it
  await sql`ALTER TABLE leads.lead_history ADD COLUMN version integer`.execute(db);
  await createStreamState(db, 'leads.fact');
}
