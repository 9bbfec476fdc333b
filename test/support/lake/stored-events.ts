import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { BronzeTable } from '../../../lake/bronze/bronze-table.ts';
import { INTERACTION_EVENTS } from '../../../lake/bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../../../lake/bronze/outcome-events.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import type { Database } from '../../../platform/database/database.ts';
import { LEAD_COLUMNS } from '../../../subgraphs/leads/leads/lead-columns.ts';
import { tableRows } from './temporary-lake.ts';

const FACTS = LEAD_COLUMNS.join(', ');

/** Facts of leads as the database has them, by the path of their bronze table. */
const STORED: Readonly<Record<string, string>> = {
  [LEAD_EVENTS.path]: `SELECT transaction_id, id AS lead_id, version, created_at, valid_from, ${FACTS}, origin FROM leads.lead
    UNION ALL SELECT transaction_id, lead_id, version, created_at, valid_from, ${FACTS}, origin FROM leads.lead_history`,
  [INTERACTION_EVENTS.path]: `SELECT transaction_id, lead_id, id AS interaction_id, kind, occurred_at, recorded_at,
    duration_seconds, quantity, note, origin FROM leads.interaction`,
  [OUTCOME_EVENTS.path]: `SELECT transaction_id, lead_id, result, occurred_at, recorded_at, revenue, reason, origin
    FROM leads.outcome`,
};

/** Every bronze table. */
export const BRONZE_TABLES: readonly BronzeTable[] = [LEAD_EVENTS, INTERACTION_EVENTS, OUTCOME_EVENTS];

/** Events of a bronze table as texts, in order. */
export async function bronzeRows(lake: Lake, { path }: BronzeTable): Promise<readonly string[]> {
  const rows = await tableRows(lake, path);
  return rows.map(({ ingested_at: _at, schema_version: _version, ...row }) => textOf(row)).sort();
}

/** The same events as the database has them. */
export async function storedRows(database: Database, { path }: BronzeTable): Promise<readonly string[]> {
  const { rows } = await sql<Readonly<Record<string, unknown>>>`${sql.raw(STORED[path] ?? '')}`.execute(
    database.tables<never>('long'),
  );
  return rows.map(textOf).sort();
}

function textOf(row: Readonly<Record<string, unknown>>): string {
  const plain = Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]);
  return JSON.stringify(plain.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}

/** Fails with the first events that were lost or doubled. */
export function assertSameEvents(found: readonly string[], expected: readonly string[]): void {
  const missing = minus(expected, found);
  const surplus = minus(found, expected);
  const first = { missing: missing.slice(0, 2), surplus: surplus.slice(0, 2) };
  assert.deepEqual([missing.length, surplus.length], [0, 0], JSON.stringify(first));
}

function minus(texts: readonly string[], others: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const text of others) counts.set(text, (counts.get(text) ?? 0) + 1);
  return texts.filter((text) => {
    const count = counts.get(text) ?? 0;
    counts.set(text, count - 1);
    return count <= 0;
  });
}
