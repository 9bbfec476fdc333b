import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../../../../platform/database/database.ts';
import { AlertEngine } from '../../../../../subgraphs/monitoring/alerts/engine/alert-engine.ts';
import { type AlertLevel, DEFAULT_RULES } from '../../../../../subgraphs/monitoring/alerts/rules/alert-rule.ts';
import { addMissingRules } from '../../../../../subgraphs/monitoring/alerts/store/rule-store.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { copyTemplate } from '../../../../support/database/database-template.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

// every severity and seed of thirty days is tried without a database, see rules/simulated-alert.test.ts
const DAYS = isThorough() ? 10 : 4;

describe(`${DAYS} simulated days of a condition with noise around its threshold, in the database`, () => {
  let dataDir: string;
  let database: Database;
  let engine: AlertEngine;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-noise-'));
    await copyTemplate(dataDir, ['monitoring']);
    database = await openDatabase({ dataDir });
    await addMissingRules(database.tables<never>(), DEFAULT_RULES, 0);
    const queue = { enqueue: async () => undefined, acquireRetraining: async () => false, wake: () => undefined };
    engine = new AlertEngine({ database, queue, publish: () => undefined });
  });
  after(async () => {
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  for (const { name, metric, levels } of DEFAULT_RULES) {
    it(`${DAYS} simulated days of a condition with noise around its threshold, in the database give one opening, one end and four reminders at most: ${name}`, async () => {
      const random = seededRandom(7);
      const { enter, leave } = levels[0] as AlertLevel;
      for (let at = 0; at < (DAYS + 1) * DAY; at += HOUR) {
        // a third of the values does not breach, one in forty is on the safe side
        const noisy = enter + (enter - leave) * (0.2 + 0.6 * random.normal());
        const value = at < DAYS * DAY ? noisy : 0;
        await engine.observe([{ metric, model: 'lead-conversion', value, at, evidence: null }]);
        // reminders come from the clock
        if (at % (6 * HOUR) === 0) await engine.advanceTime(at);
      }
      const { rows } = await sql<{ told: string }>`SELECT told FROM monitoring.alert_event
        WHERE alert LIKE ${`${name}/%`} AND told IS NOT NULL ORDER BY sequence`.execute(database.tables<never>());
      const told = rows.map((row) => row.told);
      const count = (reason: string) => told.filter((one) => one === reason).length;
      assert.deepEqual([count('OPENED'), count('RESOLVED')], [1, 1], told.join());
      assert.ok(count('REMINDER') <= 4, told.join());
      assert.deepEqual([told[0], told.at(-1)], ['OPENED', 'RESOLVED']);
    });
  }
});
