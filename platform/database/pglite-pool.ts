import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { PgliteSession } from './pglite-session.ts';
import { keepUp } from './pglite-upkeep.ts';

const UPKEEP_EVERY_MS = 5_000;
const BEGIN = /^\s*(begin|start\s+transaction)\b/i;

/**
 * The embedded PostgreSQL as a pool of one connection, so that one Kysely dialect serves it and a server alike.
 *
 * Statements run in order of arrival. A transaction holds the connection until it is released and is never mixed with
 * other statements; a single statement passes it on as soon as it is sent, so that the next one already waits in the
 * thread when it has been answered. After a crash its holder fails; the next to connect reopens the database.
 */
export class PglitePool implements PostgresPool {
  readonly #dataDir: string;
  #session: PgliteSession;
  #tail: Promise<void> = Promise.resolve();
  #upkeepDueAt = performance.now() + UPKEEP_EVERY_MS;

  private constructor(dataDir: string, session: PgliteSession) {
    this.#dataDir = dataDir;
    this.#session = session;
  }

  /**
   * Opens the database in `dataDir`, creating it when absent. The caller holds the lock of its directory.
   *
   * @throws {DomainError} STORAGE_FULL, or DATABASE_UNAVAILABLE with the reason
   */
  static async open(dataDir: string): Promise<PglitePool> {
    return new PglitePool(dataDir, await PgliteSession.open(dataDir));
  }

  /**
   * Waits for the connection and takes it.
   *
   * @throws {DomainError} STORAGE_FULL or DATABASE_UNAVAILABLE when the database has crashed and does not open again
   */
  async connect(): Promise<PostgresPoolClient> {
    const release = await this.#takeTurn();
    try {
      if (this.#session.hasFailed) await this.#reopen();
      else if (performance.now() > this.#upkeepDueAt) await this.#keepUp();
      return this.#client(this.#session, release);
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Yields the rows of a query as CSV, all of them at once: nothing else is served meanwhile. */
  async *copyOut(query: string): AsyncGenerator<Uint8Array, void, undefined> {
    const release = await this.#takeTurn();
    try {
      if (this.#session.hasFailed) await this.#reopen();
      const { bytes } = await this.#session.query(`COPY (${query}) TO '/dev/blob' (FORMAT csv)`);
      release();
      if (bytes) yield bytes;
    } finally {
      release();
    }
  }

  /** Waits until everyone who holds or waits for the connection has released it, then closes. */
  async end(): Promise<void> {
    await this.#takeTurn();
    await this.#session.close();
  }

  #client(session: PgliteSession, turn: () => void): PostgresPoolClient {
    let passOn: (() => void) | undefined = turn;
    let isInTransaction = false;
    const query = async (sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<unknown>> => {
      passOn ??= await this.#takeTurn();
      isInTransaction ||= BEGIN.test(sql);
      const answer = session.query(sql, parameters);
      if (!isInTransaction) {
        passOn();
        passOn = undefined;
      }
      const { rows = [], affectedRows } = await answer;
      return { command: commandOf(sql), rowCount: affectedRows || rows.length, rows: [...rows] };
    };
    // the type also knows cursors, which no query of ours uses
    return { query, release: () => passOn?.() } as unknown as PostgresPoolClient;
  }

  async #takeTurn(): Promise<() => void> {
    const turn = this.#tail;
    let release = (): void => undefined;
    this.#tail = new Promise((resolve) => {
      release = resolve;
    });
    await turn;
    return release;
  }

  async #reopen(): Promise<void> {
    await this.#session.close();
    this.#session = await PgliteSession.open(this.#dataDir);
  }

  async #keepUp(): Promise<void> {
    await keepUp((sql) => this.#session.query(sql));
    this.#upkeepDueAt = performance.now() + UPKEEP_EVERY_MS;
  }
}

const COMMANDS = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const;

/** Kysely counts affected rows for these four commands only; everything else is a SELECT to it. */
function commandOf(sql: string): PostgresQueryResult<unknown>['command'] {
  const start = sql.trimStart().slice(0, 6).toUpperCase();
  return COMMANDS.find((command) => start.startsWith(command)) ?? 'SELECT';
}
