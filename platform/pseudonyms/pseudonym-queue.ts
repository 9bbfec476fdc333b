import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';

/** Ids to replace in the tables of a schema, until no row can have them any more. */
export interface QueuedPseudonym {
  /** id of the request */
  readonly request: string;
  readonly from: string;
  readonly to: string;
  /** time since its arrival, by the database's clock, ms */
  readonly ageMs: number;
}

/** Creates the queue of a schema, `SCHEMA.pseudonym`. Part of migrations, so it must not change. */
export async function createPseudonymQueue(db: QueryExecutorProvider, schema: string): Promise<void> {
  await sql`CREATE TABLE ${sql.table(`${schema}.pseudonym`)} (
    request text NOT NULL, old_id text NOT NULL, new_id text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT clock_timestamp(), PRIMARY KEY (request, old_id)
  )`.execute(db);
}

/** Adds ids to the queue; those of a repeated request are there already. */
export async function enqueuePseudonyms(
  trx: QueryExecutorProvider,
  schema: string,
  request: string,
  ids: readonly { readonly from: string; readonly to: string }[],
): Promise<void> {
  await sql`INSERT INTO ${sql.table(`${schema}.pseudonym`)} (request, old_id, new_id)
    SELECT ${request}, i."from", i."to" FROM jsonb_to_recordset(${JSON.stringify(ids)}::jsonb) AS i("from" text, "to" text)
    ON CONFLICT DO NOTHING`.execute(trx);
}

/** Lists the queue, the oldest first. */
export async function listPseudonyms(db: Kysely<never>, schema: string): Promise<readonly QueuedPseudonym[]> {
  const { rows } = await sql<QueuedPseudonym>`SELECT request, old_id AS "from", new_id AS "to",
    (extract(epoch FROM clock_timestamp() - received_at) * 1000)::float8 AS "ageMs"
    FROM ${sql.table(`${schema}.pseudonym`)} ORDER BY received_at, old_id`.execute(db);
  return rows;
}

/** Removes the ids of a request from the queue. @returns whether this call did */
export async function dequeuePseudonyms(trx: QueryExecutorProvider, schema: string, request: string): Promise<boolean> {
  const { rows } =
    await sql`DELETE FROM ${sql.table(`${schema}.pseudonym`)} WHERE request = ${request} RETURNING 1`.execute(trx);
  return rows.length > 0;
}
