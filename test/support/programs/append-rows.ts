import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import { DuckDb } from '../../../lake/duckdb/duck-db.ts';
import { openLakeStorage } from '../../../lake/storage/open-lake-storage.ts';

/**
 * Appends batches to the table `things` as one of several writers, and prints a line for each commit: the batch and its
 * milliseconds. Batch n has `count` rows whose ids begin at n · count; with --txn it is appended once over all starts.
 *
 * Arguments: LAKE_URL WRITER FIRST LAST COUNT [--txn]. It waits for a line on standard input before the first batch.
 */
const [url = '', writer = '', first = '0', last = '0', count = '1', mode] = process.argv.slice(2);
const tempDir = await mkdtemp(join(tmpdir(), 'append-'));
const duckDb = await DuckDb.open({ memoryMb: 128, threads: 1, tempDir });
try {
  const table = DeltaTable.at({ storage: await openLakeStorage(url, { tempDir }), duckDb }, 'things');
  await duckDb.use((connection) => connection.run('SELECT 1'));
  console.log('ready');
  await new Promise((resolve) => process.stdin.once('data', resolve));
  for (let batch = Number(first); batch <= Number(last); batch += 1) {
    const begin = performance.now();
    const rows = `SELECT range AS id, '${writer}' AS writer, random() AS value
      FROM range(${batch * Number(count)}, ${(batch + 1) * Number(count)})`;
    await table.append(rows, mode === '--txn' ? { txn: { appId: writer, version: batch } } : {});
    console.log(batch, (performance.now() - begin).toFixed(2));
  }
} finally {
  process.stdin.destroy();
  await duckDb.close();
  await rm(tempDir, { recursive: true, force: true });
}
