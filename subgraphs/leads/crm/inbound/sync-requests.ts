import { type QueryExecutorProvider, sql } from 'kysely';

/** Work that is asked of the sync of an entity: requests of people, for the process that syncs, and rows that are due. */
export interface SyncRequests {
  readonly entity: string;
  /** epoch milliseconds */
  readonly compareRequestedAt: number | null;
  /** epoch milliseconds */
  readonly schemaAcceptedAt: number | null;
  /** most leads that the next comparison may remove, beyond those it removes unasked */
  readonly acceptedRemovals: number | null;
  readonly hasDueRows: boolean;
  /** whether all its rows were read once */
  readonly isFilled: boolean;
}

/** Reads the requests about every entity. */
export async function readRequests(db: QueryExecutorProvider): Promise<ReadonlyMap<string, SyncRequests>> {
  const { rows } = await sql<SyncRequests>`SELECT entity, compare_requested_at AS "compareRequestedAt",
      schema_accepted_at AS "schemaAcceptedAt", accepted_removals AS "acceptedRemovals",
      EXISTS (SELECT FROM leads.crm_parked_row r WHERE r.entity = p.entity AND r.is_due) AS "hasDueRows",
      walked_at IS NOT NULL AS "isFilled"
    FROM leads.crm_position p`.execute(db);
  return new Map(rows.map((row) => [row.entity, row]));
}

/** Requests a comparison of all rows. @returns the entities that will be compared */
export async function requestCompare(
  db: QueryExecutorProvider,
  entity: string | null,
  now: number,
): Promise<readonly string[]> {
  return ask(db, entity, sql`compare_requested_at = ${now}::bigint`, sql`true`);
}

/** Accepts the changed columns of entities that they stopped. @returns these entities */
export async function acceptSchema(
  db: QueryExecutorProvider,
  entity: string | null,
  now: number,
): Promise<readonly string[]> {
  return ask(db, entity, sql`schema_accepted_at = ${now}::bigint`, sql`error_code = 'CRM_SCHEMA_CHANGED'`);
}

/** Accepts removals that are held, and requests the comparison that does them. @returns entities with held removals */
export async function acceptRemovals(
  db: QueryExecutorProvider,
  entity: string | null,
  now: number,
): Promise<readonly string[]> {
  const change = sql`accepted_removals = held_removals, compare_requested_at = ${now}::bigint`;
  return ask(db, entity, change, sql`held_removals IS NOT NULL`);
}

/** Forgets accepted removals that were done. */
export async function clearAcceptedRemovals(trx: QueryExecutorProvider, entity: string): Promise<void> {
  await sql`UPDATE leads.crm_position SET accepted_removals = NULL WHERE entity = ${entity}`.execute(trx);
}

async function ask(
  db: QueryExecutorProvider,
  entity: string | null,
  change: ReturnType<typeof sql>,
  condition: ReturnType<typeof sql>,
): Promise<readonly string[]> {
  const { rows } = await sql<{ entity: string }>`UPDATE leads.crm_position SET ${change}
    WHERE (${entity}::text IS NULL OR entity = ${entity}::text) AND ${condition} RETURNING entity`.execute(db);
  return rows.map((row) => row.entity);
}
