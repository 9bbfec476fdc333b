import { runCooperatively, type Steps } from '../../statistics/run-cooperatively.ts';
import { sqlName, sqlText } from '../duckdb/sql-text.ts';
import type { AddAction, MetaDataAction, ProtocolAction } from './delta-action.ts';
import { type DeltaColumn, duckType, parseSchema } from './delta-column.ts';
import type { Lake } from './lake.ts';
import { openFiles } from './open-files.ts';
import type { TableState } from './table-state.ts';

/** A data file of a table. */
export interface DeltaFile {
  /** from the table's folder */
  readonly path: string;
  readonly bytes: number;
  /** undefined when its writer left no statistics */
  readonly rows: number | undefined;
  readonly partitionValues: Readonly<Record<string, string | null>>;
}

/** A relation for the FROM clause of DuckDB, until it is released. */
export interface OpenRelation {
  readonly relation: string;
  /** deletes downloaded files */
  release(): Promise<void>;
}

/** Names of the columns in a file's statistics, by action: parsed once, however many snapshots hold the file. */
const COLUMNS = new WeakMap<AddAction, ReadonlySet<string>>();

/** A table at one version. It does not change. */
export class DeltaSnapshot {
  readonly version: number;
  /** time of the commit, epoch milliseconds */
  readonly updatedAt: number;
  readonly schema: readonly DeltaColumn[];
  readonly partitionBy: readonly string[];
  readonly protocol: ProtocolAction;
  readonly metaData: MetaDataAction;
  readonly #lake: Lake;
  readonly #table: string;
  /** the log, replayed */
  readonly state: TableState;

  /** @throws {DomainError} LAKE_PROTOCOL_UNSUPPORTED for a type of a column that is not supported */
  constructor(lake: Lake, table: string, state: TableState) {
    const { version, timestamp, protocol, metaData } = state;
    if (!protocol || !metaData) throw new TypeError(`table ${table}: found no schema`);
    this.version = version;
    this.updatedAt = timestamp;
    this.schema = parseSchema(metaData.schemaString, table);
    this.partitionBy = metaData.partitionColumns ?? [];
    this.protocol = protocol;
    this.metaData = metaData;
    this.#lake = lake;
    this.#table = table;
    this.state = state;
  }

  /** Data files. */
  get files(): readonly DeltaFile[] {
    return [...this.state.files.values()].map((add) => ({
      path: decodeURIComponent(add.path),
      bytes: add.size,
      rows: rowsOf(add),
      partitionValues: add.partitionValues,
    }));
  }

  /** Rows, by the statistics of the files; a file without them counts none. */
  get rows(): number {
    return sum(this.state.files, (add) => rowsOf(add) ?? 0);
  }

  get bytes(): number {
    return sum(this.state.files, ({ size }) => size);
  }

  /** Highest version that an application has written, by the `txn` actions of the log. */
  txnVersion(appId: string): number | undefined {
    return this.state.txns.get(appId)?.version;
  }

  /**
   * Opens the rows as a relation, such as `read_parquet([…])`, with the columns of {@link schema}.
   *
   * @param paths only these files of {@link files}
   * @throws {DomainError} LAKE_FILE_MISSING for a vacuumed file, LAKE_FILE_CORRUPT for one of another size
   */
  async open(paths?: ReadonlySet<string>): Promise<OpenRelation> {
    const adds = [...this.state.files.values()].filter(({ path }) => paths?.has(decodeURIComponent(path)) ?? true);
    const wanted = adds.map(({ path, size }) => ({ path: `${this.#table}/${decodeURIComponent(path)}`, bytes: size }));
    const { files, release } = await openFiles(this.#lake.storage, wanted);
    return { relation: `(${await runCooperatively(this.#relation(adds, files))})`, release };
  }

  *#relation(adds: readonly AddAction[], files: readonly string[]): Steps<string> {
    const partitions = new Map<string, { readonly add: AddAction; readonly files: string[] }>();
    const own = this.schema.filter(({ name }) => !this.partitionBy.includes(name));
    let isUniform = true;
    for (const [index, add] of adds.entries()) {
      const key = JSON.stringify(this.partitionBy.map((column) => add.partitionValues[column] ?? ''));
      const group = partitions.get(key) ?? { add, files: [] };
      group.files.push(files[index] ?? '');
      partitions.set(key, group);
      isUniform &&= hasColumns(add, own);
      yield;
    }
    const columns = this.schema.map(
      ({ name, type }) => `CAST(${sqlName(name)} AS ${duckType(type)}) AS ${sqlName(name)}`,
    );
    const parts = [...partitions.values()].map(
      (part) => `SELECT ${this.#values(part.add)} FROM ${readParquet(part.files, isUniform)}`,
    );
    // gives columns that no file has their type, and a table without files its columns
    const empty = `SELECT ${this.schema.map(({ name, type }) => `NULL::${duckType(type)} AS ${sqlName(name)}`).join(', ')} WHERE false`;
    const union = isUniform && parts.length > 0 ? parts : [empty, ...parts];
    return `SELECT ${columns.join(', ')} FROM (${union.join(' UNION ALL BY NAME ')})`;
  }

  /** Columns of the files, and the values of their partition. */
  #values({ partitionValues }: AddAction): string {
    const values = this.schema
      .filter(({ name }) => this.partitionBy.includes(name))
      .map(({ name, type }) => {
        const value = partitionValues[name];
        return `CAST(${value == null || value === '' ? 'NULL' : sqlText(value)} AS ${duckType(type)}) AS ${sqlName(name)}`;
      });
    return ['*', ...values].join(', ');
  }
}

function readParquet(files: readonly string[], isUniform: boolean): string {
  const options = `hive_partitioning = false${isUniform ? '' : ', union_by_name = true'}`;
  return `read_parquet([${files.map(sqlText).join(', ')}], ${options})`;
}

/** Rows of a file by its statistics, which begin with them in those that are written here. */
function rowsOf({ stats }: AddAction): number | undefined {
  const first = /^\{"numRecords":(\d+)[,}]/.exec(stats ?? '')?.[1];
  const rows = first === undefined ? parseStats(stats).numRecords : Number(first);
  return Number.isSafeInteger(rows) ? rows : undefined;
}

/** Whether a file has all of these columns, by its statistics. */
function hasColumns(add: AddAction, columns: readonly DeltaColumn[]): boolean {
  const names = COLUMNS.get(add) ?? new Set(Object.keys(parseStats(add.stats).nullCount ?? {}));
  COLUMNS.set(add, names);
  return columns.every(({ name }) => names.has(name));
}

function parseStats(text: string | undefined): { readonly numRecords?: number; readonly nullCount?: object } {
  try {
    return (JSON.parse(text ?? '{}') as object | null) ?? {};
  } catch {
    return {};
  }
}

function sum(files: ReadonlyMap<string, AddAction>, value: (add: AddAction) => number): number {
  let total = 0;
  for (const add of files.values()) total += value(add);
  return total;
}
