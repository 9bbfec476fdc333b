import type { BronzeTable } from '../../../lake/bronze/bronze-table.ts';
import { INTERACTION_EVENTS } from '../../../lake/bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../../../lake/bronze/lead-events.ts';
import { OUTCOME_EVENTS } from '../../../lake/bronze/outcome-events.ts';
import { duckType } from '../../../lake/delta/delta-column.ts';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';

/** A row of a bronze table: the values that are given. */
export type BronzeRow = Readonly<Record<string, string | number | null>>;

/** Noon of a day of the test's calendar, epoch milliseconds. */
export const day = (number: number): number => Date.UTC(2026, 0, number, 12);

/** A version of a lead, the first one unless given, as of day 1, written by transaction 1. */
export function leadEvent(given: BronzeRow): BronzeRow {
  const created = given.created_at ?? day(1);
  return {
    transaction_id: 1,
    lead_id: 'lead-1',
    version: 1,
    created_at: created,
    valid_from: created,
    stage: 'NEW',
    origin: 'API',
    ingested_at: day(400),
    schema_version: 1,
    ...given,
  };
}

/** A website visit, recorded when it occurred. */
export function interactionEvent(given: BronzeRow): BronzeRow {
  const occurred = given.occurred_at ?? day(2);
  return {
    transaction_id: 1,
    lead_id: 'lead-1',
    interaction_id: 'visit-1',
    kind: 'WEBSITE_VISIT',
    occurred_at: occurred,
    recorded_at: occurred,
    duration_seconds: 60,
    quantity: 2,
    origin: 'API',
    ingested_at: day(400),
    schema_version: 1,
    ...given,
  };
}

/** A conversion, recorded when it occurred. */
export function outcomeEvent(given: BronzeRow): BronzeRow {
  const occurred = given.occurred_at ?? day(20);
  return {
    transaction_id: 1,
    lead_id: 'lead-1',
    result: 'CONVERTED',
    occurred_at: occurred,
    recorded_at: occurred,
    origin: 'API',
    ingested_at: day(400),
    schema_version: 1,
    ...given,
  };
}

/** Rows of the bronze tables. */
export interface BronzeRows {
  readonly leads?: readonly BronzeRow[];
  readonly interactions?: readonly BronzeRow[];
  readonly outcomes?: readonly BronzeRow[];
}

/** Appends rows to the bronze tables, one commit each; all three tables are there afterwards. */
export async function appendBronze(lake: Lake, rows: BronzeRows): Promise<void> {
  await append(lake, LEAD_EVENTS, rows.leads);
  await append(lake, INTERACTION_EVENTS, rows.interactions);
  await append(lake, OUTCOME_EVENTS, rows.outcomes);
}

async function append(lake: Lake, { path, columns }: BronzeTable, rows: readonly BronzeRow[] = []): Promise<void> {
  const table = DeltaTable.at(lake, path);
  await table.create(columns);
  if (rows.length > 0) await table.append(relationOf(columns, rows));
}

/** Query of rows given as JSON. */
export function relationOf(columns: BronzeTable['columns'], rows: readonly BronzeRow[]): string {
  const fields = Object.fromEntries(columns.map(({ name, type }) => [name, duckType(type)]));
  return `SELECT unnest(item) FROM (SELECT unnest(from_json(${sqlText(JSON.stringify(rows))}, ${sqlText(JSON.stringify([fields]))})) AS item)`;
}
