import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { copyTemplate, migrateSchemas, type SchemaName, templateName } from './database-template.ts';
import { startThrowawayPostgres, type ThrowawayPostgres, whyNoPostgres } from './throwaway-postgres.ts';

/** An empty database of one kind, and how to be rid of it. */
export interface TestDatabase {
  readonly database: Database;
  /** opens it once more, as another process does; absent where only one process can have it */
  readonly openAgain?: () => Promise<Database>;
  close(): Promise<void>;
}

/** Opens a fresh database: empty, but for the tables of `schemas`, which cost next to nothing. */
export type OpenTestDatabase = (...schemas: readonly SchemaName[]) => Promise<TestDatabase>;

/**
 * Calls `body` once for each database at hand, so that one suite runs on all: `describe` inside, named after `kind`.
 *
 * The server is this process's own: on a shared one the transactions of other tests,
 * though of other databases, would hold back what streams tell. Where PostgreSQL is not installed its suite is one skipped
 * test that names what is missing.
 */
export function onEachDatabase(body: (kind: Database['kind'], open: OpenTestDatabase) => void): void {
  body('pglite', openEmbedded);
  const reason = whyNoPostgres();
  if (reason) test('on PostgreSQL', { skip: `PostgreSQL suites skipped: ${reason}` });
  else body('postgres', openOnServer);
}

/** Opens a fresh embedded database, see {@link OpenTestDatabase}. */
export async function openEmbedded(...schemas: readonly SchemaName[]): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-'));
  await copyTemplate(dataDir, schemas);
  const database = await openDatabase({ dataDir });
  return {
    database,
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function openOnServer(...schemas: readonly SchemaName[]): Promise<TestDatabase> {
  const { url, close } = await createServerDatabase(...schemas);
  const openAgain = (): Promise<Database> => openDatabase({ dataDir: tmpdir(), databaseUrl: url });
  const database = await openAgain();
  return {
    database,
    openAgain,
    close: async () => {
      await database.close();
      await close();
    },
  };
}

/** Makes a database on this process's PostgreSQL server, with the tables of `schemas`, for processes that get its URL. */
export async function createServerDatabase(
  ...schemas: readonly SchemaName[]
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const serverUrl = await getServerUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const template = schemas.length > 0 ? await getServerTemplate(serverUrl, schemas) : 'template1';
  await command(serverUrl, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: urlOf(serverUrl, name), close: () => command(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

const templates = new Map<string, Promise<void>>();

async function getServerTemplate(serverUrl: string, schemas: readonly SchemaName[]): Promise<string> {
  const name = templateName(schemas);
  if (!templates.has(name)) templates.set(name, makeServerTemplate(serverUrl, name, schemas));
  await templates.get(name);
  return name;
}

async function makeServerTemplate(serverUrl: string, name: string, schemas: readonly SchemaName[]): Promise<void> {
  await command(serverUrl, `CREATE DATABASE ${name}`);
  const database = await openDatabase({ dataDir: tmpdir(), databaseUrl: urlOf(serverUrl, name) });
  await migrateSchemas(database, schemas);
  await database.close();
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = database;
  return url.href;
}

async function command(url: string, sql: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(sql);
  await client.end();
}

let own: Promise<ThrowawayPostgres> | undefined;

async function getServerUrl(): Promise<string> {
  // its transactions would do the same, now and then
  own ??= startThrowawayPostgres(['autovacuum=off']);
  return (await own).url;
}

// it ends with the tests of this process
after(async () => (await own)?.close());
