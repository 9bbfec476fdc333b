import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

onEachDatabase((kind, open) => {
  describe(`the rollout controller on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(() => bench.close());

    it('The rollout controller leads a good challenger through every step until it is champion', async () => {
      const { id, model, request } = await bench.begin({ steps: [step(0.1), step(0.5), step(1, true)] });
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1]);
      await request(1, 9_000);
      await request(2, 1_000);
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1], 'the hold time has not passed');
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 1, 0.5]);
      bench.models.now += MINUTE;
      await request(1, 1_000);
      await request(2, 1_000);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['AWAITING_APPROVAL', 1, 0.5]);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['AWAITING_APPROVAL', 1, 0.5]);
      await bench.approve(id);
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 2, 1]);
      await request(2, 2_000);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['COMPLETED', 2, 0]);
      const { rows } = await sql<{ version: number }>`SELECT version FROM models.model_version
        WHERE model = ${model} AND stage = 'PRODUCTION'`.execute(bench.db);
      assert.deepEqual(rows, [{ version: 2 }]);
    });

    it('The rollout controller counts every request once, by its step, for any number of evaluations', async () => {
      const { id, request } = await bench.begin({ steps: [step(0.1), step(0.5), step(1, true)] });
      for (let look = 0; look < 5; look += 1) {
        await request(1, 180);
        await request(2, 20, { failed: 1 });
        await bench.evaluateAfter(2 * SECOND);
        await bench.controller.evaluate();
      }
      assert.deepEqual(await bench.tally(id, 1), { requests: 900, errors: 0, timed: 900, scored: 900 });
      assert.deepEqual(await bench.tally(id, 2), { requests: 100, errors: 5, timed: 100, scored: 95 });
    });

    it('The rollout controller takes an analysis a minute while there are no new requests', async () => {
      const { id, request } = await bench.begin();
      const analyses = async () => (await bench.history(id)).filter(({ type }) => type === 'ANALYSED').length;
      await request(1, 10);
      await bench.evaluateAfter(2 * SECOND);
      const taken = await analyses();
      await bench.evaluateAfter(2 * SECOND);
      assert.equal(await analyses(), taken);
      await bench.evaluateAfter(MINUTE);
      assert.equal(await analyses(), taken + 1);
    });

    it('The rollout controller waits with few requests, and forecasts the time until a verdict', async () => {
      const { id, request } = await bench.begin();
      await request(1, 27);
      await request(2, 3);
      await bench.evaluateAfter(24 * HOUR);
      const analysis = (await bench.history(id)).at(-1)?.analysis;
      assert.equal(analysis?.verdict, 'INCONCLUSIVE');
      const errors = analysis?.metrics.find(({ metric }) => metric === 'ERROR_RATE');
      assert.ok(errors?.needed && errors.neededDays, 'it says how many requests and days are needed');
      assert.ok(Math.abs(errors.neededDays - errors.needed / 3) < 0.001, 'at three requests a day');
    });

    it('The rollout controller merges timed steps that are overdue after downtime, but passes no approval', async () => {
      const { id, request } = await bench.begin({
        steps: [step(0.1), step(0.3, false, 0), step(0.5, false, 0), step(1, true)],
      });
      await request(1, 9_000);
      await request(2, 1_000);
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1]);
      await bench.evaluateAfter(24 * HOUR);
      assert.deepEqual(await bench.standing(id), ['AWAITING_APPROVAL', 2, 0.5]);
      assert.equal((await bench.history(id)).filter(({ step }) => step === 1).length, 0, 'one change, not two');
    });

    it('The rollout controller completes an IMMEDIATE rollout at the evaluation after its approval', async () => {
      const id = await bench.startRollout({ strategy: 'IMMEDIATE' }, bench.newModel());
      await bench.evaluateAfter(0);
      assert.deepEqual(await bench.standing(id), ['AWAITING_APPROVAL', -1, 0]);
      await bench.evaluateAfter(MINUTE);
      await bench.approve(id);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 1]);
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['COMPLETED', 0, 0]);
    });

    it('The rollout controller completes a SHADOW rollout by time and samples alone', async () => {
      const versions = [{ version: 2, role: 'SHADOW', weight: 1 }] as const;
      const { id, request } = await bench.begin({ strategy: 'SHADOW', versions, steps: [step(1)] });
      await request(1, 1_000);
      await request(2, 1_000, { role: 'SHADOW', failed: 900, latencyMs: 9_000 });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 1]);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['COMPLETED', 0, 0]);
    });
  });
});
