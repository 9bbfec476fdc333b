import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { sqlText } from '../duckdb/sql-text.ts';
import { type Lake, lakeNow } from './lake.ts';
import { checkpointName, LAST_CHECKPOINT, LOG_FOLDER } from './log-files.ts';
import { tableProperties } from './table-properties.ts';
import type { TableState } from './table-state.ts';

const MAP = 'MAP(VARCHAR, VARCHAR)';

/** Columns of a classic checkpoint: a row has one of them. */
const COLUMNS = {
  txn: 'STRUCT(appId VARCHAR, version BIGINT, lastUpdated BIGINT)',
  add: `STRUCT(path VARCHAR, partitionValues ${MAP}, size BIGINT, modificationTime BIGINT, dataChange BOOLEAN, stats VARCHAR, tags ${MAP})`,
  remove: `STRUCT(path VARCHAR, deletionTimestamp BIGINT, dataChange BOOLEAN, extendedFileMetadata BOOLEAN, partitionValues ${MAP}, size BIGINT)`,
  metaData: `STRUCT(id VARCHAR, name VARCHAR, description VARCHAR, format STRUCT(provider VARCHAR, options ${MAP}), schemaString VARCHAR, partitionColumns VARCHAR[], configuration ${MAP}, createdTime BIGINT)`,
  protocol:
    'STRUCT(minReaderVersion INTEGER, minWriterVersion INTEGER, readerFeatures VARCHAR[], writerFeatures VARCHAR[])',
};

/**
 * Writes a state as a classic checkpoint of one file, then the hint at it. The log is readable at any moment: the
 * checkpoint appears whole, and the hint only names one that exists.
 */
export async function writeCheckpoint(lake: Lake, table: string, state: TableState): Promise<void> {
  const folder = `${table}/${LOG_FOLDER}`;
  const staging = await lake.storage.stage(folder);
  try {
    const actions = join(staging.folder, 'actions.json');
    await pipeline(Readable.from(actionLines(lake, state)), createWriteStream(actions));
    const name = checkpointName(state.version);
    const columns = Object.entries(COLUMNS).map(([kind, type]) => `${kind}: ${sqlText(type)}`);
    const source = `read_json(${sqlText(actions)}, format = 'newline_delimited', columns = {${columns.join(', ')}})`;
    const target = sqlText(join(staging.folder, name));
    const [copied] = await lake.duckDb.use((connection) =>
      connection.rows(`COPY (SELECT * FROM ${source}) TO ${target} (FORMAT parquet, COMPRESSION snappy)`),
    );
    await staging.store([name]);
    const hint = JSON.stringify({ version: state.version, size: Number(copied?.Count) });
    await lake.storage.replace(`${folder}/${LAST_CHECKPOINT}`, new TextEncoder().encode(hint));
  } finally {
    await staging.discard();
  }
}

/** Lines of JSON; removed files as long as a reader may need them. */
function* actionLines(lake: Lake, { protocol, metaData, txns, files, removed }: TableState): Iterable<string> {
  if (!protocol || !metaData) throw new TypeError('found a state without schema');
  const oldest = lakeNow(lake) - tableProperties(metaData).fileRetentionMs;
  yield `${JSON.stringify({ protocol })}\n${JSON.stringify({ metaData })}\n`;
  for (const txn of txns.values()) yield `${JSON.stringify({ txn })}\n`;
  for (const add of files.values()) yield `${JSON.stringify({ add: { ...add, dataChange: false } })}\n`;
  for (const remove of removed.values())
    if ((remove.deletionTimestamp ?? 0) > oldest)
      yield `${JSON.stringify({ remove: { ...remove, dataChange: false } })}\n`;
}
