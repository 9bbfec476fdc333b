import { type Kysely, type RawBuilder, sql } from 'kysely';
import { DomainError } from '../../shared/errors.ts';
import { grade } from '../../shared/grade.ts';
import { GRADE_MIX, SCORE } from './prediction-features.ts';
import type { DataWindow } from './prediction-window.ts';
import type { TimeWindow } from './time-window.ts';
import type { VersionKey } from './version-store.ts';
import { ColumnBuilder, type ColumnName, type ColumnValues } from './window-columns.ts';
import type { Column } from './window-summary.ts';

/** Where a reference window comes from: the registration of the version, or someone who fixed it since. */
export type ReferenceSource = 'REGISTERED' | 'FIXED';

/** A reference window, without its values. */
export interface Reference extends TimeWindow {
  readonly source: ReferenceSource;
  /** of a fixed one */
  readonly id: number | null;
  readonly rows: number;
}

/**
 * The reference window of a version: the newest that was fixed, else that of its registration.
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
 * Reads the values of a reference window, a column at a time, those that it has. Grades of a registered one are those
 * that its scores have.
 */
export async function readReference(
  db: Kysely<never>,
  key: VersionKey,
  reference: Reference,
  names: readonly ColumnName[],
): Promise<DataWindow> {
  const columns: Record<string, Column> = {};
  for (const { name, kind } of names) {
    const values =
      name === GRADE_MIX && reference.id === null
        ? gradesOf((columns[SCORE] as Column).values)
        : await readValues(db, key, reference, name);
    if (!values) continue;
    const builder = new ColumnBuilder(kind);
    builder.add(values);
    columns[name] = builder.build();
  }
  const { from, until, rows } = reference;
  return { from, until, rows, columns };
}

async function readValues(
  db: Kysely<never>,
  { model, version }: VersionKey,
  { id }: Reference,
  name: string,
): Promise<ColumnValues | undefined> {
  const values: RawBuilder<unknown> = name === SCORE ? sql`scores` : sql`features->${name}::text`;
  const { rows } = await sql<{ found: string | null }>`${
    id === null
      ? sql`SELECT (${values})::text AS found FROM models.reference_window_data
          WHERE model = ${model} AND version = ${version}`
      : sql`SELECT column_values::text AS found FROM monitoring.reference_column
          WHERE reference = ${id} AND name = ${name}`
  }`.execute(db);
  const found = rows[0]?.found;
  return found ? JSON.parse(found) : undefined;
}

function gradesOf(scores: Column['values']): ColumnValues {
  return Array.from(scores as ArrayLike<unknown>, (score) => grade(Number(score)));
}
