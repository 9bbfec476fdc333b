import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../../support/rollouts/controller-bench.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

onEachDatabase((kind, open) => {
  describe(`results of rollouts, on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(() => bench.close());

    const ask = async (id: number, fields: string) => {
      const { data, errors } = await bench.models.ask(`{ rollout(id: "${id}") { ${fields} } }`);
      assert.deepEqual(errors, undefined);
      return data.rollout;
    };

    const AB_TEST = `abTest { validity verdict multipleExposure neededControl neededTreatment
      arms { modelVersion { version } weight exposed matured converted verdict difference { estimate lower upper } } }`;

    it('The result of an A/B test has its arms, on matured leads, and the needed sample sizes', async () => {
      const { id } = await bench.begin({ strategy: 'AB_TEST', steps: [step(0.5)], minimumEffect: 0.02 });
      bench.models.now += HOUR;
      await bench.expose(id, 1, { count: 1_000, converted: 100, lost: 700 });
      await bench.expose(id, 2, { count: 1_000, converted: 250, lost: 0 });
      const young = (await ask(id, AB_TEST)).abTest;
      assert.deepEqual(
        young.arms.map(({ exposed, matured, converted }: Record<string, number>) => [exposed, matured, converted]),
        [
          [1_000, 800, 100],
          [1_000, 250, 250],
        ],
      );
      assert.deepEqual(
        [young.neededControl, young.neededTreatment],
        [4_582, 4_582],
        'from 12.5 % to 14.5 %, after Fleiss',
      );
      bench.models.now += 90 * DAY;
      const { validity, verdict, arms } = (await ask(id, AB_TEST)).abTest;
      assert.deepEqual([validity, verdict], ['VALID', 'SUCCESS']);
      const [control, treatment] = arms;
      assert.deepEqual([control.modelVersion.version, control.verdict, control.difference], [1, null, null]);
      assert.deepEqual([treatment.modelVersion.version, treatment.matured, treatment.verdict], [2, 1_000, 'SUCCESS']);
      assert.ok(Math.abs(treatment.difference.estimate - 0.15) < 1e-12);
      assert.ok(treatment.difference.lower > 0.05 && treatment.difference.upper < 0.25);
    });

    it('A completed A/B test counts as evidence for a promotion', async () => {
      const { id, model, request } = await bench.begin({ strategy: 'AB_TEST', steps: [step(0.5, false, 10)] });
      await bench.expose(id, 1, { count: 1_000, converted: 100, lost: 900 });
      await bench.expose(id, 2, { count: 1_000, converted: 250, lost: 750 });
      await request(2, 10);
      await bench.evaluateAfter(HOUR);
      assert.equal((await bench.rollout(id)).state.status, 'COMPLETED');
      const gates = await bench.models.models.registry.promotions.judge({ model, version: 2 });
      const gain = gates.find(({ gate }) => gate === 'AUC_GAIN');
      assert.equal(gain?.verdict, 'PASSED');
      assert.match(gain?.found ?? '', /^A\/B test \d+: conversion 15.0 points higher \(surely/);
    });

    it('Leads of an A/B test count in their first arm, without outcomes or exposures from before it began', async () => {
      const model = bench.newModel();
      const id = await bench.startRollout({ strategy: 'AB_TEST', steps: [step(0.5)] }, model);
      await bench.expose(id, 1, { count: 10 });
      await bench.evaluateAfter(HOUR);
      await bench.expose(id, 1, { count: 20, lost: 20 });
      const outcomesAt = bench.models.now;
      bench.models.now += HOUR;
      // the challenger also scores all leads of the champion
      await sql`INSERT INTO scores.exposure SELECT rollout, lead_id, 2, held_out, ${bench.models.now}
        FROM scores.exposure WHERE rollout = ${id}`.execute(bench.db);
      await bench.expose(id, 2, { count: 30, lost: 30 });
      await sql`UPDATE leads.outcome SET occurred_at = ${outcomesAt} WHERE lead_id IN
        (SELECT lead_id FROM scores.exposure WHERE rollout = ${id} GROUP BY lead_id HAVING min(version) = 2)
        `.execute(bench.db);
      const { arms, multipleExposure, validity, verdict } = (await ask(id, AB_TEST)).abTest;
      assert.deepEqual(
        arms.map(({ exposed }: { exposed: number }) => exposed),
        [20, 0],
        'ten met it while it was PENDING, thirty were lost before they met it',
      );
      assert.deepEqual([multipleExposure, validity, verdict], [1, 'SAMPLE_RATIO_MISMATCH', 'INCONCLUSIVE']);
    });

    it('Leads of an A/B test count once, in the arm of their first exposure, in whatever order exposures are stored', async () => {
      const { id } = await bench.begin({ strategy: 'AB_TEST', steps: [step(0.5)] });
      bench.models.now += HOUR;
      await bench.expose(id, 1, { count: 10 });
      await sql`INSERT INTO scores.exposure SELECT rollout, lead_id, 2, held_out, exposed_at - 60000
        FROM scores.exposure WHERE rollout = ${id}`.execute(bench.db);
      const { arms, multipleExposure } = (await ask(id, AB_TEST)).abTest;
      assert.deepEqual(
        arms.map(({ exposed }: { exposed: number }) => exposed),
        [0, 10],
      );
      assert.equal(multipleExposure, 1);
    });

    it('The effect of the holdout is measured on leads with hidden scores', async () => {
      const { id } = await bench.begin({ holdoutShare: 0.1 });
      await bench.expose(id, 1, { count: 1_000, converted: 100, lost: 900, heldOut: true });
      await bench.expose(id, 1, { count: 9_000, converted: 1_800, lost: 7_200 });
      const counts = 'exposed matured converted';
      const { holdout, abTest } = await ask(
        id,
        `holdout { hidden { ${counts} } shown { ${counts} }
        effect { estimate lower } } abTest { validity }`,
      );
      assert.equal(abTest, null);
      assert.deepEqual(holdout.hidden, { exposed: 1_000, matured: 1_000, converted: 100 });
      assert.deepEqual(holdout.shown, { exposed: 9_000, matured: 9_000, converted: 1_800 });
      assert.ok(Math.abs(holdout.effect.estimate - 0.1) < 1e-12);
      assert.ok(holdout.effect.lower > 0);
    });

    it('The report of a shadow compares it with the version that answered, request by request', async () => {
      const versions = [{ version: 2, role: 'SHADOW', weight: 1 }] as const;
      const { id, request } = await bench.begin({ strategy: 'SHADOW', versions });
      await request(1, 100);
      await request(2, 100, { role: 'SHADOW', power: 2, latencyMs: 3, failed: 0 });
      await sql`UPDATE scores.prediction SET request_id = 'request-' || lead_id WHERE rollout = ${id}`.execute(
        bench.db,
      );
      await sql`INSERT INTO scores.failure (model, version, role, rollout, lead_id, request_id, code, failed_at, latency_ms)
        SELECT model, 2, 'SHADOW', rollout, lead_id, request_id, 'INFERENCE_FAILED', scored_at, 9
        FROM scores.prediction WHERE rollout = ${id} AND role = 'SHADOW' AND lead_id IN ('lead-1', 'lead-2')
        `.execute(bench.db);
      await sql`DELETE FROM scores.prediction WHERE rollout = ${id} AND role = 'SHADOW'
        AND lead_id IN ('lead-1', 'lead-2')`.execute(bench.db);
      await sql`INSERT INTO scores.shadow_drop VALUES (${id}, 2, 7)`.execute(bench.db);
      const { shadowReport } = await ask(
        id,
        `shadowReport(version: 2) { count errors dropped matured spearman
        topDecileOverlap meanAbsoluteDifference champion { latencyP50Ms } shadow { latencyP50Ms auc } }`,
      );
      const { meanAbsoluteDifference, spearman, ...rest } = shadowReport;
      assert.deepEqual(rest, {
        count: 98,
        errors: 2,
        dropped: 7,
        matured: 0,
        topDecileOverlap: 1,
        champion: { latencyP50Ms: 1 },
        shadow: { latencyP50Ms: 3, auc: null },
      });
      assert.ok(Math.abs(spearman - 1) < 1e-9, 'squares keep the order');
      assert.ok(Math.abs(meanAbsoluteDifference - 1 / 6) < 0.01, 'the mean of p − p² over 0–1');
      assert.equal((await ask(id, 'shadowReport(version: 1) { count }')).shadowReport, null);
    });
  });
});
