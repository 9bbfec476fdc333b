import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, shiftedModel } from '../../../../support/models/rollout-models.ts';
import { failedMetrics, stepsOf } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';

const MINUTE = 60_000;

onEachDatabase((kind, open) => {
  describe(`a challenger whose scores are shifted, on ${kind}`, () => {
    let world: RolloutWorld;
    before(async () => {
      world = await RolloutWorld.open(open, 7);
    });
    after(() => world.close());

    it('A challenger whose scores are shifted is rolled back for the PSI of its scores', async () => {
      const version = await world.add(shiftedModel(await demoModel(1), 1.5));
      await world.serve(300);
      const id = await world.start({ version, strategy: 'CANARY', steps: stepsOf([0.5, 1], 60 * MINUTE) });
      const { state, end_reason } = await world.play(id, {
        evaluations: 60,
        evaluateEveryMs: MINUTE,
        leadsPerEvaluation: 60,
      });
      assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
      assert.match(end_reason ?? '', /^PSI of scores: found/);
      assert.deepEqual(failedMetrics(await world.events(id)), ['SCORE_PSI']);
    });

    it('A challenger whose scores are shifted is found by a replay of recorded requests, before it scores a lead', async () => {
      const version = await world.add(shiftedModel(await demoModel(1), 1.5));
      const steps = stepsOf([0.5, 1], 60 * MINUTE);
      const id = await world.start({ version, strategy: 'CANARY', steps, replayRows: 500 });
      const { state, end_reason } = await world.play(id, {
        evaluations: 5,
        evaluateEveryMs: MINUTE,
        leadsPerEvaluation: 0,
      });
      assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
      assert.match(end_reason ?? '', /PSI of scores/);
    });
  });
});
