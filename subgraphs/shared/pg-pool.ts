import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { DomainError } from './errors.ts';
import { StatementNames } from './statement-names.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 60_000;
const INT8_ARRAY = 1016;
const INT4_ARRAY = 1007;

/**
 * Connects to a PostgreSQL server.
 *
 * @param max connections
 * @throws {DomainError} DATABASE_UNAVAILABLE with server and reason, without the password
 */
export async function openPgPool(connectionString: string, max: number): Promise<PostgresPool> {
  const pool = new pg.Pool({
    connectionString,
    max,
    types: int8AsNumber(),
    application_name: 'lead-scoring-gateway',
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    // a process that hangs inside a transaction must not hold its locks against the others for ever
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // a broken connection is replaced by the pool, and a query under way on it is rejected; unheard, the event would end
  // the process
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await pool.query('SELECT 1');
    return preparing(pool);
  } catch (error) {
    await pool.end();
    const { host, pathname } = new URL(connectionString);
    const message = `DATABASE_URL: PostgreSQL at ${host}${pathname} does not let us in: ${(error as Error).message}`;
    throw new DomainError('DATABASE_UNAVAILABLE', message, {}, { cause: error });
  }
}

/** The same pool, but statements that come back are prepared. */
function preparing(pool: pg.Pool): PostgresPool {
  const names = new StatementNames();
  const connect = async (): Promise<PostgresPoolClient> => {
    const client = await pool.connect();
    const query = (text: string, values: readonly unknown[]) => {
      const name = values.length > 0 ? names.nameOf(text) : undefined;
      return client.query({ text, values: [...values], ...(name && { name }) });
    };
    // the type also knows cursors, which no query of ours uses
    return { query, release: (destroy?: boolean) => client.release(destroy) } as unknown as PostgresPoolClient;
  };
  return { connect, end: () => pool.end() };
}

/** 64-bit integers are epoch milliseconds and counters here: they fit a double. */
function int8AsNumber(): pg.CustomTypesConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  types.setTypeParser(INT8_ARRAY as never, pg.types.getTypeParser(INT4_ARRAY as never));
  return types;
}
