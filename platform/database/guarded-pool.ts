import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { breaksConnection, databaseError, databaseUnavailable, type LostOutcome } from './database-error.ts';
import { DatabaseHealth } from './database-health.ts';
import type { StatementLimit } from './pg-connection.ts';
import { type RetryOptions, retryTransient } from './retry-transient.ts';

/** Pool of connections of either database. */
export interface ConnectionPool {
  connect(limit?: StatementLimit): Promise<PostgresPoolClient>;
  end(): Promise<void>;
  /** Yields the rows of a query as CSV, in pieces. */
  copyOut(query: string): AsyncIterable<Uint8Array>;
  /** From now on no statement may take longer. */
  hurry?(limitMs: number): void;
}

/** Settings of a {@link GuardedPool}. */
export interface GuardedPoolOptions {
  readonly retry: RetryOptions;
  /** longest wait at the end for those who have or await a connection, ms. Default: no limit */
  readonly drainLimitMs?: number | undefined;
}

/** Connection of `pg` or of the embedded pool; `pg` discards it when it is released with an error. */
type Client = PostgresPoolClient & { release(destroy?: boolean): void };

const BEGIN = /^\s*(begin|start\s+transaction)\b/i;
const COMMIT = /^\s*(commit|end)\b/i;

/**
 * Common behaviour of both databases' pools: failures are coded in this one place, statements that stored nothing for a
 * passing reason are tried again, and the end is orderly.
 *
 * A pool of `pg` leaves pending requests for a connection waiting when it ends; here all that came before the end are served,
 * within the limit.
 */
export class GuardedPool implements PostgresPool {
  readonly health = new DatabaseHealth();
  readonly #pool: ConnectionPool;
  readonly #options: GuardedPoolOptions;
  #users = 0;
  #isHurried = false;
  #ended: Promise<void> | undefined;
  #drained = (): void => undefined;

  constructor(pool: ConnectionPool, options: GuardedPoolOptions) {
    this.#pool = pool;
    this.#options = options;
  }

  /** @throws {DomainError} DATABASE_UNAVAILABLE when there is no connection to have, STORAGE_FULL */
  async connect(limit?: StatementLimit): Promise<PostgresPoolClient> {
    this.#enter();
    try {
      return this.#guard(await this.#pool.connect(limit));
    } catch (error) {
      this.#release();
      throw this.#code(error, 'not-stored');
    }
  }

  /** Yields the rows of a query as CSV, in pieces; a reader may stop early. */
  async *copyOut(query: string): AsyncGenerator<Uint8Array, void, undefined> {
    this.#enter();
    try {
      for await (const bytes of this.#pool.copyOut(query)) {
        this.health.recordAnswer();
        yield bytes;
      }
    } catch (error) {
      throw this.#code(error, 'not-stored');
    } finally {
      this.#release();
    }
  }

  /** Shortens all waiting because the process stops; while the database does not answer, requests fail at once. */
  hurry(): void {
    this.#isHurried = true;
    const { drainLimitMs } = this.#options;
    if (drainLimitMs !== undefined) this.#pool.hurry?.(drainLimitMs);
  }

  /** Closes the pool once everyone who has or awaits a connection has released it. Again: waits for the same end. */
  end(): Promise<void> {
    this.#ended ??= this.#drain().then(() => this.#pool.end());
    return this.#ended;
  }

  async #drain(): Promise<void> {
    if (this.#users === 0) return;
    const { drainLimitMs } = this.#options;
    await new Promise<void>((resolve) => {
      const timer = drainLimitMs === undefined ? undefined : setTimeout(resolve, drainLimitMs);
      this.#drained = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #guard(client: Client): PostgresPoolClient {
    let failure: unknown;
    let isInTransaction = false;
    const send = async (sql: string, parameters: readonly unknown[]) => {
      // it is silent: the ROLLBACK of a lost transaction need not wait for that again
      if (failure !== undefined) throw failure;
      try {
        const answer = await client.query(sql, parameters);
        this.health.recordAnswer();
        return answer;
      } catch (error) {
        const coded = this.#code(error, isInTransaction && !COMMIT.test(sql) ? 'not-stored' : 'unknown');
        // its end may not have been noticed yet, and the next user must not get it
        if (breaksConnection(coded)) failure = coded;
        throw coded;
      }
    };
    const query = (sql: string, parameters: readonly unknown[]) => {
      isInTransaction ||= BEGIN.test(sql);
      return isInTransaction ? send(sql, parameters) : retryTransient(() => send(sql, parameters), this.#options.retry);
    };
    const release = (): void => {
      client.release(failure !== undefined);
      this.#release();
    };
    // the type also knows cursors, which no query of ours uses
    return { query, release } as unknown as PostgresPoolClient;
  }

  #enter(): void {
    if (this.#ended) throw databaseUnavailable(new Error('the database was closed'), 'not-stored');
    // a stopping process has no time left to see whether it comes back
    if (this.#isHurried && this.health.isFailing) throw databaseUnavailable(new Error('stopping'), 'not-stored');
    this.#users++;
  }

  #code(error: unknown, outcome: LostOutcome): unknown {
    const coded = databaseError(error, outcome);
    this.health.recordFailure(coded);
    return coded;
  }

  #release(): void {
    this.#users--;
    if (this.#users === 0) this.#drained();
  }
}
