import type { DuckDBConnection, DuckDBDataChunk, DuckDBValue, JS } from '@duckdb/node-api';
import { duckFault } from './duck-fault.ts';

/** A row of a result: 64-bit integers are bigint. */
export type DuckRow = Readonly<Record<string, JS>>;

/** A column of a query. */
export interface DuckColumn {
  readonly name: string;
  /** such as `DECIMAL(10,2)` */
  readonly type: string;
}

const INTERRUPT_EVERY_MS = 20;

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
  #running: Promise<unknown> = Promise.resolve();
  #isStreaming = false;
  #closing: Promise<void> | undefined;

  constructor(raw: DuckDBConnection, onClose: () => void) {
    this.raw = raw;
    this.#onClose = onClose;
  }

  /** Runs statements and drops their rows. */
  async run(sql: string, values?: Record<string, DuckDBValue>): Promise<void> {
    await this.#start(() => this.raw.run(sql, values));
  }

  /** All rows of a statement. */
  async rows(sql: string, values?: Record<string, DuckDBValue>): Promise<readonly DuckRow[]> {
    return await this.#start(async () => (await this.raw.runAndReadAll(sql, values)).getRowObjectsJS());
  }

  /** Columns that a query would have, with DuckDB's names of their types. Nothing is run. */
  async columns(sql: string): Promise<readonly DuckColumn[]> {
    return await this.#start(async () => {
      const prepared = await this.raw.prepare(sql);
      try {
        return Array.from({ length: prepared.columnCount }, (_, index) => ({
          name: prepared.columnName(index),
          type: prepared.columnType(index).toString(),
        }));
      } finally {
        prepared.destroySync();
      }
    });
  }

  /** Chunks of at most 2,048 rows of a query, read as they are asked for. */
  async *stream(sql: string): AsyncIterable<DuckDBDataChunk> {
    const result = await this.#start(() => this.raw.stream(sql));
    this.#isStreaming = true;
    try {
      for (;;) {
        const chunk = await this.#track(() => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk;
      }
    } finally {
      this.#isStreaming = false;
    }
  }

  /** Interrupts the statement that runs, and closes the connection once it has ended: before that, it would never end. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    // again and again: a statement that is only about to start misses it
    const interrupting = setInterval(() => this.raw.interrupt(), INTERRUPT_EVERY_MS);
    this.raw.interrupt();
    await this.#running.catch(() => {});
    clearInterval(interrupting);
    this.raw.closeSync();
    this.#onClose();
  }

  async #start<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isStreaming)
      throw new TypeError('a stream is open on this connection, which a second statement would end');
    return await this.#track(work);
  }

  async #track<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new TypeError('the connection is closed');
    const running = work();
    this.#running = running;
    try {
      return await running;
    } catch (error) {
      throw duckFault(error);
    }
  }
}
