import type { DuckDBConnection, DuckDBDataChunk, DuckDBValue, JS } from '@duckdb/node-api';
import { duckFault } from './duck-fault.ts';

/** A row of a result: 64-bit integers are bigint. */
export type DuckRow = Readonly<Record<string, JS>>;

/**
 * One connection to DuckDB. It runs one statement at a time: a second one would end an open stream without a word, and
 * is refused.
 *
 * @throws {DomainError} LAKE_MEMORY_EXCEEDED, LAKE_STORAGE_FULL, LAKE_FILE_MISSING, LAKE_FILE_CORRUPT
 */
export class DuckConnection {
  /** the client's connection, for appenders and the like */
  readonly raw: DuckDBConnection;
  readonly #onClose: () => void;
  #isStreaming = false;
  #isClosed = false;

  constructor(raw: DuckDBConnection, onClose: () => void) {
    this.raw = raw;
    this.#onClose = onClose;
  }

  /** Runs statements and drops their rows. */
  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.#coded(() => this.raw.run(sql, values));
  }

  /** All rows of a statement. */
  async rows(sql: string, values?: Record<string, DuckDBValue>): Promise<readonly DuckRow[]> {
    return await this.#coded(async () => (await this.raw.runAndReadAll(sql, values)).getRowObjectsJS());
  }

  /** Chunks of at most 2,048 rows of a query, read as they are asked for. */
  async *stream(sql: string): AsyncIterable<DuckDBDataChunk> {
    const result = await this.#coded(() => this.raw.stream(sql));
    this.#isStreaming = true;
    try {
      for (;;) {
        const chunk = await result.fetchChunk().catch((error: unknown) => {
          throw duckFault(error);
        });
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk;
      }
    } finally {
      this.#isStreaming = false;
    }
  }

  /** Ends the statement that runs, and closes the connection. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClose();
    this.raw.interrupt();
    this.raw.closeSync();
  }

  async #coded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isStreaming)
      throw new TypeError('a stream is open on this connection, which a second statement would end');
    try {
      return await work();
    } catch (error) {
      throw duckFault(error);
    }
  }
}
