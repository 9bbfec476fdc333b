import { mkdir } from 'node:fs/promises';
import type { DuckDBInstance } from '@duckdb/node-api';
import { DuckConnection } from './duck-connection.ts';
import { loadDuckDb } from './load-duck-db.ts';

/** Settings of DuckDB. */
export interface DuckDbOptions {
  /** most memory for data, MiB; sorting and joining go to the disk beyond it */
  readonly memoryMb: number;
  readonly threads: number;
  /** local folder of this process alone, for what does not fit into memory */
  readonly tempDir: string;
}

/**
 * DuckDB in memory, for SQL over Parquet files. The native library is loaded at the first connection.
 *
 * Extensions are neither loaded nor installed by themselves: nothing is fetched from the network.
 */
export class DuckDb {
  readonly options: DuckDbOptions;
  readonly #connections = new Set<DuckConnection>();
  #instance: Promise<DuckDBInstance> | undefined;
  #isClosed = false;

  private constructor(options: DuckDbOptions) {
    this.options = options;
  }

  /** Prepares DuckDB; nothing is loaded yet. */
  static async open(options: DuckDbOptions): Promise<DuckDb> {
    return new DuckDb(options);
  }

  /** Opens a connection, which its caller closes. A stream needs one of its own. */
  async connect(): Promise<DuckConnection> {
    if (this.#isClosed) throw new TypeError('DuckDB is closed');
    this.#instance ??= createInstance(this.options);
    const instance = await this.#instance;
    const connection = new DuckConnection(await instance.connect(), () => this.#connections.delete(connection));
    this.#connections.add(connection);
    return connection;
  }

  /** Runs something on a connection of its own. */
  async use<T>(work: (connection: DuckConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  /** Interrupts what runs and closes every connection. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const instance = await this.#instance?.catch(() => undefined);
    await Promise.all([...this.#connections].map((connection) => connection.close()));
    instance?.closeSync();
  }
}

async function createInstance({ memoryMb, threads, tempDir }: DuckDbOptions): Promise<DuckDBInstance> {
  const { DuckDBInstance } = await loadDuckDb();
  await mkdir(tempDir, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${memoryMb}MiB`,
    threads: String(threads),
    temp_directory: tempDir,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  connection.closeSync();
  return instance;
}
