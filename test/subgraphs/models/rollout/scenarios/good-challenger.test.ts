import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel } from '../../../../support/models/rollout-models.ts';
import { nextAnswers, stepsOf, UNTIMED_GUARDRAILS } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';

const MINUTE = 60_000;
const COURSE = { evaluations: 200, evaluateEveryMs: MINUTE, leadsPerEvaluation: 100 };

onEachDatabase((kind, open) => {
  describe(`a good challenger, on ${kind}`, () => {
    let world: RolloutWorld;
    let id: number;
    let version: number;
    before(async () => {
      world = await RolloutWorld.open(open, 8);
      await world.serve(300);
      version = await world.add(await demoModel(2));
      const steps = stepsOf([0.4, 0.8, 1], 10 * MINUTE, 100);
      // latencies depend on this machine: on a busy one they prove nothing, and a step would wait
      id = await world.start({ version, strategy: 'CANARY', steps, guardrails: UNTIMED_GUARDRAILS });
    });
    after(() => world.close());

    it('A good challenger passes its steps and waits for an approval before it gets all traffic', async () => {
      const { state, traffic_share } = await world.play(id, COURSE);
      assert.deepEqual([state.status, state.step, traffic_share], ['AWAITING_APPROVAL', 1, 0.8]);
      assert.deepEqual(await championAndChallenger(world), [1, version]);
    });

    it('A good challenger cannot be approved by the person who requested the rollout', async () => {
      await assert.rejects(world.approve(id, 'ann'), { code: 'ROLLOUT_SELF_APPROVED' });
    });

    it('A good challenger gets all traffic once another person approved', async () => {
      await world.approve(id);
      assert.deepEqual(await nextAnswers(world, 100), { [version]: 100 });
    });

    it('A good challenger becomes champion', async () => {
      const { state, ended_at } = await world.play(id, COURSE);
      assert.deepEqual([state.status, ended_at], ['COMPLETED', world.now]);
      assert.deepEqual(await championAndChallenger(world), [version, null]);
      assert.deepEqual(await nextAnswers(world, 50), { [version]: 50 });
    });

    it('A good challenger took each step once', async () => {
      const events = await world.events(id);
      const steps = events.toReversed().map(({ status, step }) => `${status} ${step}`);
      const stops = steps.filter((step, i) => step !== steps[i - 1]);
      assert.deepEqual(stops, [
        'PENDING -1',
        'RUNNING 0',
        'RUNNING 1',
        'AWAITING_APPROVAL 1',
        'RUNNING 2',
        'COMPLETED 2',
      ]);
    });
  });
});

async function championAndChallenger({ db }: RolloutWorld): Promise<readonly [number | undefined, number | null]> {
  const { rows } = await sql<{ champion: number; challenger: number | null }>`
    SELECT v.version AS champion, m.challenger FROM models.model m
      JOIN models.model_version v ON v.model = m.name AND v.stage = 'PRODUCTION'`.execute(db);
  return [rows[0]?.champion, rows[0]?.challenger ?? null];
}
