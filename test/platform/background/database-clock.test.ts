import assert from 'node:assert/strict';
import { after, before, describe, it, mock } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import { openDatabaseClock, readDatabaseTime, type SharedClock } from '../../../platform/background/database-clock.ts';
import { createLogger } from '../../../platform/logger.ts';
import { onEachDatabase, type TestDatabase } from '../../support/database/databases.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Answers of a database that come late, the first ones. */
class SlowAnswers implements KyselyPlugin {
  #left: number;
  readonly #ms: number;

  constructor(count: number, ms: number) {
    this.#left = count;
    this.#ms = ms;
  }

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return node;
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    if (this.#left-- > 0) await sleep(this.#ms);
    return result;
  }
}

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

    it("is the database's although its first answers are slow", {
      skip: kind === 'pglite' && 'no clock of its own',
    }, async () => {
      const db = test.database.tables<never>().withPlugin(new SlowAnswers(2, 1_000));
      const slow = Object.assign(Object.create(test.database), { tables: () => db });
      const started = await openDatabaseClock(slow, createLogger('silent'));
      const at = await readDatabaseTime(test.database.tables());
      await started.close();
      assert.ok(Math.abs(started.now() - at) < 250, `found ${started.now()}, expected ${at}`);
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
