import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { databaseError, databaseUnavailable } from './database-error.ts';
import { DomainError } from './errors.ts';

/** What `pg` and our embedded pool hand out; `pg` throws a connection away when told to. */
type Client = PostgresPoolClient & { release(destroy?: boolean): void };

/**
 * What both databases' pools have in common: failures are coded in this one place, and the end is orderly.
 *
 * A pool of `pg` leaves whoever waits for a connection waiting when it ends; here all who came before the end are served.
 */
export class GuardedPool implements PostgresPool {
  readonly #pool: PostgresPool;
  #users = 0;
  #ended: Promise<void> | undefined;
  #drained = (): void => undefined;

  constructor(pool: PostgresPool) {
    this.#pool = pool;
  }

  /** @throws {DomainError} DATABASE_UNAVAILABLE when there is no connection to have, STORAGE_FULL */
  async connect(): Promise<PostgresPoolClient> {
    if (this.#ended) throw databaseUnavailable(new Error('the database was closed'));
    this.#users++;
    try {
      return this.#guard(await this.#pool.connect());
    } catch (error) {
      this.#release();
      throw databaseError(error);
    }
  }

  /** Closes the pool once everyone who has or awaits a connection has released it. Again: waits for the same end. */
  end(): Promise<void> {
    this.#ended ??= new Promise<void>((resolve) => {
      this.#drained = resolve;
      if (this.#users === 0) resolve();
    }).then(() => this.#pool.end());
    return this.#ended;
  }

  #guard(client: Client): PostgresPoolClient {
    let isBroken = false;
    const query = async (sql: string, parameters: readonly unknown[]) => {
      try {
        return await client.query(sql, parameters);
      } catch (error) {
        const coded = databaseError(error);
        // its end may not have been noticed yet, and the next user must not get it
        isBroken ||= coded instanceof DomainError && coded.code === 'DATABASE_UNAVAILABLE';
        throw coded;
      }
    };
    const release = (): void => {
      client.release(isBroken);
      this.#release();
    };
    // the type also knows cursors, which no query of ours uses
    return { query, release } as unknown as PostgresPoolClient;
  }

  #release(): void {
    this.#users--;
    if (this.#users === 0) this.#drained();
  }
}
