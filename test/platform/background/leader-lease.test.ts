import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { LeaderLease, migrateLeases } from '../../../platform/background/leader-lease.ts';
import { DAY_MS } from '../../../platform/time.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

onEachDatabase((kind, open) => {
  describe(`a leader lease on ${kind}`, () => {
    let site: TestDatabase;
    before(async () => {
      site = await open();
      await migrateLeases(site.database);
    });
    after(() => site.close());
    const leaseOf = (name: string, holder: string) =>
      new LeaderLease({ db: site.database.tables<never>(), name, holder });

    test('is held by one process, and by another after its release', async () => {
      const [first, second] = [leaseOf('test.one', 'first'), leaseOf('test.one', 'second')];
      assert.deepEqual([await first.acquire(), await second.acquire(), await first.acquire()], [true, false, true]);
      await first.release();
      assert.deepEqual([await second.acquire(), await first.acquire()], [true, false]);
    });

    test('is free once it has expired, or ends further ahead than it can last', async () => {
      for (const [name, until] of [
        ['test.expired', 0],
        ['test.clock', Date.now() + DAY_MS],
      ] as const) {
        assert.equal(await leaseOf(name, 'dead').acquire(), true);
        const set = sql`UPDATE leadership.lease SET until = ${until} WHERE name = ${name}`;
        await set.execute(site.database.tables<never>());
        assert.equal(await leaseOf(name, 'next').acquire(), true, name);
      }
    });

    test('runs work of the leader alone, and is released afterwards, also when the work fails', async () => {
      const [leader, follower] = [leaseOf('test.work', 'leader'), leaseOf('test.work', 'follower')];
      const result = await leader.whileLeading(async () => [await follower.whileLeading(async () => 'ran'), 'led']);
      assert.deepEqual(result, [undefined, 'led']);
      const failing = leader.whileLeading(async () => {
        throw new Error('failed');
      });
      await assert.rejects(failing, /failed/);
      assert.equal(await follower.whileLeading(async () => 'ran'), 'ran');
    });
  });
});
