import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { crmCrashTrial } from '../../support/crm/crm-crash-trial.ts';
import { CrmTraffic } from '../../support/crm/crm-traffic.ts';
import { type CrmShape, CrmWorld } from '../../support/crm/crm-world.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { isFull, isThorough } from '../../support/runner/thorough.ts';

interface TrialSize {
  readonly shape: CrmShape;
  readonly leads: number;
  readonly kills: number;
  /** changes per second */
  readonly perSecond: number;
}

interface Sizes {
  readonly trials: readonly TrialSize[];
  readonly away: { readonly perSecond: number; readonly ms: number };
  /** time for both sides to become equal, ms */
  readonly patienceMs: number;
}

const SAMPLE: Sizes = {
  trials: [{ shape: 'SEVERAL', leads: 2_000, kills: 3, perSecond: 100 }],
  away: { perSecond: 50, ms: 15_000 },
  patienceMs: 60_000,
};
const THOROUGH: Sizes = {
  trials: [
    { shape: 'SEVERAL', leads: 20_000, kills: 8, perSecond: 200 },
    { shape: 'ONE', leads: 5_000, kills: 4, perSecond: 100 },
  ],
  away: { perSecond: 100, ms: 60_000 },
  patienceMs: 300_000,
};
const FULL: Sizes = {
  trials: [
    { shape: 'ONE', leads: 100_000, kills: 20, perSecond: 200 },
    { shape: 'SEVERAL', leads: 100_000, kills: 20, perSecond: 200 },
  ],
  away: { perSecond: 100, ms: 600_000 },
  patienceMs: 600_000,
};
const { trials, away, patienceMs } = isFull() ? FULL : isThorough() ? THOROUGH : SAMPLE;

// two at once: each waits for processes that start, and for its traffic, most of the time
describe('The CRM and the platform', { skip: whyNoPostgres() ?? false, concurrency: isFull() ? 1 : 2 }, () => {
  for (const { shape, leads, kills, perSecond } of trials) {
    test(`in ${shape.toLowerCase()} process(es) are equal after SIGKILL of each in turn`, async () => {
      const world = await CrmWorld.open({ shape, leads, activitiesPerLead: 2 });
      try {
        await world.untilFilled(patienceMs);
        const trial = { kills, perSecond, seed: 16, pauseMs: 1_500, patienceMs };
        const { differences, changes, scores } = await crmCrashTrial(world, trial);
        assert.deepEqual(differences, [], world.output);
        assert.ok(changes > 0 && scores.writes > 0, `found ${changes} changes and ${scores.writes} scores written`);
      } finally {
        await world.close();
      }
    });
  }

  test('are equal after a while in which the CRM took no scores: it has the last one of each lead', async () => {
    const world = await CrmWorld.open({ shape: 'ONE', leads: 500, activitiesPerLead: 2 });
    try {
      await world.untilFilled(patienceMs);
      const traffic = new CrmTraffic(world.crm, { perSecond: away.perSecond, seed: 17 });
      await world.crm.query('REVOKE INSERT, UPDATE ON sales.lead_score FROM crm_writer');
      await sleep(away.ms);
      const [waiting] = await world.query(
        `SELECT count(*)::int AS count FROM leads.crm_delivery WHERE state = 'PENDING'`,
      );
      await world.crm.query('GRANT INSERT, UPDATE ON sales.lead_score TO crm_writer');
      await traffic.end();
      const { differences } = await world.settle(patienceMs);
      assert.deepEqual(differences, [], world.output);
      assert.ok((waiting?.count as number) > 0, 'no score waited for the receiver');
    } finally {
      await world.close();
    }
  });
});
