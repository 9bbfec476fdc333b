import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { type Migrations, migrate } from '../../../platform/database/migrate.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const CREATE_COUNTER: Migrations = {
  '001-counter': {
    up: async (db: Kysely<unknown>) => {
      await sql`CREATE TABLE probe.counter (runs int)`.execute(db);
      await sql`INSERT INTO probe.counter VALUES (0)`.execute(db);
    },
  },
};
const COUNT_UP: Migrations = {
  ...CREATE_COUNTER,
  '002-count-up': {
    up: async (db: Kysely<unknown>) => void (await sql`UPDATE probe.counter SET runs = runs + 1`.execute(db)),
  },
};
const FAIL_HALF_WAY: Migrations = {
  ...COUNT_UP,
  '003-fail': {
    up: async (db: Kysely<unknown>) => {
      await sql`CREATE TABLE probe.half (id int)`.execute(db);
      await sql`SELECT 1 / 0`.execute(db);
    },
  },
};

onEachDatabase((kind, open) => {
  describe(`migrations on ${kind}`, () => {
    let opened: TestDatabase;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    const countRuns = async (): Promise<number | undefined> => {
      const { rows } = await sql<{ runs: number }>`SELECT runs FROM probe.counter`.execute(opened.database.tables());
      return rows[0]?.runs;
    };

    it('run each once, whether started together or one after the other', async () => {
      await Promise.all(Array.from({ length: 4 }, () => migrate(opened.database, 'probe', CREATE_COUNTER)));
      await Promise.all(Array.from({ length: 4 }, () => migrate(opened.database, 'probe', COUNT_UP)));
      await migrate(opened.database, 'probe', COUNT_UP);
      assert.equal(await countRuns(), 1);
    });

    it('leave nothing behind when one fails half way, and tell its SQLSTATE', async () => {
      await assert.rejects(migrate(opened.database, 'probe', FAIL_HALF_WAY), { code: '22012' });
      const { rows } = await sql<{ found: string | null }>`
        SELECT to_regclass('probe.half')::text AS found`.execute(opened.database.tables());
      assert.equal(rows[0]?.found, null);
      assert.equal(await countRuns(), 1);
    });
  });
});
