import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_GUARDRAILS } from '../../../../../subgraphs/models/rollout/rules/verdict/guardrails.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { demoModel, slowModel } from '../../../../support/models/rollout-models.ts';
import { failedMetrics, stepsOf } from '../../../../support/rollouts/rollout-findings.ts';
import { RolloutWorld } from '../../../../support/rollouts/rollout-world.ts';

// 150 to 800 ms a run, where the champion's requests take about 10: neither a busy nor a fast machine can hide it
const TURNS = 60_000;
// above what the champion takes on a busy machine: a limit that it breaches as well holds the rollout
const WIRE_TURNS = 6 * TURNS;
const WIRE_MS = 500;
const MINUTE = 60_000;

onEachDatabase((kind, open) => {
  describe(`a challenger whose p95 has more than doubled, on ${kind}`, () => {
    let world: RolloutWorld;
    before(async () => {
      world = await RolloutWorld.open(open, 6);
      // what the champion takes is measured on the requests before the rollout
      await world.serve(300);
    });
    after(() => world.close());

    it('A challenger whose p95 has more than doubled is rolled back for its latency', async () => {
      const version = await world.add(slowModel(await demoModel(1), TURNS));
      const tripWires = { consecutiveFailures: 5, p95Ms: 60_000 };
      const steps = stepsOf([0.5, 1], 60 * MINUTE);
      const id = await world.start({ version, strategy: 'CANARY', steps, tripWires });
      const { state, end_reason } = await world.play(id, {
        evaluations: 40,
        evaluateEveryMs: MINUTE,
        leadsPerEvaluation: 32,
      });
      assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
      assert.deepEqual(failedMetrics(await world.events(id)), ['LATENCY_P95']);
    });

    it('A challenger whose p95 has more than doubled trips the trip-wire at the absolute limit', async () => {
      const version = await world.add(slowModel(await demoModel(1), WIRE_TURNS));
      const tripWires = { consecutiveFailures: 5, p95Ms: WIRE_MS };
      const steps = stepsOf([0.5, 1], 60 * MINUTE);
      const guardrails = DEFAULT_GUARDRAILS.filter(({ metric }) => metric !== 'LATENCY_P95');
      const id = await world.start({ version, strategy: 'CANARY', steps, guardrails, tripWires });
      const { state, end_reason } = await world.play(id, {
        evaluations: 40,
        evaluateEveryMs: MINUTE,
        leadsPerEvaluation: 32,
      });
      assert.equal(state.status, 'ROLLED_BACK', end_reason ?? 'it goes on');
      assert.match(end_reason ?? '', /found \d+ of \d+ requests over 500 ms/);
    });
  });
});
