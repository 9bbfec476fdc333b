import { randomUUID } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import type { DuckConnection } from '../duckdb/duck-connection.ts';
import { commitActions } from './commit.ts';
import { type CompactOptions, writeCompaction } from './compact-table.ts';
import type { MetaDataAction } from './delta-action.ts';
import { checkColumns, type DeltaColumn, schemaText } from './delta-column.ts';
import { DeltaSnapshot } from './delta-snapshot.ts';
import { type Lake, lakeNow } from './lake.ts';
import { PROTOCOL, requireWritable } from './protocol.ts';
import { TableLog } from './table-log.ts';
import { EMPTY_STATE } from './table-state.ts';
import { type VacuumOptions, type VacuumResult, vacuumTable } from './vacuum-table.ts';
import { commitFiles, type OverwriteOptions, type WriteOptions, writeTable } from './write-table.ts';

/** Settings of a new table. */
export interface CreateOptions {
  readonly partitionBy?: readonly string[];
  readonly description?: string;
  /** table properties, such as `delta.appendOnly` */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Result of a commit. */
export interface CommitResult {
  /** version of the table that holds it */
  readonly version: number;
  /** rows that were written */
  readonly rows: number;
  /** whether the application's version was there already, and nothing was written */
  readonly isRepeat: boolean;
}

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
  readonly #log: TableLog;

  private constructor(lake: Lake, path: string) {
    this.#lake = lake;
    this.path = path;
    this.#log = new TableLog(lake, path);
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
    if (await this.#log.findNewest()) return;
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
   * The table at its newest version, at a version, or as of a time in epoch milliseconds; undefined when there is none.
   *
   * @throws {DomainError} LAKE_VERSION_NOT_FOUND
   */
  async snapshot(at?: { readonly version: number } | { readonly asOf: number }): Promise<DeltaSnapshot | undefined> {
    const state = at ? await this.#log.findAt(at) : await this.#log.findNewest();
    return state && new DeltaSnapshot(this.#lake, this.path, state);
  }

  /**
   * Appends the rows of a query, whose columns are matched by name. Writers that race all succeed.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_SCHEMA_MISMATCH; LAKE_COMMIT_CONFLICT when another writer changed
   * the schema at the same time
   */
  async append(query: string, options: WriteOptions = {}): Promise<CommitResult> {
    return await this.#write(query, 'Append', options);
  }

  /**
   * Replaces all rows by those of a query.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_SCHEMA_MISMATCH, LAKE_APPEND_ONLY; LAKE_COMMIT_CONFLICT when another
   * writer changed the table since the query was computed
   */
  async overwrite(query: string, options: OverwriteOptions = {}): Promise<CommitResult> {
    return await this.#write(query, 'Overwrite', options);
  }

  /**
   * Puts small files together. Rows stay, and appends may run beside it.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND; LAKE_COMMIT_CONFLICT when another writer removed one of the files
   */
  async compact(options: CompactOptions = {}): Promise<CommitResult> {
    const snapshot = await this.#newest();
    requireWritable(this.path, snapshot.protocol, snapshot.metaData);
    return await this.#on(options.connection, async (connection) => {
      const compaction = await writeCompaction(this.#lake, connection, this.path, snapshot, options);
      const { actions, replaced, rows } = compaction;
      if (actions.length === 0) return { version: snapshot.version, rows: 0, isRepeat: false };
      const plan = { operation: 'OPTIMIZE', actions, reads: replaced };
      const version = (await commitFiles(this.#lake, this.path, plan, snapshot.state, compaction)) ?? snapshot.version;
      await this.#log.keepUp(version, snapshot.metaData);
      return { version, rows, isRepeat: false };
    });
  }

  /**
   * Deletes files that no version within the retention has.
   *
   * @throws {DomainError} LAKE_TABLE_NOT_FOUND, LAKE_RETENTION_TOO_SHORT
   */
  async vacuum(options: VacuumOptions = {}): Promise<VacuumResult> {
    return await vacuumTable(this.#lake, this.path, await this.#newest(), options);
  }

  async #write(query: string, mode: 'Append' | 'Overwrite', options: OverwriteOptions): Promise<CommitResult> {
    const newest = await this.#newest();
    const { txn, basedOn = newest } = options;
    const repeat = { version: newest.version, rows: 0, isRepeat: true };
    if (txn && (newest.txnVersion(txn.appId) ?? -1) >= txn.version) return repeat;
    const { version, rows } = await this.#on(options.connection, (connection) =>
      writeTable(this.#lake, connection, { table: this.path, snapshot: basedOn, query, mode, options }),
    );
    if (version === undefined) return { ...repeat, version: (await this.#log.getNewest()).version };
    await this.#log.keepUp(version, basedOn.metaData);
    return { version, rows, isRepeat: false };
  }

  async #newest(): Promise<DeltaSnapshot> {
    return new DeltaSnapshot(this.#lake, this.path, await this.#log.getNewest());
  }

  async #on<T>(given: DuckConnection | undefined, work: (connection: DuckConnection) => Promise<T>): Promise<T> {
    return given ? await work(given) : await this.#lake.duckDb.use(work);
  }
}

/** Lets pass that another writer created the table first. */
function unlessCreated(error: unknown): void {
  if (!(error instanceof DomainError && error.code === 'LAKE_COMMIT_CONFLICT')) throw error;
}
