import { type JudgedRows, judgeRows } from './judge-rows.ts';

/** Rows to accept. */
export interface AcceptedRows {
  readonly judged: Pick<JudgedRows, 'rows' | 'rules'>;
  /** columns of the silver table */
  readonly columns: readonly string[];
  /** columns that name a row of the silver table */
  readonly key: readonly string[];
  /** relation of the silver table, whose keys are left out; absent when there is none */
  readonly present?: string | undefined;
}

/**
 * Query of the rows that keep all rules and whose keys are new. Of several with one key the one that came first stays, by
 * the time of its ingestion, then by its transaction: as the database, which keeps the first one too.
 *
 * Keys are grouped by a hash of 64 bits, which needs a third of the memory; only the few rows whose hash occurs twice are
 * compared by the key itself.
 */
export function acceptedRows({ judged, columns, key, present }: AcceptedRows): string {
  const list = columns.join(', ');
  const keys = key.join(', ');
  const isNew = present
    ? `AND NOT EXISTS (SELECT 1 FROM (SELECT ${keys} FROM ${present} WHERE hash(${keys}) IN (SELECT hash(${keys}) FROM ${judged.rows})) known
        WHERE ${key.map((name) => `known.${name} = accepted.${name}`).join(' AND ')})`
    : '';
  return `WITH valid AS (SELECT ${list}, ingested_at, transaction_id FROM (${judgeRows(judged)}) accepted WHERE rule IS NULL ${isNew}),
  repeated AS MATERIALIZED (SELECT hash(${keys}) AS hash FROM valid GROUP BY ALL HAVING count(*) > 1)
  SELECT ${list} FROM valid WHERE hash(${keys}) NOT IN (FROM repeated)
  UNION ALL SELECT ${list} FROM (SELECT * FROM valid WHERE hash(${keys}) IN (FROM repeated)
    QUALIFY row_number() OVER (PARTITION BY ${keys} ORDER BY ingested_at, transaction_id, ${list}) = 1)`;
}
