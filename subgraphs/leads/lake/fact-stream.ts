import { type Kysely, sql } from 'kysely';
import { renewStream } from '../../../platform/streams/stream-state.ts';

const STREAM = 'leads.fact';
const TABLES = ['leads.lead', 'leads.lead_history', 'leads.interaction', 'leads.outcome'] as const;

/**
 * Opens the facts as a stream by the transactions that recorded them; numbers continue after a restore elsewhere.
 *
 * @returns its epoch, the life of the database that the numbers are of
 */
export function openFactStream(db: Kysely<never>): Promise<string> {
  return renewStream(db, STREAM, TABLES);
}

/** Transaction below which all have ended: the facts of those are final, and later ones get higher numbers. */
export async function readFactHorizon(db: Kysely<never>): Promise<number> {
  const { rows } = await sql<{ horizon: number }>`
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + transaction_offset AS horizon
    FROM leads.fact_stream`.execute(db);
  return (rows[0] as { horizon: number }).horizon;
}
