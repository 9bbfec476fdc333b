import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DomainError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { databaseError } from './database-error.ts';
import { PgClient, Silence } from './pg-client.ts';
import { PgConnection, type StatementLimit, type StatementLimits } from './pg-connection.ts';
import { StatementNames } from './statement-names.ts';

const WAIT_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
const END_TIMEOUT_MS = 2_000;
const TOO_MANY_CONNECTIONS = '53300';
// a place that was not to be had may be free again
const GROW_EVERY_MS = 60_000;
const HURRY_LOOK_MS = 500;
const RETRY_MS = 50;
// while others have all of them
const LAST_PLACE_TIMEOUT_MS = 2_000;
const INT8_ARRAY = 1016;
const INT4_ARRAY = 1007;

/** Options of a {@link PgPool}. */
export interface PgPoolOptions {
  readonly connectionString: string;
  /** most connections */
  readonly size: number;
  readonly limits: StatementLimits;
  readonly log?: Pick<Logger, 'warn'> | undefined;
}

/**
 * Connections to a PostgreSQL server, opened as they are needed.
 *
 * Where the server gives fewer than `size`, those there are, are waited for. A connection that falls silent is
 * destroyed, and so are those that have not answered since: the cause has mostly silenced its neighbours too.
 */
export class PgPool {
  readonly #options: PgPoolOptions;
  readonly #pool: pg.Pool;
  readonly #names = new StatementNames();
  readonly #connections = new Map<pg.ClientBase, PgConnection>();
  /** connections without a message since then are not trusted, `performance.now()` */
  #trustedSince = 0;
  #growAt = Number.POSITIVE_INFINITY;
  #hasWarned = false;
  #hurrying: NodeJS.Timeout | undefined;

  private constructor(options: PgPoolOptions) {
    this.#options = options;
    this.#pool = new pg.Pool({
      connectionString: options.connectionString,
      max: options.size,
      types: int8AsNumber(),
      application_name: 'lead-scoring-gateway',
      connectionTimeoutMillis: WAIT_TIMEOUT_MS,
      Client: PgClient,
      // a process that hangs inside a transaction must not hold its locks against the others for ever
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
      onConnect: (client) => this.#greet(client as unknown as PgClient),
    });
    // a broken connection is replaced by the pool, and a query under way on it is rejected; unheard, the event would end
    // the process
    this.#pool.on('error', () => undefined);
  }

  /**
   * Connects to a PostgreSQL server. Warns when it gives fewer connections than `size` and one that listens.
   *
   * @throws {DomainError} DATABASE_UNAVAILABLE with server and reason, without the password
   */
  static async open(options: PgPoolOptions): Promise<PgPool> {
    const pool = new PgPool(options);
    try {
      await pool.#fitTo(await pool.#findAllowed());
      return pool;
    } catch (error) {
      await pool.end();
      throw startFailure(options.connectionString, error);
    }
  }

  /** Waits for a connection and takes it; `release(true)` destroys it. */
  async connect(limit: StatementLimit = 'short'): Promise<PostgresPoolClient> {
    const client = await this.#takeTrusted();
    const connection = this.#connections.get(client) as PgConnection;
    const release = (isBroken?: boolean): void => {
      if (isBroken) connection.destroy();
      client.release(isBroken || this.#pool.totalCount > this.#pool.options.max);
    };
    try {
      await connection.limitStatements(limit);
    } catch (error) {
      release(true);
      throw error;
    }
    const query = async (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
      try {
        return await connection.query(text, values, this.#names);
      } catch (error) {
        if (error instanceof Silence)
          this.#trustedSince = Math.max(this.#trustedSince, performance.now() - error.limitMs);
        throw error;
      }
    };
    // the type also knows cursors, which no query of ours uses
    return { query, release } as unknown as PostgresPoolClient;
  }

  /** Yields the rows of a query as CSV, in pieces; it has the time of a long statement. */
  async *copyOut(query: string): AsyncGenerator<Uint8Array, void, undefined> {
    const client = await this.#takeTrusted();
    const connection = this.#connections.get(client) as PgConnection;
    let isBroken = true;
    try {
      await connection.limitStatements('long');
      yield* connection.copyOut(`COPY (${query}) TO STDOUT (FORMAT csv)`);
      isBroken = false;
    } finally {
      client.release(isBroken);
    }
  }

  /** From now on no statement may take longer than so many milliseconds, whatever was allowed before. */
  hurry(limitMs: number): void {
    const cut = (): void => {
      for (const connection of this.#connections.values())
        if (connection.sentAt !== undefined && performance.now() - connection.sentAt > limitMs) connection.destroy();
    };
    this.#hurrying ??= setInterval(cut, HURRY_LOOK_MS).unref();
  }

  /** Closes every connection; those that are in use, or do not close, are destroyed after two seconds. */
  async end(): Promise<void> {
    const destroyAll = (): void => {
      for (const connection of this.#connections.values()) connection.destroy();
    };
    const timer = setTimeout(destroyAll, END_TIMEOUT_MS);
    try {
      await this.#pool.end();
    } finally {
      clearInterval(this.#hurrying);
      clearTimeout(timer);
    }
  }

  async #greet(client: PgClient): Promise<void> {
    client.once('end', () => this.#connections.delete(client));
    const connection = new PgConnection(client, this.#options.limits);
    this.#connections.set(client, connection);
    await connection.limitStatements('short');
  }

  async #takeTrusted(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#take();
      const connection = this.#connections.get(client);
      if (connection && connection.lastAnswerAt >= this.#trustedSince) return client;
      connection?.destroy();
      client.release(true);
    }
  }

  /** Takes a connection, one of ours when the server gives no more. */
  async #take(): Promise<pg.PoolClient> {
    const startedAt = performance.now();
    if (startedAt >= this.#growAt) this.#grow();
    for (;;) {
      try {
        return await this.#pool.connect();
      } catch (error) {
        if ((error as { code?: string }).code !== TOO_MANY_CONNECTIONS) throw error;
        this.#shrink(this.#pool.totalCount);
        if (this.#pool.totalCount > 0) continue;
        // none of ours to wait for
        if (performance.now() - startedAt > LAST_PLACE_TIMEOUT_MS) throw error;
        await sleep(RETRY_MS * (1 + Math.random()));
      }
    }
  }

  #shrink(size: number): void {
    this.#pool.options.max = Math.max(1, Math.min(size, this.#pool.options.max));
    this.#growAt = performance.now() + GROW_EVERY_MS;
    this.#warn(this.#pool.options.max);
  }

  #grow(): void {
    this.#pool.options.max = this.#options.size;
    this.#growAt = Number.POSITIVE_INFINITY;
  }

  #warn(given: number): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    const wanted = this.#options.size;
    this.#options.log?.warn({ wanted, given }, 'PostgreSQL gives fewer connections than DATABASE_POOL_SIZE');
  }

  /** Keeps within what the server gives this role, one of it for the connection that listens. */
  async #fitTo(allowed: number | null): Promise<void> {
    if (allowed === null || allowed > this.#options.size) return;
    this.#pool.options.max = Math.max(1, allowed - 1);
    this.#warn(this.#pool.options.max);
  }

  async #findAllowed(): Promise<number | null> {
    const client = await this.connect();
    try {
      const { rows } = await client.query<{ allowed: number | null }>(FIND_ALLOWED, []);
      return rows[0]?.allowed ?? null;
    } finally {
      client.release();
    }
  }
}

/** Connections that the server gives this role in this database; a superuser has no limits but the server's. */
const FIND_ALLOWED = `SELECT least(
    current_setting('max_connections')::int,
    CASE WHEN NOT r.rolsuper AND r.rolconnlimit >= 0 THEN r.rolconnlimit END,
    CASE WHEN NOT r.rolsuper AND d.datconnlimit >= 0 THEN d.datconnlimit END) AS allowed
  FROM pg_roles r, pg_database d WHERE r.rolname = session_user AND d.datname = current_database()`;

function startFailure(connectionString: string, error: unknown): DomainError {
  const { host, pathname } = new URL(connectionString);
  const coded = databaseError(error, 'not-stored');
  const code = coded instanceof DomainError ? coded.code : 'DATABASE_UNAVAILABLE';
  const reason = coded instanceof DomainError ? (coded.cause as Error).message : (error as Error).message;
  const message = `DATABASE_URL: PostgreSQL at ${host}${pathname} does not let us in: ${reason}`;
  return new DomainError(code, message, {}, { cause: error });
}

/** 64-bit integers are epoch milliseconds and counters here: they fit a double. */
function int8AsNumber(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(INT8_ARRAY as never, pg.types.getTypeParser(INT4_ARRAY as never));
  return types;
}
