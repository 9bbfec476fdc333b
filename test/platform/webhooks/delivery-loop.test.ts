import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../platform/logger.ts';
import { CLAIM_MARGIN_MS, DeliveryLoop } from '../../../platform/webhooks/delivery-loop.ts';
import { DeliveryTable } from '../../../platform/webhooks/delivery-table.ts';
import { onEachDatabase } from '../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`a loop of deliveries on ${kind}`, () => {
    test('A delivery that takes long keeps its claim, so that no other process sends it meanwhile', async () => {
      const { database, close } = await open();
      const db = database.tables<never>();
      await sql`CREATE TABLE public.delivery (id bigint GENERATED ALWAYS AS IDENTITY, webhook_id text, receiver text,
        state text, attempts int, due_at bigint, last_status int, last_error text, changed_at bigint)`.execute(db);
      await sql`INSERT INTO public.delivery (webhook_id, receiver, state, attempts, due_at, changed_at)
        VALUES ('w', 'r', 'PENDING', 0, 0, 0)`.execute(db);
      const dueAt = async () =>
        (await sql<{ due_at: number }>`SELECT due_at FROM public.delivery`.execute(db)).rows[0]?.due_at ?? 0;
      const claims: number[] = [];
      let finish: () => void = () => undefined;
      const sent = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const loop = new DeliveryLoop({
        db,
        log: createLogger('silent'),
        clock: Date.now,
        table: new DeliveryTable<number>({ table: 'public.delivery', event: sql`SELECT 7` }),
        receiver: 'r',
        shown: {},
        what: 'notice',
        listedBy: 'nobody',
        pollMs: 10,
        // a claim of 90 ms
        timeoutMs: 90 - CLAIM_MARGIN_MS,
        send: async () => {
          while (new Set(claims).size < 3) claims.push(await dueAt());
          finish();
          return { status: 0 };
        },
      });
      await sent;
      await loop.close();
      const { rows } = await sql`SELECT state, attempts FROM public.delivery`.execute(db);
      assert.deepEqual(rows, [{ state: 'DELIVERED', attempts: 1 }]);
      assert.deepEqual(
        claims,
        claims.toSorted((a, b) => a - b),
      );
      await close();
    });
  });
});
