import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';

onEachDatabase((kind, open) => {
  describe(`the database on ${kind}`, () => {
    let opened: TestDatabase;
    before(async () => {
      opened = await open();
    });
    after(() => opened.close());

    it('answers 64-bit integers as numbers', async () => {
      const { rows } = await sql<{ at: unknown }>`SELECT 1763800000000::bigint AS at`.execute(opened.database.tables());
      assert.equal(rows[0]?.at, 1_763_800_000_000);
    });
  });
});
