import { sql } from 'kysely';
import { type DatabaseLocation, openDatabase } from '../../../platform/database/database.ts';
import { KEY_PREFIX } from './operations.ts';
import type { SteadyLoad } from './steady-load.ts';

/** Acknowledged operations against the rows of the database. */
export interface StoredCounts {
  readonly acknowledged: number;
  /** whose row is there, under the id that was answered */
  readonly found: number;
  /** whose key has two rows, or was answered with two ids */
  readonly doubled: number;
  readonly lost: number;
}

interface StoredRow {
  readonly key: string;
  readonly id: string;
}

/** Counts what the load stored, once no process of the platform runs any more. */
export async function countStored(load: SteadyLoad, location: DatabaseLocation): Promise<StoredCounts> {
  const ids = new Map<string, string[]>();
  for (const { key, id } of await readRows(location)) ids.set(key, [...(ids.get(key) ?? []), id]);
  const found = [...load.acknowledged].filter(([key, { id }]) => ids.get(key)?.includes(id)).length;
  const doubled = new Set(load.contradicted);
  for (const [key, { length }] of ids) if (length > 1) doubled.add(key);
  const acknowledged = load.acknowledged.size;
  return { acknowledged, found, doubled: doubled.size, lost: acknowledged - found };
}

async function readRows(location: DatabaseLocation): Promise<readonly StoredRow[]> {
  const database = await openDatabase(location);
  const mine = `${KEY_PREFIX}%`;
  const { rows } = await sql<StoredRow>`
    SELECT idempotency_key AS key, id FROM scores.prediction WHERE idempotency_key LIKE ${mine}
    UNION ALL SELECT company, id FROM leads.lead WHERE company LIKE ${mine}
    UNION ALL SELECT id, lead_id FROM leads.interaction WHERE id LIKE ${mine}`.execute(database.tables<never>());
  await database.close();
  return rows;
}
