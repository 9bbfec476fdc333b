import type { Expectation, Measure } from './expectation.ts';
import type { LakeTablePath } from './lake-tables.ts';

/** Rules and relations of {@link measureSql}. */
export interface MeasureSqlOptions {
  readonly expectations: readonly Expectation[];
  /** FROM clause of the table */
  readonly relation: string;
  /** columns that the table has */
  readonly columns: readonly string[];
  /** FROM clauses of the tables that it refers to, by path; one that was never written is absent */
  readonly others: Readonly<Partial<Record<LakeTablePath, string>>>;
  /** time of the check, epoch milliseconds */
  readonly at: number;
}

/**
 * SELECT for DuckDB that measures all figures of a table in one pass: one row of doubles, `rows` and one column for each
 * expectation that SQL can measure, by name. A figure without data is null.
 */
export function measureSql({ expectations, relation, columns, others, at }: MeasureSqlOptions): string {
  const has = new Set(columns);
  const value = (column: string) => (has.has(column) ? `t.${quoted(column)}` : 'NULL');
  const orphans = expectations.flatMap(({ name, measure }) => {
    const other = measure.kind === 'ORPHAN_SHARE' ? others[measure.of] : undefined;
    if (measure.kind !== 'ORPHAN_SHARE' || other === undefined) return [];
    const key = quoted(measure.column);
    return [
      `NOT EXISTS (SELECT 1 FROM ${other} AS o WHERE o.${key} = ${value(measure.column)}) AS ${quoted(`orphan_${name}`)}`,
    ];
  });
  const figures = expectations.flatMap((expectation) => {
    const sql = figureSql(expectation, value, others, at);
    return sql === undefined ? [] : [`CAST(${sql} AS DOUBLE) AS ${quoted(expectation.name)}`];
  });
  const source =
    orphans.length === 0 ? `${relation} AS t` : `(SELECT t.*, ${orphans.join(', ')} FROM ${relation} AS t) AS t`;
  return `SELECT ${['CAST(count(*) AS DOUBLE) AS rows', ...figures].join(', ')} FROM ${source}`;
}

type Value = (column: string) => string;

/** @returns undefined for a figure that is no aggregate of the rows */
function figureSql(
  { name, measure }: Expectation,
  value: Value,
  others: MeasureSqlOptions['others'],
  at: number,
): string | undefined {
  switch (measure.kind) {
    case 'ROW_GROWTH':
    case 'ROW_SHARE':
      return undefined;
    case 'DUPLICATE_SHARE':
      // of 64-bit hashes: with 10 million rows two keys collide in one of 400,000 checks
      return `1 - count(DISTINCT hash(${measure.key.map(value).join(', ')})) / nullif(count(*), 0)`;
    case 'ORPHAN_SHARE':
      // a table that was never written has no rows
      return others[measure.of] === undefined ? 'avg(1)' : `avg(CAST(t.${quoted(`orphan_${name}`)} AS INTEGER))`;
    case 'MEAN':
      return `avg(${numeric(value(measure.column))})`;
    case 'AGE_SECONDS':
      return `(${at} - max(${numeric(value(measure.column))})) / 1000`;
    default:
      return `avg(CASE WHEN ${faultSql(measure, value)} THEN 1 ELSE 0 END)`;
  }
}

function faultSql(
  measure: Extract<Measure, { kind: 'NULL_SHARE' | 'OUTSIDE_SHARE' | 'DISORDER_SHARE' }>,
  value: Value,
): string {
  switch (measure.kind) {
    case 'NULL_SHARE':
      return measure.columns.map((column) => `${value(column)} IS NULL`).join(' OR ');
    case 'OUTSIDE_SHARE': {
      const { columns, least, greatest } = measure;
      // NaN is greater than any number
      return columns.map((column) => `${numeric(value(column))} NOT BETWEEN ${least} AND ${greatest}`).join(' OR ');
    }
    case 'DISORDER_SHARE': {
      const [first, second] = measure.columns;
      return `${value(first)} >= ${value(second)}`;
    }
  }
}

/** A column as a number, null where it is none: a table that somebody else changed is measured, too. */
function numeric(sql: string): string {
  return `TRY_CAST(${sql} AS DOUBLE)`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
