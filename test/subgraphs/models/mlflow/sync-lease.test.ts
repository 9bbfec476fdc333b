import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { takeLease } from '../../../../subgraphs/models/mlflow/sync-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/databases.ts';

const LEASE_MS = 30_000;
const DAY_MS = 86_400_000;

onEachDatabase((kind, open) => {
  describe(`the lease of the replica that follows MLflow on ${kind}`, () => {
    let test: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      test = await open('models');
      db = test.database.tables();
    });
    after(() => test.close());

    it('keeps others out, unless it runs further ahead than it lasts: the clock was set back', async () => {
      assert.equal(await takeLease(db, 'ahead', LEASE_MS), true);
      assert.equal(await takeLease(db, 'other', LEASE_MS), false);
      await sql`UPDATE models.mlflow_sync SET held_until = held_until + ${DAY_MS}`.execute(db);
      assert.equal(await takeLease(db, 'other', LEASE_MS), true);
      assert.equal(await takeLease(db, 'ahead', LEASE_MS), false);
    });
  });
});
