import { type Kysely, sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { DataWindow } from './prediction-window.ts';
import type { TimeWindow } from './time-window.ts';
import type { VersionKey } from './version-facts.ts';
import { ColumnBuilder, type ColumnName, type ColumnValues, SCORE } from './window-columns.ts';
import type { Column } from './window-summary.ts';

/** Origin of a reference window: the registration of the version, or a person who fixed it later. */
export type ReferenceSource = 'REGISTERED' | 'FIXED';

/** Reference window without its values. */
export interface Reference extends TimeWindow {
  readonly source: ReferenceSource;
  /** id of a fixed one; null when registered */
  readonly id: number | null;
  readonly rows: number;
}

/**
 * Finds the reference window of a version: the newest that was fixed, else that of its registration.
 *
 * @throws {DomainError} REFERENCE_WINDOW_NOT_FOUND
 */
export async function getReference(db: Kysely<never>, { model, version }: VersionKey): Promise<Reference> {
  const { rows } = await sql<Reference>`
    SELECT * FROM (
      SELECT 'FIXED' AS source, id, from_time AS "from", until_time AS until, rows FROM monitoring.reference_window
      WHERE model = ${model} AND version = ${version}
      UNION ALL
      SELECT 'REGISTERED', NULL, from_time, until_time, rows FROM models.reference_window_data
      WHERE model = ${model} AND version = ${version}
    ) reference ORDER BY id DESC NULLS LAST LIMIT 1`.execute(db);
  const [reference] = rows;
  if (reference) return reference;
  const message = `${model} ${version}: found no reference window, expected one of its registration or of setReferenceWindow`;
  throw new DomainError('REFERENCE_WINDOW_NOT_FOUND', message, { model, version });
}

/**
 * Reads the values of a reference window, a page of a column at a time, of those columns that it has.
 */
export async function readReference(
  db: Kysely<never>,
  key: VersionKey,
  reference: Reference,
  names: readonly ColumnName[],
): Promise<DataWindow> {
  const columns: Record<string, Column> = {};
  for (const { name, kind } of names) {
    const builder = new ColumnBuilder(kind);
    if (reference.id !== null) await readPages(db, reference.id, name, builder);
    else builder.add(await readRegistered(db, key, name));
    const column = builder.build();
    if (column.values.length > 0) columns[name] = column;
  }
  const { from, until, rows } = reference;
  return { from, until, rows, columns };
}

async function readPages(db: Kysely<never>, reference: number, name: string, builder: ColumnBuilder): Promise<void> {
  for (let page = 0; ; page += 1) {
    const { rows } = await sql<{ found: string }>`
      SELECT page_values::text AS found FROM monitoring.reference_column
      WHERE reference = ${reference} AND name = ${name} AND page = ${page}`.execute(db);
    if (!rows[0]) return;
    builder.add(JSON.parse(rows[0].found));
  }
}

/** Reads in one statement: a registered window has at most 20,000 rows. */
async function readRegistered(db: Kysely<never>, { model, version }: VersionKey, name: string): Promise<ColumnValues> {
  const values = name === SCORE ? sql`scores` : sql`features->${name}::text`;
  const { rows } = await sql<{ found: string | null }>`
    SELECT (${values})::text AS found FROM models.reference_window_data
    WHERE model = ${model} AND version = ${version}`.execute(db);
  return JSON.parse(rows[0]?.found ?? '[]');
}
