import { DomainError, type ErrorCode } from '../../platform/errors.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { type CommitPlan, commitActions, type TxnPlan } from './commit.ts';
import type { DeltaAction } from './delta-action.ts';
import { checkColumns, type DeltaColumn, schemaText } from './delta-column.ts';
import type { DeltaSnapshot } from './delta-snapshot.ts';
import { type FittedQuery, fitQuery } from './fit-query.ts';
import { type Lake, lakeNow } from './lake.ts';
import { requireRemovable, requireWritable } from './protocol.ts';
import type { TableState } from './table-state.ts';
import { writeRows } from './write-rows.ts';

/** Settings of a write. */
export interface WriteOptions {
  /** connection on which the query runs, for temporary tables; one of its own when absent */
  readonly connection?: DuckConnection;
  /** version of an application's own: a write whose version the table has already is a repeat, and writes nothing */
  readonly txn?: TxnPlan;
  /** for the history of the table; WRITE when absent */
  readonly operation?: string;
  /** whether columns that the table lacks are added to it, as nullable ones */
  readonly addColumns?: boolean;
}

/** Settings of an overwrite. */
export interface OverwriteOptions extends WriteOptions {
  /** version from which the query was computed; the newest when absent. Changes since are a conflict. */
  readonly basedOn?: DeltaSnapshot;
  /** replaces the columns of the table */
  readonly schema?: readonly DeltaColumn[];
}

/** A commit that was made. */
export interface Committed {
  /** undefined when the application's version was there already */
  readonly version: number | undefined;
  readonly rows: number;
}

/** Rows to write to a table, as of a snapshot. */
export interface TableWrite {
  readonly table: string;
  readonly snapshot: DeltaSnapshot;
  readonly query: string;
  readonly mode: 'Append' | 'Overwrite';
  readonly options: OverwriteOptions;
}

/** Codes after which a commit is surely not in the log. */
const SURE_TO_FAIL: readonly ErrorCode[] = ['LAKE_COMMIT_CONFLICT', 'LAKE_STORAGE_FULL'];

/**
 * Writes the rows of a query and commits them.
 *
 * @throws {DomainError} LAKE_SCHEMA_MISMATCH, LAKE_COMMIT_CONFLICT, LAKE_APPEND_ONLY, LAKE_PROTOCOL_UNSUPPORTED
 */
export async function writeTable(lake: Lake, connection: DuckConnection, write: TableWrite): Promise<Committed> {
  const { table, snapshot, options } = write;
  const { partitionBy, metaData, protocol, state } = snapshot;
  requireWritable(table, protocol, metaData);
  if (write.mode === 'Overwrite') requireRemovable(table, metaData);
  const columns = options.schema ?? snapshot.schema;
  const fitted = await fitQuery(connection, table, columns, write.query, options.addColumns === true);
  checkColumns(fitted.columns, partitionBy);
  const written = await writeRows(lake, connection, { table, ...fitted, partitionBy, dataChange: true });
  const actions = [...changes(lake, write, fitted), ...written.adds.map((add) => ({ add }))];
  if (actions.length === 0 && !options.txn) return { version: state.version, rows: 0 };
  const version = await commitFiles(lake, table, planOf(write, actions), state, written);
  return { version, rows: version === undefined ? 0 : written.rows };
}

/**
 * Commits files that are stored. When that surely fails, or is a repeat, they are deleted; when it may have succeeded,
 * they stay, and vacuum deletes them if it has not.
 */
export async function commitFiles(
  lake: Lake,
  table: string,
  plan: CommitPlan,
  state: TableState,
  files: { discard(): Promise<void> },
): Promise<number | undefined> {
  try {
    const version = await commitActions(lake, table, plan, state);
    if (version === undefined) await files.discard();
    return version;
  } catch (error) {
    if (error instanceof DomainError && SURE_TO_FAIL.includes(error.code)) await files.discard();
    throw error;
  }
}

/** Schema change and removals that go with the new files. */
function changes(lake: Lake, { snapshot, mode, options }: TableWrite, fitted: FittedQuery): readonly DeltaAction[] {
  const { metaData, state } = snapshot;
  const schemaString = schemaText(fitted.columns);
  const schema = options.schema || fitted.addsColumns ? [{ metaData: { ...metaData, schemaString } }] : [];
  const files = mode === 'Overwrite' ? [...state.files.values()] : [];
  const fixed = { deletionTimestamp: lakeNow(lake), dataChange: true, extendedFileMetadata: true };
  return [
    ...schema,
    ...files.map(({ path, partitionValues, size }) => ({ remove: { path, ...fixed, partitionValues, size } })),
  ];
}

function planOf({ snapshot, mode, options }: TableWrite, actions: readonly DeltaAction[]): CommitPlan {
  return {
    operation: options.operation ?? 'WRITE',
    parameters: { mode, partitionBy: JSON.stringify(snapshot.partitionBy) },
    actions,
    reads: mode === 'Overwrite' ? 'all' : 'nothing',
    txn: options.txn,
  };
}
