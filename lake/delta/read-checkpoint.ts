import { runCooperatively, type Steps } from '../../statistics/run-cooperatively.ts';
import { sqlName, sqlText } from '../duckdb/sql-text.ts';
import type { DeltaAction } from './delta-action.ts';
import type { Lake } from './lake.ts';
import { type CheckpointFiles, LOG_FOLDER } from './log-files.ts';
import { checkAction, corrupt } from './log-text.ts';
import { openFiles } from './open-files.ts';

const KINDS = ['protocol', 'metaData', 'txn', 'add', 'remove'];

/**
 * Actions of a classic checkpoint, of one file or of several.
 *
 * @throws {DomainError} LAKE_FILE_MISSING, LAKE_FILE_CORRUPT, LAKE_LOG_CORRUPT
 */
export async function readCheckpoint(
  lake: Lake,
  table: string,
  { names, version }: CheckpointFiles,
): Promise<readonly DeltaAction[]> {
  const where = `${table}, checkpoint ${version}`;
  const opened = await openFiles(
    lake.storage,
    names.map((name) => ({ path: `${table}/${LOG_FOLDER}/${name}` })),
  );
  const connection = await lake.duckDb.connect();
  try {
    const source = `read_parquet([${opened.files.map(sqlText).join(', ')}], union_by_name = true)`;
    const columns = new Set((await connection.columns(`FROM ${source}`)).map(({ name }) => name));
    const parts = KINDS.filter((kind) => columns.has(kind)).map((kind) => `${sqlText(kind)}: ${sqlName(kind)}`);
    if (parts.length === 0) throw corrupt(where, 'found no column of a checkpoint');
    const actions: DeltaAction[] = [];
    for await (const chunk of connection.stream(`SELECT to_json({${parts.join(', ')}})::VARCHAR FROM ${source}`))
      actions.push(...(await runCooperatively(parseRows(chunk.getColumnValues(0), where))));
    return actions;
  } finally {
    await connection.close();
    await opened.release();
  }
}

function* parseRows(rows: readonly unknown[], where: string): Steps<readonly DeltaAction[]> {
  const actions: DeltaAction[] = [];
  for (const row of rows) {
    actions.push(checkAction(withoutNulls(String(row)), where));
    yield;
  }
  return actions;
}

/** A row of a checkpoint as an action: what is null is absent. */
function withoutNulls(text: string): DeltaAction {
  const row = JSON.parse(text) as Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  const present = Object.entries(row).flatMap(([kind, action]) =>
    action === null ? [] : [[kind, Object.fromEntries(Object.entries(action).filter(([, value]) => value !== null))]],
  );
  return Object.fromEntries(present);
}
