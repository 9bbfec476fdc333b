import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { openDatabaseClock, readDatabaseTime, type SharedClock } from '../../../platform/background/database-clock.ts';
import { createLogger } from '../../../platform/logger.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

onEachDatabase((kind, open) => {
  describe(`the clock of the database on ${kind}`, () => {
    let test: TestDatabase;
    let clock: SharedClock | undefined;
    before(async () => {
      test = await open();
    });
    after(async () => {
      mock.restoreAll();
      await clock?.close();
      await test.close();
    });

    it("is the database's, whatever this host's says", async () => {
      const hostNow = Date.now;
      mock.method(Date, 'now', () => hostNow() + (kind === 'postgres' ? DAY_MS : 0));
      clock = await openDatabaseClock(test.database, createLogger('silent'));
      const at = await readDatabaseTime(test.database.tables());
      assert.ok(Math.abs(clock.now() - at) < MINUTE_MS);
      assert.ok(Number.isSafeInteger(clock.now()));
    });
  });
});
