import pg from 'pg';
import { PgClient } from '../../../../platform/database/pg-client.ts';
import type { CrmDatabase } from './crm-database.ts';
import { crmError, crmReadError } from './crm-error.ts';

/** Settings of a {@link PgCrmDatabase}. */
export interface PgCrmOptions {
  readonly url: string;
  /** of one statement, ms */
  readonly statementTimeoutMs: number;
}

const CONNECTIONS = 3;
// from the server's own limit to ours, for the way there and back
const SILENCE_MS = 2_000;
const IDLE_MS = 60_000;
const CLOSE_MS = 2_000;

/**
 * The CRM on a PostgreSQL server of its own. Connections are opened as they are needed, and replaced when they break: a
 * server that is away is found by the next statement.
 */
export class PgCrmDatabase implements CrmDatabase {
  readonly #options: PgCrmOptions;
  readonly #where: string;
  readonly #readers: pg.Pool;
  readonly #writers: pg.Pool;
  readonly #clients = new Set<PgClient>();
  #closed: Promise<void> | undefined;

  constructor(options: PgCrmOptions) {
    this.#options = options;
    const { host, pathname } = new URL(options.url);
    this.#where = `${host}${pathname}`;
    this.#readers = this.#pool('on');
    this.#writers = this.#pool('off');
  }

  async read<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.#run<Row>(this.#readers, text, values);
    } catch (error) {
      throw crmReadError(error, this.#where);
    }
  }

  async write<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    try {
      return await this.#run<Row>(this.#writers, text, values);
    } catch (error) {
      throw crmError(error, this.#where);
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const destroyAll = () => {
      for (const client of this.#clients) client.destroy(new Error('Connection terminated by us'));
    };
    const timer = setTimeout(destroyAll, CLOSE_MS).unref();
    await Promise.all([this.#readers.end(), this.#writers.end()]);
    clearTimeout(timer);
  }

  async #run<Row>(pool: pg.Pool, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    let isBroken = true;
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      const query = { text, values: [...values] };
      const limitMs = this.#options.statementTimeoutMs + SILENCE_MS;
      const connected = client as unknown as PgClient;
      const { rows } = await connected.within<pg.QueryResult>(limitMs, () => connected.query(query));
      isBroken = false;
      return rows as readonly Row[];
    } catch (error) {
      // the server's own error came over a connection that works; one that is read-only may be a primary no longer
      isBroken = !/^(0A|2[1-4]|3[FB]|4[024]|54|55|57014|P0)/.test((error as { code?: string }).code ?? '');
      throw error;
    } finally {
      client?.release(isBroken);
    }
  }

  #pool(readOnly: 'on' | 'off'): pg.Pool {
    const { url, statementTimeoutMs } = this.#options;
    const settings = [
      `SET TimeZone = 'UTC'`,
      `SET DateStyle = 'ISO, YMD'`,
      `SET IntervalStyle = 'iso_8601'`,
      `SET statement_timeout = ${statementTimeoutMs}`,
      `SET lock_timeout = ${statementTimeoutMs}`,
      ...(readOnly === 'on' ? [`SET default_transaction_read_only = on`] : []),
    ].join('; ');
    const pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      application_name: 'lead-scoring-gateway',
      connectionTimeoutMillis: statementTimeoutMs,
      idleTimeoutMillis: IDLE_MS,
      Client: PgClient,
      onConnect: async (client) => {
        const connected = client as unknown as PgClient;
        this.#clients.add(connected);
        connected.once('end', () => this.#clients.delete(connected));
        await connected.within(SILENCE_MS, () => connected.query(settings));
      },
    });
    // a broken connection is replaced by the pool; unheard, the event would end the process
    pool.on('error', () => undefined);
    return pool;
  }
}
