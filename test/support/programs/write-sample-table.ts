import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb } from '../../../lake/duckdb/duck-db.ts';
import { openLakeStorage } from '../../../lake/storage/open-lake-storage.ts';
import { writeSampleTable } from '../lake/sample-table.ts';

/** `node --import tsx write-sample-table.ts LAKE_URL PATH`: a table of every type, for readers that are not ours. */
const [url = '', path = 'sample'] = process.argv.slice(2);
const tempDir = await mkdtemp(join(tmpdir(), 'sample-'));
const duckDb = await DuckDb.open({ memoryMb: 256, threads: 1, tempDir });
try {
  await writeSampleTable({ storage: await openLakeStorage(url, { tempDir }), duckDb }, path);
} finally {
  await duckDb.close();
  await rm(tempDir, { recursive: true, force: true });
}
