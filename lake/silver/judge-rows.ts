import { sqlText } from '../duckdb/sql-text.ts';
import type { SilverRule } from './silver-rules.ts';

/** Rows of a bronze table with the rules for them. */
export interface JudgedRows {
  /** path of the table, such as bronze/lead_events */
  readonly source: string;
  /** columns that name an event; the same values again are the same event */
  readonly key: readonly string[];
  /** all columns of the table */
  readonly columns: readonly string[];
  readonly rules: readonly SilverRule[];
  /** relation of the rows, with `lead_created_at` where rules need it */
  readonly rows: string;
}

/** Query of the rows with `rule`, the first rule that each breaks; null for a row that keeps all. */
export function judgeRows({ rows, rules }: Pick<JudgedRows, 'rows' | 'rules'>): string {
  const cases = rules.map(({ name, brokenWhen }) => `WHEN ${brokenWhen} THEN ${sqlText(name)}`);
  return `SELECT *, CASE ${cases.join('\n  ')} END AS rule FROM ${rows}`;
}

/**
 * Query of the rows that break a rule, as rows of `silver/rejects`; an event that occurs twice once.
 *
 * @param rejectedAt epoch milliseconds
 */
export function rejectedRows(judged: JudgedRows, rejectedAt: number): string {
  const found = judged.rules.map(({ name, column }) => `WHEN ${sqlText(name)} THEN ${asText(column)}`);
  const fields = judged.columns.map((column) => `${column}: ${asText(column)}`);
  return `SELECT ${sqlText(judged.source)} AS source_table, row_key, rule, found, "row",
    CAST(${Math.floor(rejectedAt)} AS BIGINT) AS rejected_at
  FROM (
    SELECT ${rowKey(judged.key)} AS row_key, ingested_at, rule,
      left(CASE rule ${found.join('\n        ')} END, 200) AS found,
      CAST(to_json({${fields.join(', ')}}) AS VARCHAR) AS "row"
    FROM (${judgeRows(judged)}) WHERE rule IS NOT NULL
  ) QUALIFY row_number() OVER (PARTITION BY row_key ORDER BY ingested_at, "row") = 1`;
}

/** SQL of the key of an event as text: a JSON array of its values. */
export function rowKey(columns: readonly string[]): string {
  return `CAST(to_json([${columns.map(asText).join(', ')}]) AS VARCHAR)`;
}

function asText(column: string): string {
  return `CAST(${column} AS VARCHAR)`;
}
