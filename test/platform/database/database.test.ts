import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { openDatabase } from '../../../platform/database/database.ts';
import type { DomainError } from '../../../platform/errors.ts';
import { addRows, countRows, createRows } from '../../support/database/database-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`the database on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<unknown>;
    before(async () => {
      opened = await open();
      db = opened.database.tables();
      await createRows(opened.database);
      await addRows(opened.database, 0, 10);
    });
    after(() => opened.close());

    it('answers with the same JavaScript values on both', async () => {
      const { rows } = await sql`SELECT 1763800000000::bigint AS at, ARRAY[1, 2]::bigint[] AS ids, 0.5::float8 AS p,
        '{"a": [1, null]}'::jsonb AS json, true AS flag, NULL::text AS missing, 'NaN'::float8 AS nan`.execute(db);
      const expected = { at: 1_763_800_000_000, ids: [1, 2], p: 0.5, json: { a: [1, null] }, flag: true };
      assert.deepEqual({ ...(rows[0] as object) }, { ...expected, missing: null, nan: Number.NaN });
    });

    it('stores bytes and gives them back', async () => {
      const bytes = Buffer.from([0, 1, 254, 255]);
      const { rows } = await sql<{ bytes: Uint8Array }>`SELECT ${bytes}::bytea AS bytes`.execute(db);
      assert.deepEqual(Buffer.from(rows[0]?.bytes ?? []), bytes);
    });

    it('counts the rows a statement changed', async () => {
      const rows = opened.database.tables<{ 'public.row': { id: number; padding: string } }>();
      const updated = await rows.updateTable('public.row').set({ padding: '' }).where('id', '<', 4).executeTakeFirst();
      assert.equal(updated.numUpdatedRows, 4n);
      const deleted = await rows.deleteFrom('public.row').where('id', '=', 77).executeTakeFirst();
      assert.equal(deleted.numDeletedRows, 0n);
    });

    it('keeps SQLSTATE, constraint and detail of an SQL error', async () => {
      await assert.rejects(sql`INSERT INTO public.row VALUES (1, '')`.execute(db), {
        code: '23505',
        constraint: 'row_pkey',
        detail: 'Key (id)=(1) already exists.',
      });
    });

    it('keeps a transaction apart from the statements beside it', async () => {
      const count = () => countRows(opened.database);
      const before = await count();
      const transaction = db.transaction().execute(async (trx) => {
        await sql`INSERT INTO public.row VALUES (500, '')`.execute(trx);
        throw new Error('rolled back');
      });
      const [counted] = await Promise.all([count(), assert.rejects(transaction, /rolled back/)]);
      assert.equal(counted, before);
      assert.equal(await count(), before);
    });
  });
});

onEachDatabase((kind, open) => {
  describe(`the end of the database on ${kind}`, () => {
    it('serves whoever came before and refuses whoever comes after', async () => {
      const { database, close } = await open();
      await createRows(database);
      const work = Promise.all(Array.from({ length: 20 }, (_, n) => addRows(database, n, 1)));
      await new Promise(setImmediate);
      const closed = close();
      await work;
      await closed;
      await assert.rejects(countRows(database));
    });

    if (kind === 'postgres')
      it('outlives connections that the server ends, idle or in use', async () => {
        const { database, close } = await open();
        const db = database.tables<unknown>();
        const suicide = sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(db);
        await assert.rejects(suicide, { code: 'DATABASE_UNAVAILABLE' });
        await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'lead-scoring-gateway' AND pid <> pg_backend_pid()
            AND datname = current_database()`.execute(db);
        assert.equal((await sql`SELECT 1`.execute(db)).rows.length, 1);
        await close();
      });
  });
});

it('a server that does not answer is named, without its password', async () => {
  const databaseUrl = 'postgres://scorer:hush@127.0.0.1:1/leads';
  await assert.rejects(openDatabase({ dataDir: '', databaseUrl }), (error: DomainError) => {
    assert.equal(error.code, 'DATABASE_UNAVAILABLE');
    assert.match(error.message, /127\.0\.0\.1:1\/leads.*ECONNREFUSED/);
    assert.doesNotMatch(error.message, /hush/);
    return true;
  });
});
