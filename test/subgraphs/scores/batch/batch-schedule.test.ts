import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { BatchJobs } from '../../../../subgraphs/scores/batch/batch-jobs.ts';
import { startSchedule } from '../../../../subgraphs/scores/batch/batch-schedule.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { TestRegistry } from '../../../support/models/model-registry.ts';
import { ScoresWorld, visitsVersion } from '../../../support/scores/scores-world.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 1, 0, 30);
const schedule = { expression: '0 * * * *', timeZone: 'UTC' };

onEachDatabase((kind, open) => {
  describe(`a schedule of batch jobs on ${kind}`, () => {
    it('starts one job per slot over all replicas, and of missed slots the latest', async () => {
      const { database, close } = await open(...ScoresWorld.schemas);
      const db = database.tables<never>();
      const registry = new TestRegistry(db);
      await registry.create();
      await registry.promote(visitsVersion(1));
      let now = START;
      const [log, clock] = [createLogger('silent'), () => now];
      let isReady = true;
      const checkFeatures = async (): Promise<void> => {
        if (!isReady) throw new Error('no gold table');
      };
      const tables = { checkFeatures, checkRun: async () => undefined };
      const jobs = new BatchJobs({ database, tables, log, clock, crmModel: 'lead-conversion' });
      let looks: number[] = [];
      const replica = () => {
        const number = looks.push(0) - 1;
        const look = () => {
          looks[number] = (looks[number] ?? 0) + 1;
          return now;
        };
        return startSchedule({ db, jobs, log, clock: look, schedule, everyMs: 2 });
      };
      /** Waits until every process has done a whole turn at this time. */
      const turns = async () => {
        const before = [...looks];
        while (looks.some((count, number) => count < (before[number] ?? 0) + 3)) await sleep(2);
      };
      // three processes look at the clock at the same time
      let replicas = [replica(), replica(), replica()];
      const slots = async () => {
        const { rows } = await sql<{ slot: number }>`SELECT slot FROM scores.batch_job ORDER BY slot`.execute(db);
        return rows.map(({ slot }) => Number(slot));
      };
      const reach = async (expected: readonly number[]) => {
        while ((await slots()).length < expected.length) await sleep(2);
        // whoever else saw the slot has seen it by now
        await turns();
        assert.deepEqual(await slots(), expected);
      };
      const finish = () => sql`UPDATE scores.batch_job SET status = 'SUCCEEDED'`.execute(db);
      await turns();
      assert.deepEqual(await slots(), []);
      const first = START + HOUR / 2;
      now = first;
      await reach([first]);
      // a slot whose predecessor still waits is left out
      now = first + HOUR;
      await reach([first]);
      now = first + 2 * HOUR;
      await finish();
      await reach([first, now]);
      await finish();
      await Promise.all(replicas.map((each) => each.close()));
      // nobody ran for five hours and a half
      looks = [];
      now = first + 7.5 * HOUR;
      replicas = [replica(), replica()];
      await reach([first, first + 2 * HOUR, first + 7 * HOUR]);
      await finish();
      // the clock is set back over a slot that had its job
      now = first + 2.2 * HOUR;
      await turns();
      // one that cannot be started is tried again
      isReady = false;
      now = first + 8 * HOUR;
      await turns();
      assert.equal((await slots()).length, 3);
      isReady = true;
      await reach([first, first + 2 * HOUR, first + 7 * HOUR, first + 8 * HOUR]);
      await Promise.all(replicas.map((each) => each.close()));
      await close();
    });
  });
});
