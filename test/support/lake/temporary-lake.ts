import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { DuckDb } from '../../../lake/duckdb/duck-db.ts';
import { LocalStorage } from '../../../lake/storage/local-storage.ts';
import { findMemoryFolder } from '../runner/memory-folder.ts';

/** A lake in a folder of its own, deleted with the test, or with what else calls `after`. */
export async function temporaryLake(
  t: Pick<TestContext, 'after'>,
  overrides: Partial<Lake> = {},
): Promise<Lake & { readonly folder: string }> {
  const folder = await mkdtemp(join(findMemoryFolder() ?? tmpdir(), 'lake-'));
  const duckDb = await DuckDb.open({ memoryMb: 256, threads: 2, tempDir: join(folder, '.tmp') });
  t.after(async () => {
    await duckDb.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { storage: new LocalStorage(join(folder, 'lake')), duckDb, ...overrides, folder: join(folder, 'lake') };
}

/** Rows of a table in an order, as DuckDB gives them; of an older version on request. */
export async function tableRows(
  lake: Lake,
  path: string,
  order = 'ALL',
  at?: { readonly version: number },
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const snapshot = await DeltaTable.at(lake, path).snapshot(at);
  if (!snapshot) throw new TypeError(`found no table in ${path}`);
  const { relation, release } = await snapshot.open();
  try {
    return await lake.duckDb.use((connection) => connection.rows(`SELECT * FROM ${relation} ORDER BY ${order}`));
  } finally {
    await release();
  }
}
