import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, Kysely, PostgresDialect, type PostgresPool, sql } from 'kysely';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { DomainError } from './errors.ts';
import { Events } from './events.ts';
import { GuardedPool } from './guarded-pool.ts';
import { PgEventLink } from './pg-event-link.ts';
import { openPgPool } from './pg-pool.ts';
import { PglitePool } from './pglite-pool.ts';

/** The one database behind every subgraph: PostgreSQL, embedded or a server. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** news of what was committed, in this process and, on a server, in the others */
  readonly events: Events;
  /** The query builder, seen through one subgraph's table types. Tables are written `schema.table`. */
  tables<Tables>(): Kysely<Tables>;
  /** Waits for what is under way, then closes. */
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
 * What a commit survives: embedded, the end of the process in whatever way, as the data is with the operating system,
 * but not a power cut, as PGlite never calls fsync; on a server also a power cut, as PostgreSQL's WAL is on the disk.
 * Embedded there is one connection and one thread: `statement_timeout` has no effect, so a statement must be short by
 * itself; an idle database costs memory (about 250 MB) and no CPU.
 *
 * Inside a transaction every query must use the transaction: awaiting the outer query builder there waits for itself.
 * Queries fail with STORAGE_FULL or DATABASE_UNAVAILABLE, or with an SQL error that has SQLSTATE `code`, `constraint`
 * and `detail`; the same on both.
 *
 * @throws {DomainError} DATA_DIRECTORY_LOCKED when another process holds `dataDir`; CONFIGURATION_INVALID when it
 * cannot be written; STORAGE_FULL; DATABASE_UNAVAILABLE when the database does not open or answer
 */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  if (location.databaseUrl) return openServer(location.databaseUrl, location.databasePoolSize ?? 8);
  makeDirectory(location.dataDir);
  return openEmbedded(location.dataDir);
}

/** Asks the database the least: resolves when it answers. */
export async function probeDatabase(db: Kysely<never>): Promise<void> {
  await sql`SELECT 1`.execute(db);
}

function makeDirectory(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = `DATA_DIR: found ${dataDir}, expected a folder this process can create (${code})`;
    throw new DomainError('CONFIGURATION_INVALID', message, {}, { cause: error });
  }
}

async function openServer(connectionString: string, poolSize: number): Promise<Database> {
  const pool = new GuardedPool(await openPgPool(connectionString, poolSize));
  const db = builder(pool);
  const query = (text: string, parameters: readonly unknown[]) =>
    db.executeQuery(CompiledQuery.raw(text, [...parameters]));
  return wrap('postgres', pool, db, new Events(new PgEventLink({ connectionString, query })));
}

async function openEmbedded(dataDir: string): Promise<Database> {
  const lock = lockDirectory(dataDir);
  try {
    const pool = new GuardedPool(await PglitePool.open(join(dataDir, 'postgres')));
    return wrap('pglite', pool, builder(pool), new Events(), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

function builder(pool: PostgresPool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

function wrap(
  kind: Database['kind'],
  pool: GuardedPool,
  db: Kysely<unknown>,
  events: Events,
  lock?: DirectoryLock,
): Database {
  const close = async (): Promise<void> => {
    await events.close();
    // before Kysely, which refuses those who still wait
    await pool.end();
    await db.destroy();
    lock?.release();
  };
  return { kind, events, tables: <Tables>() => db as Kysely<Tables>, close };
}
