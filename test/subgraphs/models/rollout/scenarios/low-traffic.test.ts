import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, twinOf } from '../../../../support/models/rollout-models.ts';
import { looksOf } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';
import { DAY } from '../../../../support/scores/scores-world.ts';

onEachDatabase((kind, open) => {
  describe(`with 30 leads a day, on ${kind}`, () => {
    let world: RolloutWorld;
    before(async () => {
      world = await RolloutWorld.open(open, 11);
    });
    after(() => world.close());

    it('A rollout with 30 leads a day waits at its first step, and forecasts the time until a verdict', async () => {
      const version = await world.add(twinOf(await demoModel(1)));
      const id = await world.start({ version, strategy: 'CANARY' });
      const course = { evaluations: 30, evaluateEveryMs: DAY, leadsPerEvaluation: 30 };
      const { state, traffic_share } = await world.play(id, course);
      assert.deepEqual([state.status, state.step, traffic_share], ['RUNNING', 0, 0.1]);
      const analysis = looksOf(await world.events(id))[0]?.analysis;
      assert.equal(analysis?.verdict, 'INCONCLUSIVE');
      assert.match(
        analysis?.explanation ?? '',
        /undecided, about \d+ more requests needed, \d+ days at the rate of now/,
      );
    });
  });
});
