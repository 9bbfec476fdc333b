import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { crmCrashTrial } from '../../support/crm/crm-crash-trial.ts';
import { CrmTraffic } from '../../support/crm/crm-traffic.ts';
import { type CrmShape, CrmWorld } from '../../support/crm/crm-world.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const [leads, kills, perSecond] = isThorough() ? [100_000, 20, 200] : [2_000, 3, 100];
const PATIENCE_MS = isThorough() ? 600_000 : 60_000;
const AWAY_MS = isThorough() ? 600_000 : 15_000;
const SHAPES: readonly CrmShape[] = isThorough() ? ['ONE', 'SEVERAL'] : ['SEVERAL'];
const skip = whyNoPostgres() ?? false;

for (const shape of SHAPES) {
  test(`The CRM and a platform in ${shape.toLowerCase()} process(es) are equal after SIGKILL of each in turn`, {
    skip,
  }, async () => {
    const world = await CrmWorld.open({ shape, leads, activitiesPerLead: 2 });
    try {
      await world.untilFilled(PATIENCE_MS);
      const trial = { kills, perSecond, seed: 16, pauseMs: 1_500, patienceMs: PATIENCE_MS };
      const { differences, changes, scores } = await crmCrashTrial(world, trial);
      assert.deepEqual(differences, [], world.output);
      assert.ok(changes > 0 && scores.writes > 0, `found ${changes} changes and ${scores.writes} scores written`);
    } finally {
      await world.close();
    }
  });
}

test('A CRM that took no scores for a while has exactly the last one of each lead afterwards', { skip }, async () => {
  const world = await CrmWorld.open({ shape: 'ONE', leads: 500, activitiesPerLead: 2 });
  try {
    await world.untilFilled(PATIENCE_MS);
    const traffic = new CrmTraffic(world.crm, { perSecond: perSecond / 2, seed: 17 });
    await world.crm.query('REVOKE INSERT, UPDATE ON sales.lead_score FROM crm_writer');
    await sleep(AWAY_MS);
    const [waiting] = await world.query(
      `SELECT count(*)::int AS count FROM leads.crm_delivery WHERE state = 'PENDING'`,
    );
    await world.crm.query('GRANT INSERT, UPDATE ON sales.lead_score TO crm_writer');
    await traffic.end();
    const { differences } = await world.settle(PATIENCE_MS);
    assert.deepEqual(differences, [], world.output);
    assert.ok((waiting?.count as number) > 0, 'no score waited for the receiver');
  } finally {
    await world.close();
  }
});
