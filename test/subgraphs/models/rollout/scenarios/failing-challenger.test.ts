import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { failingModel } from '../../../../../subgraphs/models/demo/failing-model.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, nanModel } from '../../../../support/models/rollout-models.ts';
import {
  challengerRequests,
  failedMetrics,
  nextAnswers,
  stepsOf,
  UNTIMED_GUARDRAILS,
} from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

const SECOND = 1000;
const ROLLOUTS = isThorough() ? 21 : 3;
// the median of three rollouts is often far from that of many
const MOST_REQUESTS = isThorough() ? 500 : 1_000;
// a batch with a failure is run again row by row, so a failing version is slow, too; here only its errors count
const CANARY = {
  strategy: 'CANARY',
  steps: stepsOf([0.5, 1], 3600 * SECOND),
  guardrails: UNTIMED_GUARDRAILS,
} as const;
const COURSE = { evaluations: 60, evaluateEveryMs: 5 * SECOND, leadsPerEvaluation: 60 };

onEachDatabase((kind, open) => {
  describe(`a challenger that fails 5 % of its requests, on ${kind}`, () => {
    let world: RolloutWorld;
    before(async () => {
      world = await RolloutWorld.open(open, 5);
    });
    after(() => world.close());

    it(`A challenger that fails 5 % of its requests is rolled back within ${MOST_REQUESTS} of its requests, by the median`, async () => {
      const champion = await demoModel(1);
      const requests: number[] = [];
      for (let i = 0; i < ROLLOUTS; i++) {
        const version = await world.add(failingModel(champion, 0.05));
        const id = await world.start({ version, ...CANARY });
        const { state, end_reason } = await world.play(id, COURSE);
        assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
        assert.match(end_reason ?? '', /^Error rate: found \d+\.\d % in \d+ requests/);
        const events = await world.events(id);
        assert.deepEqual(failedMetrics(events), ['ERROR_RATE']);
        assert.equal(events[0]?.severity, 'CRITICAL');
        requests.push(challengerRequests(events));
      }
      const median = requests.toSorted((a, b) => a - b)[requests.length >> 1] as number;
      assert.ok(median <= MOST_REQUESTS, `median of ${requests.join(', ')}`);
    });

    it('A challenger that fails 5 % of its requests gets no further request after its rollback', async () => {
      assert.deepEqual(await nextAnswers(world, 100), { 1: 100 });
    });

    it('A challenger that returns NaN counts as failing', async () => {
      const version = await world.add(nanModel(await demoModel(1), 0.1));
      const id = await world.start({ version, ...CANARY });
      const { state } = await world.play(id, COURSE);
      assert.equal(state.status, 'ROLLED_BACK');
      assert.deepEqual(failedMetrics(await world.events(id)), ['ERROR_RATE']);
    });
  });
});
