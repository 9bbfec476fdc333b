import { once } from 'node:events';
import { dirname } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { DomainError } from '../errors.ts';
import { spawnWorker } from '../process/spawn-worker.ts';
import { databaseError, databaseUnavailable, storageFull } from './database-error.ts';
import { freeBytes } from './free-bytes.ts';
import type { PgliteError, PgliteReply, PgliteRequest } from './pglite-worker.ts';

type Waiter = { resolve(reply: PgliteReply): void; reject(error: unknown): void };

// 32 MiB: two WAL segments, what PostgreSQL needs to write or recover anything
const LEAST_FREE_BYTES = 33_554_432;
// the rows of an answer die as soon as they are sent: more than this only stays resident
const HEAP_LIMITS = { maxYoungGenerationSizeMb: 6 };

/**
 * One life of the embedded database: a worker thread with an open data directory, from start to end.
 *
 * PGlite computes synchronously; in its own thread it leaves the event loop free. After a PANIC (WAL cannot grow: the
 * disk is full) or a crash of the thread nothing more can be asked of it: it is ended, everything that waits is
 * rejected, and opening a new session recovers from the WAL what had been committed.
 */
export class PgliteSession {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiter>();
  readonly #exited: Promise<unknown>;
  #nextId = 0;
  #failure: unknown;

  private constructor(worker: Worker) {
    this.#worker = worker;
    this.#exited = once(worker, 'exit').catch(() => undefined);
    worker.on('message', (reply: PgliteReply) => this.#settle(reply));
    worker.on('error', (error) => this.#fail(error));
    worker.on('messageerror', (error) => this.#fail(error));
    worker.on('exit', (code) => this.#fail(new Error(`the thread of the embedded database ended with code ${code}`)));
  }

  /**
   * Opens the database in `dataDir`, creating it when absent.
   *
   * @throws {DomainError} STORAGE_FULL, or DATABASE_UNAVAILABLE with the reason
   */
  static async open(dataDir: string): Promise<PgliteSession> {
    const session = new PgliteSession(spawnWorker('platform/database/pglite-worker.ts', { dataDir }, HEAP_LIMITS));
    try {
      await new Promise<PgliteReply>((resolve, reject) => session.#waiting.set(0, { resolve, reject }));
      return session;
    } catch (error) {
      session.#fail(error);
      await session.#exited;
      throw await startFailure(dataDir, error);
    }
  }

  /** True once it has failed: it answers no further request. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * Runs one statement.
   *
   * @throws {DomainError} STORAGE_FULL, DATABASE_UNAVAILABLE
   * @throws {Error} of SQL, with SQLSTATE `code`, `constraint`, `detail`
   */
  async query(sql: string, parameters: readonly unknown[] = []): Promise<PgliteReply> {
    if (this.#failure !== undefined) throw this.#failure;
    const id = ++this.#nextId;
    return new Promise<PgliteReply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters } satisfies PgliteRequest);
    });
  }

  /** Writes everything to its files and ends the thread; after a failure it waits until the thread is gone. */
  async close(): Promise<void> {
    if (this.#failure === undefined) this.#worker.postMessage('close' satisfies PgliteRequest);
    await this.#exited;
  }

  #settle({ id, error, ...answer }: PgliteReply): void {
    // PostgreSQL would restart after a PANIC; PGlite hangs instead when it is asked again
    if (error?.severity === 'PANIC' || error?.severity === 'FATAL') {
      this.#fail(toError(error));
      return;
    }
    const waiter = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiter?.reject(toError(error));
    else waiter?.resolve({ id, ...answer });
  }

  /** Rejects waiting and later requests, and ends the thread, even one that hangs. */
  #fail(cause: unknown): void {
    if (this.#failure !== undefined) return;
    const coded = databaseError(cause);
    this.#failure = coded instanceof DomainError ? coded : databaseUnavailable(cause);
    for (const waiter of this.#waiting.values()) waiter.reject(this.#failure);
    this.#waiting.clear();
    void this.#worker.terminate();
  }
}

function toError({ message, ...fields }: PgliteError): unknown {
  return databaseError(Object.assign(new Error(message), fields));
}

/** PGlite does not say why it cannot start on a full disk: measure the free space. */
async function startFailure(dataDir: string, error: unknown): Promise<unknown> {
  if (error instanceof DomainError && error.code === 'STORAGE_FULL') return error;
  if ((await freeBytes(dirname(dataDir))) < LEAST_FREE_BYTES) return storageFull(error);
  const reason = error instanceof DomainError ? (error.cause as Error) : (error as Error);
  const message = `the embedded database in ${dataDir} does not open: ${reason.message}`;
  return new DomainError('DATABASE_UNAVAILABLE', message, {}, { cause: reason });
}
