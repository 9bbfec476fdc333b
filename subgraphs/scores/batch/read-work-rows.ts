import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Lake } from '../../../lake/delta/lake.ts';
import { sqlName, sqlText } from '../../../lake/duckdb/sql-text.ts';
import { FEATURES, type FeatureVector } from '../../../lake/features/features.ts';

/** Row of a work file. */
export interface WorkRow {
  /** from 0, within the file */
  readonly number: number;
  readonly leadId: string;
  /** epoch milliseconds */
  readonly asOf: number;
  readonly leadClosed: boolean;
  readonly features: FeatureVector;
  /** further columns, in the order asked for */
  readonly others: readonly unknown[];
}

/** Slice of a work file. */
export interface WorkSlice {
  readonly file: string;
  /** first row */
  readonly from: number;
  /** row after the last */
  readonly until: number;
  /** further columns to read */
  readonly others?: readonly string[];
  /** most rows of a group */
  readonly groupRows: number;
}

const KEYS = ['lead_id', 'as_of', 'is_closed'];
const NAMES = FEATURES.map(({ name }) => name);

/**
 * Reads the rows of a slice that the log is to get, in order, in groups: few enough that no turn of the event loop is long.
 */
export async function* readWorkRows(
  { duckDb }: Pick<Lake, 'duckDb'>,
  { file, from, until, others = [], groupRows }: WorkSlice,
): AsyncGenerator<readonly WorkRow[], void> {
  const connection = await duckDb.connect();
  try {
    const columns = ['CAST(file_row_number AS DOUBLE)', ...[...KEYS, ...NAMES, ...others].map(sqlName)];
    const query = `SELECT ${columns.join(', ')} FROM read_parquet(${sqlText(file)}, file_row_number = true)
      WHERE file_row_number >= ${from} AND file_row_number < ${until} AND for_log`;
    for await (const chunk of connection.stream(query))
      for (let start = 0; start < chunk.rowCount; start += groupRows)
        yield toRows(chunk, start, Math.min(chunk.rowCount, start + groupRows), others.length);
  } finally {
    connection.close();
  }
}

function toRows(chunk: DuckDBDataChunk, from: number, until: number, others: number): readonly WorkRow[] {
  const count = 1 + KEYS.length + NAMES.length + others;
  const vectors = Array.from({ length: count }, (_, column) => chunk.getColumnVector(column));
  const rows: WorkRow[] = [];
  for (let row = from; row < until; row++) {
    const [number, leadId, asOf, isClosed, ...values] = vectors.map((vector) => vector.getItem(row));
    const features = Object.fromEntries(NAMES.map((name, index) => [name, values[index]])) as unknown as FeatureVector;
    rows.push({
      number: number as number,
      leadId: leadId as string,
      asOf: Number(asOf),
      leadClosed: isClosed === true,
      features,
      others: values.slice(NAMES.length),
    });
  }
  return rows;
}
