import { type DeltaColumn, duckType } from '../../../../lake/delta/delta-column.ts';
import type { DuckConnection } from '../../../../lake/duckdb/duck-connection.ts';
import { sqlText } from '../../../../lake/duckdb/sql-text.ts';
import type { FeatureDefinition } from '../../../../lake/features/features.ts';
import { FaultList } from '../../../../platform/fault-list.ts';
import { refusal } from '../../../../platform/refusal.ts';

/** Columns of `gold/features` that a batch job reads beside the features, with their types. */
const KEYS: Readonly<Record<string, DeltaColumn['type']>> = {
  lead_id: 'string',
  as_of: 'long',
  is_closed: 'boolean',
  feature_digest: 'string',
};

/** Columns of a table or file by name, with the type that DuckDB reads them as. */
type FoundColumns = ReadonlyMap<string, string>;

/**
 * Checks the columns of a table of features.
 *
 * @param columns  of its schema
 * @param features that are read
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH naming table, column, found and expected, for every column that is missing or has
 *   another type
 */
export function checkGoldColumns(
  table: string,
  columns: readonly DeltaColumn[],
  features: readonly FeatureDefinition[],
): void {
  check(table, new Map(columns.map(({ name, type }) => [name, duckType(type)])), features);
}

/**
 * Checks the columns of a data file, which a writer may have written otherwise than the schema says.
 *
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH as {@link checkGoldColumns}; LAKE_FILE_CORRUPT when it is no Parquet file
 */
export async function checkGoldFile(
  connection: DuckConnection,
  { path, file }: { readonly path: string; readonly file: string },
  features: readonly FeatureDefinition[],
): Promise<void> {
  const rows = await connection.rows(`DESCRIBE SELECT * FROM read_parquet(${sqlText(file)})`);
  const found = new Map(rows.map(({ column_name: name, column_type: type }) => [String(name), String(type)]));
  check(path, found, features);
}

function check(where: string, found: FoundColumns, features: readonly FeatureDefinition[]): void {
  const faults = new FaultList();
  const expected: Record<string, DeltaColumn['type']> = { ...KEYS };
  for (const { name, kind } of features) expected[name] = kind === 'number' ? 'double' : 'string';
  for (const [name, type] of Object.entries(expected))
    faults.check(() => {
      const actual = found.get(name);
      if (actual !== duckType(type))
        throw refusal('LAKE_SCHEMA_MISMATCH', `${where}, column ${name}`, actual ?? 'no such column', duckType(type));
    });
  faults.throwIfAny();
}
