import { type Kysely, type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';

/**
 * Creates the state of a table's stream: one row, in `TABLE_stream`. Part of migrations, so it must not change.
 *
 * @param table such as `leads.change`
 */
export async function createStreamState(db: QueryExecutorProvider, table: string): Promise<void> {
  await sql`CREATE TABLE ${sql.table(`${table}_stream`)} (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    epoch text NOT NULL,
    cluster text NOT NULL,
    transaction_offset bigint NOT NULL,
    pruned_transaction_id bigint NOT NULL,
    pruned_sequence bigint NOT NULL
  )`.execute(db);
  await sql`INSERT INTO ${sql.table(`${table}_stream`)}
    SELECT true, ${NEW_EPOCH}, ${CLUSTER}, 0, 0, 0`.execute(db);
}

/**
 * Finds out whether the database was restored into another cluster, whose transactions are numbered anew, and if so
 * begins a new epoch there: numbers continue above all stored ones, and earlier cursors are refused.
 *
 * @param table  whose state it is, in `TABLE_stream`
 * @param tables that number their rows by this state; `table` alone when absent
 * @returns the stream's epoch
 */
export async function renewStream(
  db: Kysely<never>,
  table: string,
  tables: readonly string[] = [table],
): Promise<string> {
  return db.transaction().execute(async (trx) => {
    const state = sql.table(`${table}_stream`);
    const { rows } = await sql<{ epoch: string; is_elsewhere: boolean; highest: number }>`
      SELECT s.epoch, m.highest, s.cluster <> ${CLUSTER} OR
        m.highest >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint + s.transaction_offset AS is_elsewhere
      FROM ${state} s CROSS JOIN LATERAL (
        SELECT COALESCE(GREATEST(${sql.join(tables.map(highestOf))}), 0) AS highest
      ) m FOR UPDATE OF s`.execute(trx);
    const [found] = rows;
    if (!found) throw new TypeError(`${table}_stream has no row`);
    if (!found.is_elsewhere) return found.epoch;
    const offset = sql.lit(found.highest);
    for (const numbered of tables) {
      await sql`ALTER TABLE ${sql.table(numbered)} ALTER COLUMN transaction_id
        SET DEFAULT pg_current_xact_id()::text::bigint + ${offset}`.execute(trx);
    }
    const renewed = await sql<{ epoch: string }>`UPDATE ${state} SET epoch = ${NEW_EPOCH}, cluster = ${CLUSTER},
      transaction_offset = ${offset}, pruned_transaction_id = 0, pruned_sequence = 0 RETURNING epoch`.execute(trx);
    return (renewed.rows[0] as { epoch: string }).epoch;
  });
}

// not one maximum of a union, for which the planner would scan the tables
function highestOf(table: string): RawBuilder<unknown> {
  return sql`(SELECT max(transaction_id) FROM ${sql.table(table)})`;
}

const NEW_EPOCH = sql`substr(gen_random_uuid()::text, 1, 8)`;
const CLUSTER = sql`(SELECT system_identifier::text FROM pg_control_system())`;
