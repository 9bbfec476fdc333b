import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { DeliveryTable } from '../../../platform/webhooks/delivery-table.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const NOW = 1_000_000_000;
const DAY_MS = 86_400_000;
const LONGEST_MS = 300_000;

onEachDatabase((kind, open) => {
  describe(`a table of deliveries on ${kind}`, () => {
    const table = new DeliveryTable<number>({ table: 'public.delivery', event: sql`SELECT 7` });
    let test: TestDatabase;
    let db: Kysely<never>;
    before(async () => {
      test = await open();
      db = test.database.tables();
      await sql`CREATE TABLE public.delivery (id bigint GENERATED ALWAYS AS IDENTITY, webhook_id text, receiver text,
        state text, attempts int, due_at bigint, last_status int, last_error text, changed_at bigint)`.execute(db);
      await sql`INSERT INTO public.delivery (webhook_id, receiver, state, attempts, due_at, changed_at)
        VALUES ('w', 'r', 'PENDING', 1, 0, 0)`.execute(db);
    });
    after(() => test.close());

    const claimWhenDueAt = async (dueAt: number) => {
      await sql`UPDATE public.delivery SET due_at = ${dueAt}`.execute(db);
      const times = { nowMs: NOW, claimedUntil: NOW + 20_000, longestMs: LONGEST_MS };
      return (await table.claim(db, 'r', times)) !== undefined;
    };

    it('waits for its time', async () => {
      assert.deepEqual(
        [await claimWhenDueAt(NOW), await claimWhenDueAt(NOW + 1), await claimWhenDueAt(NOW + LONGEST_MS)],
        [true, false, false],
      );
    });

    it('is due when it was put off by a clock that has been set back since', async () => {
      assert.equal(await claimWhenDueAt(NOW + DAY_MS), true);
    });
  });
});
