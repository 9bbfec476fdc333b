import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { commitName } from '../../../lake/delta/log-files.ts';
import { sqlText } from '../../../lake/duckdb/sql-text.ts';

/**
 * Appends the rows of a query as a writer that checks nothing, and leaves no statistics: one file, one commit.
 *
 * @param tempDir existing folder
 */
export async function appendForeign(lake: Lake, path: string, query: string, tempDir: string): Promise<void> {
  const version = ((await DeltaTable.at(lake, path).snapshot())?.version ?? -1) + 1;
  const name = `foreign-${version}.parquet`;
  const file = join(tempDir, name);
  await lake.duckDb.use((connection) => connection.run(`COPY (${query}) TO ${sqlText(file)} (FORMAT parquet)`));
  const bytes = await readFile(file);
  await lake.storage.createIfAbsent(`${path}/${name}`, bytes);
  const add = { path: name, partitionValues: {}, size: bytes.length, modificationTime: Date.now(), dataChange: true };
  const actions = [{ commitInfo: { timestamp: Date.now(), operation: 'WRITE' } }, { add }];
  const isCommitted = await lake.storage.createIfAbsent(`${path}/_delta_log/${commitName(version)}`, textOf(actions));
  if (!isCommitted) throw new Error(`version ${version} of ${path} is there already`);
}

function textOf(actions: readonly object[]): Buffer {
  return Buffer.from(actions.map((action) => `${JSON.stringify(action)}\n`).join(''));
}
