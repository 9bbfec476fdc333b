import { type QueryExecutorProvider, sql } from 'kysely';

/** Row of the CRM that could not be written: its key and the reason, without its content. */
export interface ParkedRow {
  /** rises with the time of the first parking */
  readonly id: number;
  readonly entity: string;
  readonly key: string;
  readonly code: string;
  readonly message: string;
  /** lead that the row is, or belongs to, where it is known */
  readonly leadId: string | null;
  /** epoch milliseconds */
  readonly parkedAt: number;
  readonly attempts: number;
}

/** Reason that a row is parked. */
export interface RowRefusal extends Pick<ParkedRow, 'key' | 'code' | 'message'> {
  readonly leadId?: string | undefined;
}

/** Which parked rows; an absent condition always holds. */
export interface ParkedRowFilter {
  readonly entity?: string | null | undefined;
  readonly keys?: readonly string[] | null | undefined;
  readonly code?: string | null | undefined;
}

/** Parks rows, also those that are parked already: their next attempt failed. */
export async function parkRows(
  trx: QueryExecutorProvider,
  entity: string,
  refusals: readonly RowRefusal[],
  now: number,
): Promise<void> {
  if (refusals.length === 0) return;
  const rows = [...new Map(refusals.map((refusal) => [refusal.key, refusal])).values()];
  await sql`INSERT INTO leads.crm_parked_row AS p (entity, key, code, message, lead_id, parked_at)
    SELECT ${entity}, r.key, r.code, r.message, r."leadId", ${now}::bigint
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(key text, code text, message text, "leadId" text)
    ON CONFLICT (entity, key) DO UPDATE SET code = excluded.code, message = excluded.message, lead_id = excluded.lead_id,
      attempts = p.attempts + 1, is_due = false`.execute(trx);
}

/** Deletes parked rows that were written since. */
export async function unparkRows(trx: QueryExecutorProvider, entity: string, keys: readonly string[]): Promise<void> {
  await sql`DELETE FROM leads.crm_parked_row WHERE entity = ${entity} AND key = ANY(${keys}::text[])`.execute(trx);
}

/** Makes the rows due that belong to leads which are here now. */
export async function wakeRowsOf(trx: QueryExecutorProvider, leadIds: readonly string[]): Promise<void> {
  await sql`UPDATE leads.crm_parked_row SET is_due = true WHERE lead_id = ANY(${leadIds}::text[]) AND NOT is_due`.execute(
    trx,
  );
}

/** Makes parked rows due. @returns how many match */
export async function wakeRows(db: QueryExecutorProvider, filter: ParkedRowFilter): Promise<number> {
  const { numAffectedRows = 0n } =
    await sql`UPDATE leads.crm_parked_row SET is_due = true WHERE ${matches(filter)}`.execute(db);
  return Number(numAffectedRows);
}

/** Keys of an entity's rows that are due, at most `limit`. */
export async function findDueRows(
  db: QueryExecutorProvider,
  entity: string,
  limit: number,
): Promise<readonly string[]> {
  const { rows } = await sql<{ key: string }>`SELECT key FROM leads.crm_parked_row
    WHERE entity = ${entity} AND is_due ORDER BY key LIMIT ${limit}`.execute(db);
  return rows.map(({ key }) => key);
}

/** Reads parked rows with an id below `below`, the newest first. */
export async function listParkedRows(
  db: QueryExecutorProvider,
  filter: ParkedRowFilter,
  limit: number,
  below: number | null,
): Promise<readonly ParkedRow[]> {
  const { rows } = await sql<ParkedRow>`SELECT id, entity, key, code, message, lead_id AS "leadId",
      parked_at AS "parkedAt", attempts
    FROM leads.crm_parked_row WHERE ${matches(filter)} AND (${below}::bigint IS NULL OR id < ${below}::bigint)
    ORDER BY id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

/** Number of parked rows by entity. */
export async function countParkedRows(db: QueryExecutorProvider): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ entity: string; count: number }>`SELECT entity, count(*) AS count
    FROM leads.crm_parked_row GROUP BY entity`.execute(db);
  return new Map(rows.map(({ entity, count }) => [entity, count]));
}

function matches({ entity, keys, code }: ParkedRowFilter) {
  return sql`(${entity ?? null}::text IS NULL OR entity = ${entity ?? null}::text)
    AND (${code ?? null}::text IS NULL OR code = ${code ?? null}::text)
    AND (${keys ?? null}::text[] IS NULL OR key = ANY(${keys ?? null}::text[]))`;
}
