import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import { PglitePool } from './pglite-pool.ts';

/** The one database behind every subgraph: PostgreSQL, embedded or a server. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** The query builder, seen through one subgraph's table types. Tables are written `schema.table`. */
  tables<Tables>(): Kysely<Tables>;
  close(): Promise<void>;
}

/** Where the database is. With a URL it is a server, without one it lives in `dataDir`. */
export interface DatabaseLocation {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly databasePoolSize?: number | undefined;
}

/**
 * Opens the database: the only door to it.
 *
 * Inside a transaction every query must use the transaction: the embedded database has one connection, and awaiting the
 * outer query builder there waits for itself.
 *
 * @throws {DomainError} DATA_DIRECTORY_LOCKED when another process holds `dataDir`
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return location.databaseUrl
    ? wrap('postgres', serverPool(location.databaseUrl, location.databasePoolSize ?? 8))
    : wrap('pglite', await embeddedPool(location.dataDir));
}

async function embeddedPool(dataDir: string): Promise<PostgresPool> {
  await mkdir(dataDir, { recursive: true });
  return PglitePool.open(join(dataDir, 'postgres'));
}

function serverPool(connectionString: string, max: number): PostgresPool {
  // 64-bit integers are epoch milliseconds and counters here: they fit a double
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new pg.Pool({ connectionString, max, types });
  // a broken connection is replaced by the pool, and a query under way on it is rejected; unheard, the event would end
  // the process
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

function wrap(kind: Database['kind'], pool: PostgresPool): Database {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { kind, tables: <Tables>() => db as Kysely<Tables>, close: () => db.destroy() };
}
