import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, type Kysely, sql } from 'kysely';
import { DomainError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { DatabaseHealth } from './database-health.ts';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';
import { Events } from './events.ts';
import { freeBytes } from './free-bytes.ts';
import { GuardedPool } from './guarded-pool.ts';
import type { StatementLimit } from './pg-connection.ts';
import { PgEventLink, type PgEventLinkOptions } from './pg-event-link.ts';
import { PgPool } from './pg-pool.ts';
import { PglitePool } from './pglite-pool.ts';
import { QueryBuilder } from './query-builder.ts';
import type { RetryOptions } from './retry-transient.ts';

/** The one database behind every subgraph: PostgreSQL, embedded or a server. */
export interface Database {
  readonly kind: 'pglite' | 'postgres';
  /** notifications of commits in this process and, on a server, in the others */
  readonly events: Events;
  readonly health: DatabaseHealth;
  /**
   * The query builder, seen through one subgraph's table types. Tables are written `schema.table`.
   *
   * @param limit how long each statement may take. Default `short`
   */
  tables<Tables>(limit?: StatementLimit): Kysely<Tables>;
  /**
   * Yields the rows of a query as CSV in pieces, as they are asked for: null is an empty cell, an empty text `""`.
   *
   * Embedded, the whole result is one piece, and nobody else is served while it is made: ask for some ten thousand rows.
   */
  copyOut(query: string): AsyncIterable<Uint8Array>;
  /** Free space of the disk it lives on, bytes; undefined on a server, which does not report it. */
  findFreeBytes(): Promise<number | undefined>;
  /** Shortens all waiting because the process stops: an unresponsive database is given up, and no statement takes long. */
  hurry(): void;
  /** Waits for what is under way, on a server not longer than five seconds, then closes. */
  close(): Promise<void>;
}

/** Location of the database: a server with a URL, embedded in `dataDir` without one. */
export interface DatabaseLocation {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly databasePoolSize?: number | undefined;
  /** of statements on a server, milliseconds. Default 10,000 */
  readonly statementTimeoutMs?: number | undefined;
  /** the same of long jobs. Default 300,000 */
  readonly longStatementTimeoutMs?: number | undefined;
  /** heartbeat of the connection that listens for events; see {@link PgEventLink} */
  readonly eventHeartbeat?: PgEventLinkOptions['heartbeat'];
  /** of the requests that wait for the database, milliseconds: statements are tried again within half of it. Default 5,000 */
  readonly requestTimeoutMs?: number | undefined;
}

const LONGEST_RETRY_MS = 2_000;
const DRAIN_LIMIT_MS = 5_000;

/**
 * Opens the database: the only door to it.
 *
 * Durability of a commit: embedded, it survives any end of the process, as the data is with the operating system,
 * but not a power cut, as PGlite never calls fsync; on a server also a power cut, as PostgreSQL's WAL is on the disk.
 * Embedded there is one connection and one thread: `statement_timeout` has no effect, so a statement must be short by
 * itself; an idle database costs memory (about 250 MB) and no CPU.
 *
 * Statements and transactions that the server ended for a passing reason, so that nothing was stored, run again: what a
 * transaction does beside its statements must stand a second run.
 * Inside a transaction every query must use the transaction: awaiting the outer query builder there waits for itself.
 * Queries fail with STORAGE_FULL, DATABASE_UNAVAILABLE, DATABASE_BUSY or DATABASE_READ_ONLY, or with an SQL error that has SQLSTATE `code`, `constraint`
 * and `detail`; the same on both.
 *
 * @throws {DomainError} DATA_DIRECTORY_LOCKED when another process holds `dataDir`; CONFIGURATION_INVALID when it
 * cannot be written; STORAGE_FULL; DATABASE_UNAVAILABLE when the database does not open or answer
 */
export async function openDatabase(location: DatabaseLocation, log?: Pick<Logger, 'warn'>): Promise<Database> {
  if (location.databaseUrl) return openServer(location.databaseUrl, location, log);
  makeDirectory(location.dataDir);
  return openEmbedded(location);
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

async function openServer(
  connectionString: string,
  location: DatabaseLocation,
  log: Pick<Logger, 'warn'> | undefined,
): Promise<Database> {
  const { databasePoolSize: size = 8, statementTimeoutMs: short = 10_000 } = location;
  const limits = { short, long: location.longStatementTimeoutMs ?? 300_000 };
  const opened = await PgPool.open({ connectionString, size, limits, log });
  const retry = retryOf(location);
  const pool = new GuardedPool(opened, { retry, drainLimitMs: DRAIN_LIMIT_MS });
  const db = new QueryBuilder<unknown>(pool, retry);
  const query = (text: string, parameters: readonly unknown[]) =>
    db.executeQuery(CompiledQuery.raw(text, [...parameters]));
  const long = new QueryBuilder<unknown>({ connect: () => pool.connect('long'), end: () => pool.end() }, retry);
  const events = new Events(new PgEventLink({ connectionString, query, heartbeat: location.eventHeartbeat }));
  return wrap({ kind: 'postgres', pool, events, builders: { short: db, long }, findFreeBytes: async () => undefined });
}

async function openEmbedded(location: DatabaseLocation): Promise<Database> {
  const { dataDir } = location;
  const lock = lockDirectory(dataDir);
  try {
    const retry = retryOf(location);
    const pool = new GuardedPool(await PglitePool.open(join(dataDir, 'postgres')), { retry });
    const db = new QueryBuilder<unknown>(pool, retry);
    const builders = { short: db, long: db };
    return wrap({
      kind: 'pglite',
      pool,
      events: new Events(),
      builders,
      findFreeBytes: () => freeBytes(dataDir),
      lock,
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

function retryOf({ requestTimeoutMs = 5_000 }: DatabaseLocation): RetryOptions {
  return { withinMs: Math.min(LONGEST_RETRY_MS, requestTimeoutMs / 2) };
}

interface Parts extends Pick<Database, 'kind' | 'events' | 'findFreeBytes'> {
  readonly pool: GuardedPool;
  readonly builders: Readonly<Record<StatementLimit, Kysely<unknown>>>;
  readonly lock?: DirectoryLock | undefined;
}

function wrap({ kind, pool, events, builders, findFreeBytes, lock }: Parts): Database {
  const close = async (): Promise<void> => {
    await events.close();
    // before Kysely, which refuses those who still wait
    await pool.end();
    await Promise.all(Object.values(builders).map((db) => db.destroy()));
    lock?.release();
  };
  const tables = <Tables>(limit: StatementLimit = 'short') => builders[limit] as Kysely<Tables>;
  const copyOut = (query: string) => pool.copyOut(query);
  return { kind, events, health: pool.health, tables, copyOut, findFreeBytes, hurry: () => pool.hurry(), close };
}
