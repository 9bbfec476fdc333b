import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, twinOf } from '../../../../support/models/rollout-models.ts';
import { looksOf, stepsOf } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';
import { DAY } from '../../../../support/scores/scores-world.ts';

// the statistics are proven on 200 simulated rollouts; here the whole platform takes part
const [ROLLOUTS, MOST_ROLLED_BACK] = isThorough() ? [8, 1] : [2, 0];
const EVALUATIONS = 100;

onEachDatabase((kind, open) => {
  if (kind === 'pglite') return;
  describe('an identical twin', () => {
    let world: RolloutWorld;
    before(async () => {
      world = await RolloutWorld.open(open, 10);
    });
    after(() => world.close());

    it(`An identical twin is rolled back in at most ${MOST_ROLLED_BACK} of ${ROLLOUTS} rollouts, each evaluated ${EVALUATIONS} times`, async () => {
      const reasons: string[] = [];
      for (let i = 0; i < ROLLOUTS; i++) {
        const version = await world.add(twinOf(await demoModel(1)));
        const id = await world.start({ version, strategy: 'CANARY', steps: stepsOf([0.5, 1], 365 * DAY) });
        const course = {
          evaluations: EVALUATIONS,
          evaluateEveryMs: DAY / 4,
          leadsPerEvaluation: 20,
          decidedAfterMs: DAY,
        };
        const { state, end_reason } = await world.play(id, course);
        if (state.status === 'ROLLED_BACK') reasons.push(end_reason ?? '');
        else assert.equal(looksOf(await world.events(id)).length, EVALUATIONS);
        await world.abort(id);
      }
      assert.ok(reasons.length <= MOST_ROLLED_BACK, reasons.join('\n'));
    });
  });
});
