import type { Worker } from 'node:worker_threads';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type { PgliteReply } from './pglite-worker.ts';
import { spawnWorker } from './spawn-worker.ts';

type Waiter = { resolve(reply: PgliteReply): void; reject(error: Error): void };

/**
 * The embedded PostgreSQL as a pool of one connection, so that one Kysely dialect serves it and a server alike.
 *
 * PGlite computes synchronously; it lives in a worker thread so that the event loop stays free. Whoever connects holds
 * the one connection until release, in order of arrival: a transaction is never mixed with other statements.
 */
export class PglitePool implements PostgresPool {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiter>();
  #nextId = 0;
  #tail: Promise<void> = Promise.resolve();

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** Opens the database in `dataDir`, creating it when absent. */
  static async open(dataDir: string): Promise<PglitePool> {
    const worker = spawnWorker(new URL('./pglite-worker.ts', import.meta.url), { dataDir });
    const pool = new PglitePool(worker);
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    });
    worker.on('message', (reply: PgliteReply) => pool.#settle(reply));
    worker.on('error', (error) => pool.#failAll(error));
    return pool;
  }

  async connect(): Promise<PostgresPoolClient> {
    const turn = this.#tail;
    let release = (): void => undefined;
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await turn;
    const query = (sql: string, parameters: readonly unknown[]) => this.#query(sql, parameters);
    return { query, release } as unknown as PostgresPoolClient;
  }

  async end(): Promise<void> {
    await this.#tail;
    const closed = new Promise<void>((resolve) => this.#worker.once('message', () => resolve()));
    this.#worker.postMessage('close');
    await closed;
    await this.#worker.terminate();
  }

  async #query(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<Record<string, unknown>>> {
    const id = ++this.#nextId;
    const reply = await new Promise<PgliteReply>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters });
    });
    if (reply.error) throw Object.assign(new Error(reply.error.message), reply.error);
    const rows = [...(reply.rows ?? [])];
    return { command: commandOf(sql), rowCount: reply.affectedRows || rows.length, rows };
  }

  #settle(reply: PgliteReply): void {
    const waiter = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    waiter?.resolve(reply);
  }

  #failAll(error: Error): void {
    for (const waiter of this.#waiting.values()) waiter.reject(error);
    this.#waiting.clear();
  }
}

const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const;

/** Kysely counts affected rows for these four commands only; everything else is a SELECT to it. */
function commandOf(sql: string): PostgresQueryResult<unknown>['command'] {
  const word = sql.slice(0, 6).toUpperCase().trim();
  return COMMANDS.find((command) => word.startsWith(command)) ?? 'SELECT';
}
