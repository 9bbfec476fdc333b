import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import type { StreamPosition } from '../../../platform/streams/stream-position.ts';
import type { StreamTable } from '../../../platform/streams/stream-table.ts';
import { addFacts, createFacts, type Fact, openFacts } from '../../support/data/fact-stream.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const BEGINNING: StreamPosition = { transactionId: 0, sequence: 0 };

onEachDatabase((kind, open) => {
  describe(`a stream table on ${kind}`, () => {
    let store: TestDatabase;
    let db: Kysely<never>;
    let table: StreamTable<Fact>;

    before(async () => {
      store = await open();
      db = store.database.tables<never>();
      await createFacts(db);
      table = await openFacts(db);
    });
    after(() => store.close());

    const namesAfter = async (position: StreamPosition, limit = 100): Promise<string[]> =>
      (await table.read(position, limit)).rows.map(({ name }) => name);

    it('is read page by page, and says where to go on', async () => {
      await addFacts(db, ['a', 'b', 'c']);
      const first = await table.read(BEGINNING, 2);
      assert.deepEqual([first.rows.map(({ name }) => name), first.isLast], [['a', 'b'], false]);
      const last = await table.read(first.end, 2);
      assert.deepEqual([last.rows.map(({ name }) => name), last.isLast], [['c'], true]);
      await addFacts(db, ['d']);
      assert.deepEqual(await namesAfter(last.end), ['d']);
    });

    it('refuses a cursor that it has not reached', async () => {
      const ahead = table.cursorOf({ transactionId: 2 ** 40, sequence: 1 });
      await assert.rejects(table.start(ahead), { code: 'CURSOR_INVALID' });
    });

    it('refuses to go on from where rows were forgotten, and from nowhere else', async () => {
      await addFacts(db, ['old', 'older', 'kept']);
      const { rows } = await table.read(BEGINNING, 100);
      const [kept, lastGone, gone] = rows.toReversed();
      await table.forget(kept);
      for (const position of [BEGINNING, gone as Fact])
        await assert.rejects(table.read(position, 1), { code: 'CURSOR_EXPIRED' });
      await assert.rejects(table.start(table.cursorOf(gone as Fact)), { code: 'CURSOR_EXPIRED' });
      await table.start(table.cursorOf(lastGone as Fact));
      assert.deepEqual(await namesAfter(lastGone as Fact), ['kept']);
    });

    it('may be forgotten as a whole', async () => {
      await addFacts(db, ['one', 'two']);
      const start = await table.start(undefined);
      await table.forget();
      await addFacts(db, ['three']);
      assert.deepEqual(await namesAfter(start.position), ['three']);
      await assert.rejects(table.read(BEGINNING, 1), { code: 'CURSOR_EXPIRED' });
    });

    it('keeps its epoch when it is opened again', async () => {
      const position = { transactionId: 1, sequence: 1 };
      assert.equal((await openFacts(db)).cursorOf(position), table.cursorOf(position));
    });

    it('goes on in order after a restore into a cluster whose transactions are numbered lower', async () => {
      const cursor = table.cursorOf({ transactionId: 5, sequence: 1 });
      // as a dump brings it: rows with the numbers of where they came from
      await sql`INSERT INTO public.fact (name, transaction_id) VALUES ('restored', 7000000000)`.execute(db);
      const restored = await openFacts(db);
      await assert.rejects(restored.start(cursor), { code: 'CURSOR_EXPIRED' });
      const start = await restored.start(undefined);
      await addFacts(db, ['new']);
      const { rows } = await restored.read(start.position, 10);
      assert.deepEqual(
        rows.map(({ name }) => name),
        ['new'],
      );
      const { rows: all } = await restored.read({ transactionId: 6_999_999_999, sequence: 0 }, 10);
      assert.deepEqual(
        all.map(({ name }) => name),
        ['restored', 'new'],
      );
    });

    it('begins a new epoch in another cluster, whatever its numbers', async () => {
      const before = (await openFacts(db)).cursorOf(BEGINNING);
      await sql`UPDATE public.fact_stream SET cluster = 'elsewhere'`.execute(db);
      const renewed = await openFacts(db);
      assert.notEqual(renewed.cursorOf(BEGINNING), before);
      const start = await renewed.start(undefined);
      await addFacts(db, ['newer']);
      const { rows } = await renewed.read(start.position, 10);
      assert.deepEqual(
        rows.map(({ name }) => name),
        ['newer'],
      );
    });
  });
});
