import { randomUUID } from 'node:crypto';
import { DomainError, type ErrorCode } from '../../platform/errors.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { type CommitResult, commitActions, type TxnPlan } from './commit.ts';
import type { DeltaAction, MetaDataAction } from './delta-action.ts';
import { checkColumns, type DeltaColumn, schemaText } from './delta-column.ts';
import { DeltaSnapshot } from './delta-snapshot.ts';
import { fitQuery } from './fit-query.ts';
import { type Lake, lakeNow } from './lake.ts';
import { PROTOCOL, requireWritable } from './protocol.ts';
import { type ReadState, readLog, readNews } from './read-log.ts';
import { EMPTY_STATE, type TableState } from './table-state.ts';
import { writeRows } from './write-rows.ts';

/** Settings of a new table. */
export interface CreateOptions {
  readonly partitionBy?: readonly string[];
  readonly description?: string;
  /** table properties, such as `delta.appendOnly` */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Settings of a write. */
export interface WriteOptions {
  /** connection on which the query runs, for temporary tables; one of its own when absent */
  readonly connection?: DuckConnection;
  /** version of an application's own: a write whose version the table has already is a repeat, and writes nothing */
  readonly txn?: TxnPlan;
  /** for the history of the table */
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

/** Codes after which a commit is surely not in the log. */
const SURE_TO_FAIL: readonly ErrorCode[] = ['LAKE_COMMIT_CONFLICT', 'LAKE_STORAGE_FULL'];

const TABLES = new WeakMap<Lake, Map<string, DeltaTable>>();

/**
 * A Delta table in a folder of the lake: reader version 1, writer version 2.
 *
 * @throws {DomainError} LAKE_LOG_CORRUPT, LAKE_PROTOCOL_UNSUPPORTED, LAKE_STORAGE_FULL, LAKE_STORAGE_UNAVAILABLE from
 * every method
 */
export class DeltaTable {
  readonly path: string;
  readonly #lake: Lake;
  #read: ReadState | undefined;

  private constructor(lake: Lake, path: string) {
    this.#lake = lake;
    this.path = path;
  }

  /** The table of a folder; the same object for the same folder of a lake, so that its log is read once. */
  static at(lake: Lake, path: string): DeltaTable {
    const tables = TABLES.get(lake) ?? new Map<string, DeltaTable>();
    TABLES.set(lake, tables);
    const table = tables.get(path) ?? new DeltaTable(lake, path);
    tables.set(path, table);
    return table;
  }

  /** Creates the table; one that exists stays as it is. */
  async create(schema: readonly DeltaColumn[], options: CreateOptions = {}): Promise<void> {
    const { partitionBy = [], description, properties = {} } = options;
    checkColumns(schema, partitionBy);
    if (await this.#refresh()) return;
    const metaData: MetaDataAction = {
      id: randomUUID(),
      ...(description === undefined ? {} : { description }),
      format: { provider: 'parquet', options: {} },
      schemaString: schemaText(schema),
      partitionColumns: partitionBy,
      configuration: properties,
      createdTime: lakeNow(this.#lake),
    };
    const actions = [{ protocol: PROTOCOL }, { metaData }];
    const plan = { operation: 'CREATE TABLE', actions, reads: 'nothing' } as const;
    await commitActions(this.#lake, this.path, plan, EMPTY_STATE).catch(unlessCreated);
  }

  /**
   * The table at its newest version, at a version, or as of a time; undefined when there is no table.
   *
   * @throws {DomainError} LAKE_VERSION_NOT_FOUND
   */
  async snapshot(at?: { readonly version: number }): Promise<DeltaSnapshot | undefined> {
    const state = at ? (await readLog(this.#lake, this.path, at.version))?.state : await this.#refresh();
    return state && new DeltaSnapshot(this.#lake, this.path, state);
  }

  /**
   * Appends the rows of a query, whose columns are matched by name. Writers that race all succeed.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_SCHEMA_MISMATCH, LAKE_COMMIT_CONFLICT
   */
  async append(query: string, options: WriteOptions = {}): Promise<CommitResult> {
    return await this.#write(query, 'Append', options);
  }

  /**
   * Replaces all rows by those of a query.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_SCHEMA_MISMATCH, LAKE_APPEND_ONLY; LAKE_COMMIT_CONFLICT when another
   * writer changed the table since
   */
  async overwrite(query: string, options: OverwriteOptions = {}): Promise<CommitResult> {
    return await this.#write(query, 'Overwrite', options);
  }

  async #write(query: string, mode: 'Append' | 'Overwrite', options: OverwriteOptions): Promise<CommitResult> {
    const state = options.basedOn?.state ?? (await this.#require());
    const snapshot = new DeltaSnapshot(this.#lake, this.path, state);
    requireWritable(this.path, snapshot.protocol, snapshot.metaData);
    if (mode === 'Overwrite') requireRemovable(this.path, snapshot.metaData);
    const { txn } = options;
    if (txn && (snapshot.txnVersion(txn.appId) ?? -1) >= txn.version)
      return { version: state.version, rows: 0, isRepeat: true };
    const work = (connection: DuckConnection) => this.#writeOn(connection, query, mode, options, snapshot);
    return options.connection ? await work(options.connection) : await this.#lake.duckDb.use(work);
  }

  async #writeOn(
    connection: DuckConnection,
    query: string,
    mode: 'Append' | 'Overwrite',
    options: OverwriteOptions,
    snapshot: DeltaSnapshot,
  ): Promise<CommitResult> {
    const { partitionBy, metaData, state } = snapshot;
    const fitted = await fitQuery(
      connection,
      this.path,
      options.schema ?? snapshot.schema,
      query,
      options.addColumns === true,
    );
    const rows = { table: this.path, ...fitted, partitionBy, dataChange: true };
    const written = await writeRows(this.#lake, connection, rows);
    const schemaString = schemaText(fitted.columns);
    const changed = options.schema || fitted.addsColumns ? [{ metaData: { ...metaData, schemaString } }] : [];
    const removes = mode === 'Overwrite' ? removeAll(state, lakeNow(this.#lake)) : [];
    const actions = [...changed, ...removes, ...written.adds.map((add) => ({ add }))];
    if (actions.length === 0 && !options.txn) return { version: state.version, rows: 0, isRepeat: false };
    try {
      const version = await commitActions(
        this.#lake,
        this.path,
        {
          operation: options.operation ?? 'WRITE',
          parameters: { mode, partitionBy: JSON.stringify(partitionBy) },
          actions,
          reads: mode === 'Overwrite' ? 'all' : 'nothing',
          txn: options.txn,
        },
        state,
      );
      if (version !== undefined) return { version, rows: written.rows, isRepeat: false };
    } catch (error) {
      // after other errors the commit may have succeeded: vacuum deletes the files if it has not
      if (error instanceof DomainError && SURE_TO_FAIL.includes(error.code)) await written.discard();
      throw error;
    }
    await written.discard();
    return { version: (await this.#require()).version, rows: 0, isRepeat: true };
  }

  /** Newest state; undefined when there is no table. */
  async #refresh(): Promise<TableState | undefined> {
    const known = this.#read;
    const read = (known && (await readNews(this.#lake, this.path, known))) ?? (await readLog(this.#lake, this.path));
    this.#read = read;
    return read?.state;
  }

  async #require(): Promise<TableState> {
    const state = await this.#refresh();
    if (state) return state;
    throw new DomainError('LAKE_TABLE_NOT_FOUND', `found no table in ${this.path}`, { table: this.path });
  }
}

function removeAll({ files }: TableState, deletionTimestamp: number): readonly DeltaAction[] {
  return [...files.values()].map(({ path, partitionValues, size }) => ({
    remove: { path, deletionTimestamp, dataChange: true, extendedFileMetadata: true, partitionValues, size },
  }));
}

function requireRemovable(table: string, { configuration = {} }: MetaDataAction): void {
  if (configuration['delta.appendOnly'] === 'true')
    throw new DomainError('LAKE_APPEND_ONLY', `table ${table}: found delta.appendOnly = true`, { table });
}

/** Lets pass that another writer created the table first. */
function unlessCreated(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'LAKE_COMMIT_CONFLICT')) throw error;
}
