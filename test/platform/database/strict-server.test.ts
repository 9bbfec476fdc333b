import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { type Database, openDatabase } from '../../../platform/database/database.ts';
import { migrate } from '../../../platform/database/migrate.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { addRows, countRows, createRows } from '../../support/database/database-rows.ts';
import { createServerDatabase } from '../../support/database/databases.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';

const skip = whyNoPostgres() ?? false;

interface Role {
  /** of the database, for this role */
  readonly url: string;
  readonly name: string;
  change(setting: string): Promise<unknown>;
  close(): Promise<void>;
}

interface Signal {
  readonly promise: Promise<void>;
  resolve(): void;
}

function createSignal(): Signal {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Makes a database of its own and an ordinary role that owns it. */
async function createRole(setting: string): Promise<Role> {
  const server = await createServerDatabase();
  const admin = await openDatabase({ dataDir: '', databaseUrl: server.url, databasePoolSize: 1 });
  const db = admin.tables<never>();
  const name = `role_${randomBytes(4).toString('hex')}`;
  await sql`CREATE ROLE ${sql.id(name)} LOGIN`.execute(db);
  await sql`GRANT ALL ON SCHEMA public TO ${sql.id(name)}`.execute(db);
  await sql`GRANT CREATE ON DATABASE ${sql.id(new URL(server.url).pathname.slice(1))} TO ${sql.id(name)}`.execute(db);
  const change = (text: string) => sql`ALTER ROLE ${sql.id(name)} ${sql.raw(text)}`.execute(db);
  await change(setting);
  const url = new URL(server.url);
  url.username = name;
  return {
    url: url.href,
    name,
    change,
    close: async () => {
      await sql`DROP OWNED BY ${sql.id(name)}`.execute(db);
      await sql`DROP ROLE ${sql.id(name)}`.execute(db);
      await admin.close();
      await server.close();
    },
  };
}

describe('a server that gives fewer connections than the pool wants', { skip, timeout: 60_000 }, () => {
  it('serves every caller, and is warned of once with both figures', async () => {
    const role = await createRole('CONNECTION LIMIT 3');
    const warnings: unknown[] = [];
    const log = { warn: (facts: unknown) => warnings.push(facts) };
    const database = await openDatabase({ dataDir: '', databaseUrl: role.url, databasePoolSize: 8 }, log);
    await Promise.all(Array.from({ length: 100 }, () => sql`SELECT pg_sleep(0.01)`.execute(database.tables<never>())));
    assert.deepEqual(warnings, [{ wanted: 8, given: 2 }]);
    await database.close();
    await role.close();
  });

  it('serves every caller by the connections there are when others take the rest', async () => {
    const role = await createRole('CONNECTION LIMIT 6');
    const options = { dataDir: '', databaseUrl: role.url, databasePoolSize: 4 };
    const [one, other] = await Promise.all([openDatabase(options), openDatabase(options)]);
    const work = (database: Database) =>
      Array.from({ length: 60 }, () => sql`SELECT pg_sleep(0.01)`.execute(database.tables<never>()));
    await Promise.all([...work(one), ...work(other)]);
    await Promise.all([one.close(), other.close()]);
    await role.close();
  });

  it('says that nothing was stored when there is no connection to be had at all', async () => {
    const role = await createRole('CONNECTION LIMIT 1');
    const options = { dataDir: '', databaseUrl: role.url, databasePoolSize: 1 };
    const one = await openDatabase(options);
    const working = sql`SELECT pg_sleep(5)`.execute(one.tables());
    await assert.rejects(openDatabase(options), (error: DomainError) => {
      assert.equal(error.code, 'DATABASE_UNAVAILABLE');
      assert.match(error.message, /too many connections for role/);
      return true;
    });
    await working;
    await one.close();
    await role.close();
  });
});

describe('a role with time limits of its own', { skip, timeout: 60_000 }, () => {
  let role: Role;
  let database: Database;
  before(async () => {
    role = await createRole("SET lock_timeout = '100ms'");
    await role.change("SET statement_timeout = '800ms'");
    database = await openDatabase({ dataDir: '', databaseUrl: role.url });
    await createRows(database);
    await addRows(database, 0, 1);
  });
  after(async () => {
    await database.close();
    await role.close();
  });

  it('keeps its statement_timeout where it is shorter than ours', async () => {
    const { rows } = await sql<{ limit: string }>`SELECT current_setting('statement_timeout') AS limit`.execute(
      database.tables<never>(),
    );
    assert.deepEqual(rows, [{ limit: '800ms' }]);
  });

  it('compiles long statements only', async () => {
    const compiles = async (limit: 'short' | 'long') => {
      const { rows } = await sql<{ jit: string }>`SELECT current_setting('jit') AS jit`.execute(database.tables(limit));
      return rows[0]?.jit;
    };
    assert.deepEqual([await compiles('short'), await compiles('long'), await compiles('short')], ['off', 'on', 'off']);
  });

  it('lets a change wait its turn by several attempts when a lock is held for a moment', async () => {
    const db = database.tables<never>();
    const held = createSignal();
    const letGo = createSignal();
    const holder = db.transaction().execute(async (trx) => {
      await sql`SELECT FROM public.row WHERE id = 0 FOR UPDATE`.execute(trx);
      held.resolve();
      await letGo.promise;
    });
    await held.promise;
    let attempts = 0;
    const change = db.transaction().execute(async (trx) => {
      attempts += 1;
      // the first has been refused
      if (attempts === 2) letGo.resolve();
      await sql`UPDATE public.row SET padding = 'changed' WHERE id = 0`.execute(trx);
    });
    await Promise.all([change, holder]);
    assert.ok(attempts > 1);
  });

  it('answers DATABASE_BUSY, with nothing stored, when a lock is held for longer', async () => {
    const db = database.tables<never>();
    const held = createSignal();
    const letGo = createSignal();
    const holder = db.transaction().execute(async (trx) => {
      await sql`SELECT FROM public.row WHERE id = 0 FOR UPDATE`.execute(trx);
      held.resolve();
      await letGo.promise;
    });
    await held.promise;
    const update = sql`UPDATE public.row SET padding = 'lost' WHERE id = 0`;
    await assert.rejects(update.execute(db), { code: 'DATABASE_BUSY', message: /nothing was stored/ });
    letGo.resolve();
    await holder;
    assert.equal(await countRows(database), 1);
  });

  it('lets two transactions that wait for each other both be made', async () => {
    const db = database.tables<never>();
    await addRows(database, 10, 2);
    const first = createSignal();
    const second = createSignal();
    const cross = (own: number, others: number, mine: Signal, theirs: Signal) =>
      db.transaction().execute(async (trx) => {
        await sql`UPDATE public.row SET padding = padding || 'x' WHERE id = ${own}`.execute(trx);
        mine.resolve();
        await theirs.promise;
        await sql`UPDATE public.row SET padding = padding || 'x' WHERE id = ${others}`.execute(trx);
      });
    await Promise.all([cross(10, 11, first, second), cross(11, 10, second, first)]);
  });

  it('ends a migration that takes longer by a coded error', async () => {
    const up = async (trx: Kysely<unknown>) => void (await sql`SELECT pg_sleep(2)`.execute(trx));
    const migrations = { '001_slow': { up } };
    await assert.rejects(migrate(database, 'slow', migrations), { code: 'DATABASE_BUSY' });
  });
});

describe('a server that has become a standby', { skip, timeout: 60_000 }, () => {
  it('refuses changes by a code, and its connection is given up', async () => {
    const role = await createRole('SET default_transaction_read_only = on');
    const database = await openDatabase({ dataDir: '', databaseUrl: role.url });
    const create = sql`CREATE TABLE public.made (id int)`;
    await assert.rejects(create.execute(database.tables()), { code: 'DATABASE_READ_ONLY' });
    // as a failover makes it: new connections reach a server that takes changes
    await role.change('SET default_transaction_read_only = off');
    await create.execute(database.tables());
    await database.close();
    await role.close();
  });
});
