import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { databaseComplaint, databaseProbes } from '../../../platform/database/database-probes.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { FreezableProxy } from '../../support/database/freezable-proxy.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';

const STATEMENT_TIMEOUT_MS = 500;
const SELECT = sql<{ one: number }>`SELECT 1 AS one`;

describe('a PostgreSQL server whose connections fall silent', {
  skip: whyNoPostgres() ?? false,
  timeout: 60_000,
}, () => {
  let server: Awaited<ReturnType<typeof createServerDatabase>>;
  let proxy: FreezableProxy;
  let database: Database;
  let db: Kysely<unknown>;

  before(async () => {
    server = await createServerDatabase();
  });
  beforeEach(async () => {
    proxy = await FreezableProxy.open(server.url);
    const databaseUrl = proxy.through(server.url);
    database = await openDatabase({ dataDir: '', databaseUrl, statementTimeoutMs: STATEMENT_TIMEOUT_MS });
    db = database.tables();
  });
  afterEach(async () => {
    await database.close();
    await proxy.close();
  });
  after(() => server.close());

  it('is answered again after one limit, whatever number of connections was silent', async () => {
    await Promise.all(Array.from({ length: 8 }, () => sql`SELECT pg_sleep(0.05)`.execute(db)));
    assert.equal(proxy.open, 8);
    proxy.freezeOpen();
    await assert.rejects(SELECT.execute(db), isUnavailable);
    for (let turn = 0; turn < 8; turn += 1) assert.equal((await SELECT.execute(db)).rows.length, 1);
  });

  it('costs a transaction its silent connection, and the next one is whole', async () => {
    const transaction = db.transaction().execute(async (trx) => {
      await SELECT.execute(trx);
      proxy.freezeOpen();
      await SELECT.execute(trx);
    });
    await assert.rejects(transaction, isUnavailable);
    const answer = await db.transaction().execute((trx) => SELECT.execute(trx));
    assert.deepEqual(answer.rows, [{ one: 1 }]);
  });

  it('says that nothing was stored where nothing was sent, and that it is not known where something was', async () => {
    proxy.freezeAll();
    await assert.rejects(SELECT.execute(db), /whether a change was stored is not known/);
    await assert.rejects(SELECT.execute(db), /nothing was stored/);
    assert.ok(database.health.failingForMs > 0);
    proxy.thaw();
    assert.equal((await SELECT.execute(db)).rows.length, 1);
    assert.equal(database.health.failingForMs, 0);
  });

  it('is left at the end, though connections do not close', async () => {
    const waiting = assert.rejects(sql`SELECT pg_sleep(60)`.execute(database.tables('long')), isUnavailable);
    await SELECT.execute(db);
    proxy.freezeAll();
    await database.close();
    await waiting;
  });

  it('is what /health and /ready speak of while nothing comes of it, and no longer once something does', async () => {
    const limits = { databaseUnhealthyAfterMs: 100, storageReserveBytes: 0 };
    proxy.freezeAll();
    for (let attempt = 0; attempt < 2; attempt += 1) await assert.rejects(SELECT.execute(db), isUnavailable);
    assert.match(databaseComplaint(database, limits) ?? '', /no statement has succeeded for \d+ s/);
    assert.equal(databaseComplaint(database, { ...limits, databaseUnhealthyAfterMs: 60_000 }), undefined);
    proxy.thaw();
    await databaseProbes(database, limits).database?.();
    assert.equal(databaseComplaint(database, limits), undefined);
  });

  it('ends a statement at its limit, on the server as well', async () => {
    await assert.rejects(sql`SELECT pg_sleep(61)`.execute(db), { code: 'DATABASE_BUSY' });
    const { rows } = await sql`SELECT FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep(61)%'
      AND pid <> pg_backend_pid() AND datname = current_database()`.execute(db);
    assert.equal(rows.length, 0);
  });

  it('lets long jobs take longer, and those after them not', async () => {
    await sql`SELECT pg_sleep(0.7)`.execute(database.tables('long'));
    await assert.rejects(sql`SELECT pg_sleep(0.7)`.execute(db), { code: 'DATABASE_BUSY' });
  });
});

describe('a listening connection that falls silent', { skip: whyNoPostgres() ?? false, timeout: 60_000 }, () => {
  it('is replaced, and what may have been missed is looked for', async () => {
    const server = await createServerDatabase();
    const proxy = await FreezableProxy.open(server.url);
    const databaseUrl = proxy.through(server.url);
    const [database, other] = await Promise.all([
      openDatabase({ dataDir: '', databaseUrl, eventHeartbeat: { everyMs: 100, limitMs: 400 } }),
      openDatabase({ dataDir: '', databaseUrl: server.url }),
    ]);
    const heard = new EventTarget();
    const unsubscribe = database.events.subscribe('topic', () => heard.dispatchEvent(new Event('topic')));
    await once(heard, 'topic');
    proxy.freezeOpen();
    // the new connection looks for what was missed
    await once(heard, 'topic');
    const news = once(heard, 'topic');
    other.events.publish('topic');
    await news;
    unsubscribe();
    await Promise.all([database.close(), other.close()]);
    await proxy.close();
    await server.close();
  });
});

function isUnavailable(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'DATABASE_UNAVAILABLE';
}
