import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crmCrashTrial } from '../../support/crm/crm-crash-trial.ts';
import { type CrmShape, CrmWorld } from '../../support/crm/crm-world.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';
import { isThorough } from '../../support/runner/thorough.ts';

const [leads, kills, perSecond] = isThorough() ? [100_000, 20, 200] : [2_000, 3, 100];
const PATIENCE_MS = isThorough() ? 600_000 : 60_000;
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
