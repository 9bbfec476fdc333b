import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type Kysely, sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import type { Feed } from '../../../platform/streams/feed.ts';
import type { StreamTable } from '../../../platform/streams/stream-table.ts';
import { addFacts, createFacts, type Fact, FactFeed, openFacts, take } from '../../support/data/fact-stream.ts';
import { seededRandom } from '../../support/data/random.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';
import { CountedEvents } from '../../support/monitoring/counted-events.ts';

const ALL = () => true;
const namesOf = (facts: readonly Fact[]) => facts.map(({ name }) => name);
const numbered = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);

onEachDatabase((kind, open) => {
  describe(`a feed on ${kind}`, () => {
    let store: TestDatabase;
    let db: Kysely<never>;
    let table: StreamTable<Fact>;
    let counted: FactFeed;
    let feed: Feed<Fact>;

    before(async () => {
      store = await open();
      db = store.database.tables<never>();
      await createFacts(db);
      table = await openFacts(db);
      counted = new FactFeed(store.database, table);
      feed = counted.feed;
    });

    after(async () => {
      await feed.close();
      await store.close();
    });

    const add = async (...names: string[]): Promise<void> => {
      await addFacts(db, names);
      feed.publish();
    };

    /** A subscription whose first fact has come: from here on it is live. */
    const live = async (name: string): Promise<AsyncIterableIterator<Fact>> => {
      const facts = await feed.subscribe({ accepts: ALL });
      await add(name);
      assert.deepEqual(namesOf(await take(facts, 1)), [name]);
      return facts;
    };

    it('hands out what is committed from now on, once, to everybody', async () => {
      await add('before');
      const all = await Promise.all([1, 2, 3].map(() => feed.subscribe({ accepts: ALL })));
      await add('a', 'b');
      await add('c');
      for (const facts of all) assert.deepEqual(namesOf(await take(facts, 3)), ['a', 'b', 'c']);
      for (const facts of all) await facts.return?.();
    });

    it('misses and repeats nothing while eight writers commit out of order, from any cursor on', async () => {
      const facts = await live('first');
      const writer = async (number: number): Promise<void> => {
        for (const turn of numbered(`w${number}`, 3)) {
          await db.transaction().execute(async (trx) => {
            await addFacts(trx, [`${turn}-x`]);
            // shorter and longer ones overlap: numbers drawn early become visible late
            await sleep((number * 7 + turn.length * 3) % 19);
            await addFacts(trx, [`${turn}-y`]);
          });
          feed.publish();
        }
      };
      const writers = Promise.all(Array.from({ length: 8 }, (_, number) => writer(number)));
      const found = await take(facts, 8 * 3 * 2);
      await writers;
      assert.equal(new Set(namesOf(found)).size, 48);
      await add('last');
      assert.deepEqual(namesOf(await take(facts, 1)), ['last'], 'nothing else is left');
      for (const [index, fact] of found.entries()) {
        const resumed = await feed.subscribe({ after: feed.cursorOf(fact), accepts: ALL });
        const rest = await take(resumed, 48 - index);
        assert.deepEqual(namesOf(rest), [...namesOf(found.slice(index + 1)), 'last']);
        await resumed.return?.();
      }
      await facts.return?.();
    });

    it('goes from what was missed to what comes without gap or duplicate', async () => {
      const facts = await live('start');
      await add(...numbered('missed', 1_300));
      const [first] = await take(facts, 1);
      const resumed = await feed.subscribe({ after: feed.cursorOf(first as Fact), accepts: ALL });
      const writing = (async () => {
        for (const name of numbered('coming', 40)) await add(name);
      })();
      const expected = [...numbered('missed', 1_300).slice(1), ...numbered('coming', 40)];
      assert.deepEqual(namesOf(await take(resumed, expected.length)), expected);
      assert.deepEqual(namesOf(await take(facts, expected.length)), expected);
      await writing;
      for (const each of [facts, resumed]) await each.return?.();
    });

    it('gives each subscriber what it wants', async () => {
      const all = await live('start');
      const odd = await feed.subscribe({ accepts: ({ name }) => /[13579]$/.test(name) });
      await add(...numbered('n', 10));
      assert.deepEqual(namesOf(await take(odd, 5)), ['n-1', 'n-3', 'n-5', 'n-7', 'n-9']);
      assert.deepEqual(namesOf(await take(all, 10)), numbered('n', 10));
      for (const each of [all, odd]) await each.return?.();
    });

    it('loses nothing for a subscriber that stops reading and goes on later, nor holds up the others', async () => {
      const [slow, quick] = [await live('one'), await live('two')];
      const expected: string[] = [];
      for (const part of numbered('part', 12)) {
        const names = numbered(part, 250);
        expected.push(...names);
        await add(...names);
        assert.deepEqual(namesOf(await take(quick, 250)), names);
      }
      assert.deepEqual(namesOf(await take(slow, 3_001)), ['two', ...expected]);
      await add('after');
      assert.deepEqual(namesOf(await take(slow, 1)), ['after']);
      for (const each of [slow, quick]) await each.return?.();
    });

    it('reads once for all, and not at all without subscribers', async () => {
      const all: AsyncIterableIterator<Fact>[] = [];
      for (const name of numbered('reader', 20)) all.push(await live(name));
      await sleep(50);
      const before = counted.reads;
      await add('news');
      for (const facts of all) while ((await take(facts, 1))[0]?.name !== 'news');
      assert.ok(counted.reads - before <= 2, `${counted.reads - before} reads for one event and 20 subscribers`);
      for (const facts of all) await facts.return?.();
      await sleep(50);
      const afterwards = counted.reads;
      await add('unheard');
      await sleep(100);
      assert.equal(counted.reads, afterwards);
    });

    it('can be left while it waits', async () => {
      const facts = await live('start');
      const waiting = facts.next();
      await facts.return?.();
      assert.deepEqual(await waiting, { value: undefined, done: true });
    });

    it('goes on after an outage of the database, where it stood', async () => {
      const quick = new FactFeed(store.database, table, 10);
      const facts = await quick.feed.subscribe({ accepts: ALL });
      await add('before');
      assert.deepEqual(namesOf(await take(facts, 1)), ['before']);
      quick.failure = new DomainError('DATABASE_UNAVAILABLE', 'gone');
      const next = take(facts, 2);
      await add('meanwhile');
      const failing = quick.reads;
      while (quick.reads < failing + 3) await sleep(5);
      quick.failure = undefined;
      await add('afterwards');
      assert.deepEqual(namesOf(await next), ['meanwhile', 'afterwards']);
      await quick.feed.close();
    });

    it('ends a subscription with the error that does not pass', async () => {
      const broken = new FactFeed(store.database, table);
      const facts = await broken.feed.subscribe({ accepts: ALL });
      await add('before');
      await take(facts, 1);
      broken.failure = new DomainError('CURSOR_EXPIRED', 'gone');
      const waiting = assert.rejects(facts.next(), { code: 'CURSOR_EXPIRED' });
      broken.feed.publish();
      await waiting;
      assert.equal((await facts.next()).done, true);
    });

    it('ends every subscription when it is closed', async () => {
      const closing = new FactFeed(store.database, table);
      const facts = await closing.feed.subscribe({ accepts: ALL });
      const waiting = facts.next();
      await closing.feed.close();
      assert.equal((await waiting).done, true);
    });

    it('ends a subscription that was being opened when it was closed', async () => {
      const closing = new FactFeed(store.database, table);
      const opening = closing.feed.subscribe({ accepts: ALL });
      await closing.feed.close();
      assert.equal((await (await opening).next()).done, true);
      const reads = closing.reads;
      await add('unheard');
      closing.feed.publish();
      await sleep(0);
      assert.equal(closing.reads, reads);
    });

    it('follows nothing any more after hundreds of subscribers came and left at random moments', {
      timeout: 60_000,
    }, async () => {
      const events = new CountedEvents();
      const churned = new FactFeed({ events }, table);
      const churn = async (seed: number): Promise<void> => {
        const { uniform } = seededRandom(seed);
        const opening = churned.feed.subscribe({ accepts: ALL });
        if (uniform() < 0.5) await nextTurn();
        const facts = await opening;
        const waiting = uniform() < 0.8 ? [facts.next(), facts.next()] : [];
        if (uniform() < 0.3) {
          await add(`churn-${seed}`);
          churned.feed.publish();
        }
        for (let turns = Math.floor(uniform() * 20); turns > 0; turns--) await nextTurn();
        await facts.return?.();
        await Promise.all(waiting);
        assert.equal((await facts.next()).done, true);
      };
      for (let wave = 0; wave < 10; wave++)
        await Promise.all(Array.from({ length: 30 }, (_, n) => churn(wave * 30 + n)));
      while (events.listeners > 0) await nextTurn();
      const reads = churned.reads;
      churned.feed.publish();
      await sleep(0);
      assert.equal(churned.reads, reads);
      await churned.feed.close();
      assert.equal(events.listeners, 0);
    });

    if (kind !== 'postgres') return;

    it('keeps back what was committed after an older transaction began, until that ends', async () => {
      const facts = await live('start');
      const older = await holdOpen(db, 'older');
      await add('younger');
      const late = await feed.subscribe({ accepts: ALL });
      const [first, lateFirst] = [take(facts, 2), take(late, 1)];
      assert.equal(await Promise.race([first, sleep(100, 'nothing yet')]), 'nothing yet');
      await older.commit();
      assert.deepEqual(namesOf(await first), ['older', 'younger']);
      assert.deepEqual(namesOf(await lateFirst), ['older'], 'the younger one was committed before it subscribed');
      for (const each of [facts, late]) await each.return?.();
    });

    it('hears at once of what another process committed, and listens only while somebody follows', async () => {
      const other = await (store.openAgain as () => Promise<typeof store.database>)();
      const otherFeed = new FactFeed(other, await openFacts(other.tables<never>())).feed;
      const facts = await live('start');
      while ((await countListeners(db)) === 0) await sleep(10);
      const began = performance.now();
      await addFacts(other.tables<never>(), ['from afar']);
      otherFeed.publish();
      assert.deepEqual(namesOf(await take(facts, 1)), ['from afar']);
      assert.ok(performance.now() - began < 5_000, 'long before the poll of a minute');
      await facts.return?.();
      while ((await countListeners(db)) > 0) await sleep(10);
      await other.close();
    });
  });
});

/** A transaction that has written and does not end until it is told to. */
async function holdOpen(db: Kysely<never>, name: string): Promise<{ commit(): Promise<void> }> {
  let commit = (): void => undefined;
  const told = new Promise<void>((resolve) => {
    commit = resolve;
  });
  let done: Promise<void> = Promise.resolve();
  await new Promise<void>((written) => {
    done = db.transaction().execute(async (trx) => {
      await addFacts(trx, [name]);
      written();
      await told;
    });
  });
  return {
    commit: async () => {
      commit();
      await done;
    },
  };
}

async function countListeners(db: Kysely<never>): Promise<number> {
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'lead-scoring-gateway events'`.execute(db);
  return rows[0]?.n ?? 0;
}
