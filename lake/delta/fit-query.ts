import { DomainError } from '../../platform/errors.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { sqlName } from '../duckdb/sql-text.ts';
import { type DeltaColumn, type DeltaType, duckType } from './delta-column.ts';

/** A query whose columns are those of the table, in order and type. */
export interface FittedQuery {
  readonly sql: string;
  /** columns of the table after the write */
  readonly columns: readonly DeltaColumn[];
  readonly addsColumns: boolean;
}

/** Types of DuckDB that fit into a type without loss. */
const WIDENED: Readonly<Record<string, readonly string[]>> = {
  BIGINT: ['INTEGER', 'SMALLINT', 'TINYINT', 'UTINYINT', 'USMALLINT', 'UINTEGER'],
  INTEGER: ['SMALLINT', 'TINYINT', 'UTINYINT', 'USMALLINT'],
  SMALLINT: ['TINYINT', 'UTINYINT'],
  DOUBLE: ['FLOAT', 'INTEGER', 'SMALLINT', 'TINYINT'],
};

/**
 * Checks that the columns of a query, by name, fit those of a table. A nullable column that it lacks is null.
 *
 * @param addColumns whether columns that the table lacks are added to it, as nullable ones
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH naming every column that does not fit
 */
export async function fitQuery(
  connection: DuckConnection,
  table: string,
  columns: readonly DeltaColumn[],
  query: string,
  addColumns: boolean,
): Promise<FittedQuery> {
  const described = await connection.columns(query);
  const found = new Map(described.map(({ name, type }) => [name, type]));
  const extra = [...found.keys()].filter((name) => !columns.some((column) => column.name === name));
  const added = addColumns ? extra.map((name) => newColumn(name, found.get(name) ?? '')) : [];
  const faults = [
    ...columns.flatMap((column) => faultOf(column, found.get(column.name))),
    ...(addColumns
      ? added
          .filter(({ type }) => type === undefined)
          .map(({ name }) => `${name}: found ${found.get(name)}, expected a type of Delta`)
      : extra.map((name) => `${name}: no such column`)),
    ...(found.size < described.length ? ['found a column twice'] : []),
  ];
  if (faults.length > 0)
    throw new DomainError('LAKE_SCHEMA_MISMATCH', `table ${table}: ${faults.join('; ')}`, { table, faults });
  const all = [...columns, ...(added as DeltaColumn[])];
  const selected = all.map(({ name, type }) => {
    const value = found.has(name) ? sqlName(name) : 'NULL';
    return found.get(name) === duckType(type) ? value : `CAST(${value} AS ${duckType(type)}) AS ${sqlName(name)}`;
  });
  return { sql: `SELECT ${selected.join(', ')} FROM (${query})`, columns: all, addsColumns: added.length > 0 };
}

function faultOf({ name, type, nullable }: DeltaColumn, found: string | undefined): readonly string[] {
  const expected = duckType(type);
  if (found === undefined) return nullable ? [] : [`${name}: found no such column, expected ${expected}`];
  if (found === expected || WIDENED[expected]?.includes(found) || (expected === 'VARCHAR' && found.startsWith('ENUM')))
    return [];
  return [`${name}: found ${found}, expected ${expected}`];
}

const TYPES: readonly DeltaType[] = [
  'string',
  'long',
  'integer',
  'short',
  'byte',
  'double',
  'float',
  'boolean',
  'date',
  'timestamp',
  'binary',
];

function newColumn(name: string, found: string): Omit<DeltaColumn, 'type'> & { readonly type: DeltaType | undefined } {
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(found);
  const type = decimal
    ? (`decimal(${Number(decimal[1])},${Number(decimal[2])})` as const)
    : TYPES.find((candidate) => duckType(candidate) === found);
  return { name, type, nullable: true };
}
