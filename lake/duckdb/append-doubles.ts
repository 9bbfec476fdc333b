import { setImmediate as nextTurn } from 'node:timers/promises';
import { doubleColumn } from './double-column.ts';
import type { DuckConnection } from './duck-connection.ts';
import { duckFault } from './duck-fault.ts';
import { loadDuckDb } from './load-duck-db.ts';

// of the largest chunk that DuckDB takes
const CHUNK_ROWS = 2_048;
// the appender would keep all rows until it is closed, and write them at once; each of some milliseconds
const FLUSH_ROWS = 8 * CHUNK_ROWS;

/**
 * Appends rows to a temporary table whose columns are all DOUBLE: by memory, without a call per value. The event loop is free
 * after every 16,384 rows.
 *
 * @param columns of equal length, in the order of the table's
 * @throws {DomainError} LAKE_MEMORY_EXCEEDED, LAKE_STORAGE_FULL
 */
export async function appendDoubles(
  { raw }: DuckConnection,
  table: string,
  columns: readonly Float64Array[],
): Promise<void> {
  const { DOUBLE, DuckDBDataChunk } = await loadDuckDb();
  const rows = columns[0]?.length ?? 0;
  const types = columns.map(() => DOUBLE);
  try {
    const appender = await raw.createAppender(table, 'main', 'temp');
    let chunk = DuckDBDataChunk.create(types, Math.min(rows, CHUNK_ROWS));
    for (let from = 0; from < rows; from += CHUNK_ROWS) {
      const until = Math.min(rows, from + CHUNK_ROWS);
      if (until - from < chunk.rowCount) chunk = DuckDBDataChunk.create(types, until - from);
      for (const [at, values] of columns.entries()) {
        doubleColumn(chunk, at).set(values.subarray(from, until));
        chunk.getColumnVector(at).flush();
      }
      appender.appendDataChunk(chunk);
      if (until % FLUSH_ROWS === 0) {
        appender.flushSync();
        await nextTurn();
      }
    }
    appender.closeSync();
  } catch (error) {
    throw duckFault(error);
  }
}
