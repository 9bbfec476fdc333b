import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { listEvents } from '../../../../subgraphs/models/audit/audit-store.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

onEachDatabase((kind, open) => {
  describe(`the rollback of a rollout by its evidence on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(() => bench.close());

    it('A rollout whose challenger fails too often ends at the next evaluation', async () => {
      const { id, model, request } = await bench.begin();
      await request(1, 4_500, { failed: 5 });
      await request(2, 500, { failed: 40 });
      await bench.evaluateAfter(2 * SECOND);
      const { reason, ...ended } = await bench.ending(id);
      assert.deepEqual(ended, { status: 'ROLLED_BACK', share: 0, severity: 'CRITICAL', metric: 'ERROR_RATE' });
      assert.match(
        reason ?? '',
        /^Error rate: found 8.0 % in 500 requests .* limit 2.0 %, champion 0.1 %: too high\.$/,
      );
      const [audited] = await listEvents(bench.db, { model }, 1, null);
      assert.equal(audited?.action, 'FAIL_ROLLOUT');
      assert.equal(audited?.actor, 'rollout-controller');
      assert.equal(audited?.reason, reason);
    });

    it('A rollout whose challenger is too slow ends', async () => {
      const { id, request } = await bench.begin();
      await request(1, 4_500);
      await request(2, 450);
      await request(2, 50, { latencyMs: 2 });
      await bench.evaluateAfter(2 * SECOND);
      const { reason, ...ended } = await bench.ending(id);
      assert.deepEqual(ended, { status: 'ROLLED_BACK', share: 0, severity: 'CRITICAL', metric: 'LATENCY_P95' });
      assert.match(reason, /found 10.0 % in 500 requests/);
    });

    it('A rollout whose challenger has other scores ends', async () => {
      const { id, request } = await bench.begin();
      await request(1, 4_500);
      await request(2, 500, { power: 3 });
      await bench.evaluateAfter(2 * SECOND);
      const { reason, ...ended } = await bench.ending(id);
      assert.deepEqual(ended, { status: 'ROLLED_BACK', share: 0, severity: 'CRITICAL', metric: 'SCORE_PSI' });
      assert.match(reason, /^PSI of scores: found .* in 500 scores/);
    });

    it('A rollout whose challenger converts worse ends, although outcomes come late and some never', async () => {
      const guardrails = [{ metric: 'CONVERSION', limit: 0.1, holds: false }] as const;
      const { id, request } = await bench.begin({ guardrails, steps: [step(0.5), step(1, true)] });
      await request(1, 10);
      await request(2, 10);
      await bench.expose(id, 1, { count: 2_000, converted: 600, lost: 400 });
      await bench.expose(id, 2, { count: 2_000, converted: 100, lost: 0 });
      await bench.evaluateAfter(MINUTE);
      const early = (await bench.history(id)).at(-1)?.analysis?.metrics[0];
      assert.deepEqual([early?.verdict, early?.samples], ['SUCCESS', 100], 'only 100 leads of the challenger matured');
      await bench.evaluateAfter(90 * 24 * HOUR);
      const { reason, ...ended } = await bench.ending(id);
      assert.deepEqual(ended, { status: 'ROLLED_BACK', share: 0, severity: 'CRITICAL', metric: 'CONVERSION' });
      assert.match(reason, /^Change of conversion: found -83.3 % in 2000 matured leads/);
    });

    it('A rollout ends at once after consecutive failures, which a success resets', async () => {
      const { id, request } = await bench.begin({ guardrails: [] });
      await request(2, 4, { failed: 4 });
      await bench.evaluateAfter(2 * SECOND);
      await request(2, 1);
      await bench.evaluateAfter(2 * SECOND);
      await request(2, 4, { failed: 4 });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1]);
      await request(2, 1, { failed: 1 });
      await bench.evaluateAfter(2 * SECOND);
      const { status, reason, severity } = await bench.ending(id);
      assert.deepEqual([status, severity], ['ROLLED_BACK', 'CRITICAL']);
      assert.equal(reason, 'version 2 tripped CONSECUTIVE_FAILURES: found 5 failures in a row, limit 5');
    });

    it('A rollout ends at once when half of the requests exceed the absolute latency limit', async () => {
      const { id, request } = await bench.begin({ guardrails: [] });
      await request(2, 20, { latencyMs: 501 });
      await request(2, 20);
      await bench.evaluateAfter(2 * SECOND);
      assert.match((await bench.ending(id)).reason, /tripped P95: found 20 of 40 requests over 500 ms/);
    });

    it('A rollout that is paused or waits for an approval still ends by its evidence', async () => {
      const { id, request } = await bench.begin();
      await bench.models.models.rollouts.pause(String(id), { by: 'ann', reason: 'lunch' });
      await request(2, 5, { failed: 5 });
      await bench.evaluateAfter(2 * SECOND);
      assert.equal((await bench.ending(id)).status, 'ROLLED_BACK');
    });

    it('A rollout whose promotion is refused ends, instead of retrying forever', async () => {
      const steps = [step(1, true, 10)];
      const guardrails = [{ metric: 'ERROR_RATE', limit: 0.5, holds: true }] as const;
      const model = bench.newModel();
      const id = await bench.startRollout({ steps, guardrails }, model);
      await bench.evaluateAfter(0);
      await bench.approve(id);
      await bench.request({ version: 2, count: 1_000, rollout: id }, model);
      await bench.evaluateAfter(2 * SECOND);
      await sql`UPDATE models.artifact SET bytes = bytes || '\\x00'::bytea`.execute(bench.db);
      await bench.evaluateAfter(HOUR);
      await sql`UPDATE models.artifact SET bytes = substring(bytes FOR length(bytes) - 1)`.execute(bench.db);
      const { status, share, severity, reason } = await bench.ending(id);
      assert.deepEqual([status, share, severity], ['ROLLED_BACK', 0, 'CRITICAL']);
      assert.match(reason, /^the promotion was refused: .*found no intact artifact/);
      const audited = await listEvents(bench.db, { model }, 2, null);
      assert.deepEqual(
        audited.map(({ action, outcome }) => [action, outcome]),
        [
          ['FAIL_ROLLOUT', 'APPLIED'],
          ['STEP_ROLLOUT', 'REFUSED'],
        ],
      );
    });

    it('An A/B test completes by time and samples, and ends when the treatment converts worse', async () => {
      const steps = [step(0.5)];
      const undecided = await bench.begin({ strategy: 'AB_TEST', steps });
      await undecided.request(1, 100);
      await undecided.request(2, 100);
      await bench.evaluateAfter(HOUR);
      assert.equal((await bench.rollout(undecided.id)).state.status, 'COMPLETED');
      const worse = await bench.begin({ strategy: 'AB_TEST', steps, guardrails: [] });
      await worse.request(1, 10);
      await worse.request(2, 10);
      await bench.expose(worse.id, 1, { count: 1_000, converted: 300, lost: 700 });
      await bench.expose(worse.id, 2, { count: 1_000, converted: 100, lost: 900 });
      await bench.evaluateAfter(MINUTE);
      const { status, reason } = await bench.ending(worse.id);
      assert.equal(status, 'ROLLED_BACK');
      assert.match(reason, /A\/B test: FAILURE, conversion against the champion: version 2 -20.0 points/);
    });

    it('A rollout of several challengers judges each, and the worst decides', async () => {
      const versions = [
        { version: 2, role: 'CHALLENGER', weight: 0.5 },
        { version: 3, role: 'CHALLENGER', weight: 0.5 },
      ] as const;
      const { id, request } = await bench.begin({ strategy: 'AB_TEST', versions, steps: [step(0.5)] });
      await request(1, 1_000);
      await request(2, 500);
      await request(3, 500, { failed: 60 });
      await bench.evaluateAfter(2 * SECOND);
      assert.match((await bench.ending(id)).reason, /^Version 3: Error rate: found 12.0 % in 500 requests/);
    });
  });
});
