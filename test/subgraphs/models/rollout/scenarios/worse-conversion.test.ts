import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { sortNumbers } from '../../../../../statistics/sorted-numbers.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, shuffledModel } from '../../../../support/models/rollout-models.ts';
import { failedMetrics, looksOf, stepsOf } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';
import { DAY } from '../../../../support/scores/scores-world.ts';

const PIECES = 40;
const DECIDED_AFTER_DAYS = 4;
const COURSE = { evaluateEveryMs: DAY, leadsPerEvaluation: 250, decidedAfterMs: DECIDED_AFTER_DAYS * DAY };

onEachDatabase((kind, open) => {
  if (kind === 'pglite') return;
  describe('a challenger that scores the wrong leads high, with labels that come late', () => {
    let world: RolloutWorld;
    let id: number;
    before(async () => {
      world = await RolloutWorld.open(open, 9);
      await world.serve(1000);
      const version = await world.add(shuffledModel(await demoModel(1), await championQuantiles(world)));
      id = await world.start({ version, strategy: 'CANARY', steps: stepsOf([0.5, 1], 365 * DAY) });
    });
    after(() => world.close());

    it('A challenger that scores the wrong leads high continues while no outcome is known', async () => {
      const { state } = await world.play(id, { ...COURSE, evaluations: DECIDED_AFTER_DAYS - 1 });
      assert.equal(state.status, 'RUNNING');
      const metrics = looksOf(await world.events(id))[0]?.analysis?.metrics ?? [];
      assert.equal(metrics.find(({ metric }) => metric === 'CONVERSION')?.samples, 0);
    });

    it('A challenger that scores the wrong leads high is rolled back for its conversion once outcomes are known', async () => {
      const { state, end_reason } = await world.play(id, { ...COURSE, evaluations: 60 });
      assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
      assert.deepEqual(failedMetrics(await world.events(id)), ['CONVERSION']);
    });
  });
});

async function championQuantiles({ db }: RolloutWorld): Promise<readonly number[]> {
  const { rows } = await sql<{ raw: number }>`SELECT raw FROM scores.prediction`.execute(db);
  const sorted = sortNumbers(rows.map(({ raw }) => raw));
  return Array.from({ length: PIECES + 1 }, (_, i) => sorted[Math.round((i / PIECES) * (sorted.length - 1))] as number);
}
