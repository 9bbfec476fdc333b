import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createLogger } from '../../../platform/logger.ts';
import { Outbox } from '../../../platform/outbox/outbox.ts';
import type { OutboxHandler } from '../../../platform/outbox/outbox-claim.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const TOPIC = 'leads.write-back';
const NEVER_MS = 600_000;

onEachDatabase((kind, open) => {
  describe(`the outbox on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<unknown>;

    before(async () => {
      opened = await open();
      db = opened.database.tables();
      await sql`CREATE TABLE public.handled (position bigint GENERATED ALWAYS AS IDENTITY, number int)`.execute(db);
      await openOutbox();
    });
    after(() => opened.close());
    beforeEach(async () => {
      for (const table of ['outbox.message', 'outbox.dead_letter', 'public.handled'])
        await sql`DELETE FROM ${sql.table(table)}`.execute(db);
    });

    // polls only when it must, so that a test that relies on polling hangs
    const openOutbox = (): Promise<Outbox> =>
      Outbox.open(opened.database, createLogger('silent'), { pollMs: NEVER_MS, retryMs: 1 });

    const publish = async (outbox: Outbox, numbers: readonly number[]): Promise<void> => {
      await db.transaction().execute((trx) => outbox.publish(trx as never, TOPIC, numbers));
      outbox.wake(TOPIC);
    };

    const numbersIn = async (table: string, column: string): Promise<number[]> => {
      const { rows } = await sql<{ number: number }>`
        SELECT ${sql.ref(column)}::int AS number FROM ${sql.table(table)} ORDER BY 1`.execute(db);
      return rows.map((row) => row.number);
    };

    it('hands over what was published before and after the consumer started, without waiting for a poll', async () => {
      const outbox = await openOutbox();
      await publish(outbox, [1, 2]);
      const seen = expectNumbers(4);
      const consumer = outbox.consume(TOPIC, seen.handler);
      await publish(outbox, [3, 4]);
      await seen.all;
      await consumer.close();
      assert.deepEqual(await numbersIn('public.handled', 'number'), [1, 2, 3, 4]);
      assert.deepEqual(await numbersIn('outbox.message', 'id'), []);
    });

    it('keeps the order of publication within a claim', async () => {
      const outbox = await openOutbox();
      const numbers = Array.from({ length: 400 }, (_, n) => (n * 7919) % 400);
      await publish(outbox, numbers);
      const seen = expectNumbers(400);
      const consumer = outbox.consume(TOPIC, seen.handler);
      await seen.all;
      await consumer.close();
      assert.deepEqual(seen.numbers, numbers);
    });

    it('publishes nothing when the transaction of the fact is rolled back', async () => {
      const outbox = await openOutbox();
      const failing = db.transaction().execute(async (trx) => {
        await outbox.publish(trx as never, TOPIC, [1]);
        throw new Error('the fact did not happen');
      });
      await assert.rejects(failing, /did not happen/);
      assert.deepEqual(await numbersIn('outbox.message', 'id'), []);
    });

    it('handles each message exactly once with two consumers that fail at times', async () => {
      const outboxes = [await openOutbox(), await openOutbox()] as const;
      const numbers = Array.from({ length: 1_200 }, (_, n) => n);
      await publish(outboxes[0], numbers);
      let claims = 0;
      const seen = expectNumbers(1_200, () => {
        claims++;
        if (claims % 3 === 0 && claims < 12) throw new Error('fails at times');
      });
      const consumers = outboxes.map((outbox) => outbox.consume(TOPIC, seen.handler));
      const waking = setInterval(() => outboxes.map((outbox) => outbox.wake(TOPIC)), 5);
      await seen.all;
      clearInterval(waking);
      await Promise.all(consumers.map((consumer) => consumer.close()));
      assert.deepEqual(await numbersIn('public.handled', 'number'), numbers);
    });

    it('puts a message aside that fails by itself five times, with its error, and delivers the others at once', async () => {
      const outbox = await openOutbox();
      await publish(outbox, [1, 13, 2]);
      let attempts = 0;
      const seen = expectNumbers(2, (payloads) => {
        if (!payloads.includes(13)) return;
        if (payloads.length === 1) attempts++;
        throw new Error('13 cannot be handled');
      });
      const consumer = outbox.consume(TOPIC, seen.handler);
      await seen.all;
      const waking = setInterval(() => outbox.wake(TOPIC), 5);
      while ((await numbersIn('outbox.dead_letter', 'payload')).length === 0) await new Promise(setImmediate);
      clearInterval(waking);
      await consumer.close();
      assert.equal(attempts, 5);
      assert.deepEqual(await numbersIn('public.handled', 'number'), [1, 2]);
      assert.deepEqual(await numbersIn('outbox.message', 'id'), []);
      const { rows } = await sql<{ error: string }>`SELECT error FROM outbox.dead_letter`.execute(db);
      assert.equal(rows[0]?.error, 'Error: 13 cannot be handled');
    });

    it('hands over at once what was put off by a clock that has been set back since', async () => {
      const outbox = await openOutbox();
      await publish(outbox, [1]);
      await sql`UPDATE outbox.message SET attempts = 1, retry_at = ${Date.now() + 86_400_000}::bigint`.execute(db);
      const seen = expectNumbers(1);
      const consumer = outbox.consume(TOPIC, seen.handler);
      await seen.all;
      await consumer.close();
      assert.deepEqual(await numbersIn('public.handled', 'number'), [1]);
    });

    it('ends after the claim under way', async () => {
      const outbox = await openOutbox();
      await publish(outbox, [1]);
      let began = (): void => undefined;
      let finish = (): void => undefined;
      const beginning = new Promise<void>((resolve) => {
        began = resolve;
      });
      const finishing = new Promise<void>((resolve) => {
        finish = resolve;
      });
      const consumer = outbox.consume(TOPIC, async () => {
        began();
        await finishing;
      });
      await beginning;
      const closed = consumer.close();
      finish();
      await closed;
      assert.deepEqual(await numbersIn('outbox.message', 'id'), []);
    });
  });
});

/** A handler that stores the numbers it gets, and a promise that all have come. `disturb` may throw first. */
function expectNumbers(count: number, disturb: (payloads: readonly unknown[]) => void = () => undefined) {
  const numbers: number[] = [];
  let complete = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    complete = resolve;
  });
  const handler: OutboxHandler = async (trx, payloads) => {
    await sql`INSERT INTO public.handled (number) SELECT value::int
      FROM jsonb_array_elements_text(${JSON.stringify(payloads)}::jsonb)`.execute(trx);
    disturb(payloads);
    numbers.push(...(payloads as number[]));
    if (numbers.length >= count) complete();
  };
  return { numbers, all, handler };
}
