import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { createMonitoring, type Monitoring } from '../../../../subgraphs/monitoring/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codeOf } from '../../../support/models/models-bench.ts';
import { ControllerBench } from '../../../support/rollouts/controller-bench.ts';
import { RolloutBench } from '../../../support/rollouts/rollout-bench.ts';

const MINUTE = 60_000;
const STEPS =
  'steps: [{ trafficShare: 0.01, holdSeconds: 60, minimumSamples: 10 }, { trafficShare: 1, minimumSamples: 10 }]';
const STATED = `strategy: CANARY, replayRows: 0, ${STEPS}`;

onEachDatabase((kind, open) => {
  describe(`a champion that was withdrawn, on ${kind}`, () => {
    let bench: ControllerBench;
    let rollouts: RolloutBench;
    let monitoring: Monitoring;
    before(async () => {
      bench = await ControllerBench.open(open);
      rollouts = new RolloutBench(bench.models);
      const { database } = bench.models;
      monitoring = await createMonitoring({ database, log: createLogger('silent'), clock: () => bench.models.now });
    });
    after(async () => {
      await monitoring.close();
      await bench.close();
    });

    const back = async (model: string, given = ''): Promise<string> => {
      const answer = await bench.models.ask(
        `mutation { rollbackModel(model: "${model}"${given}, reason: "bad") { version } }`,
      );
      return answer.data?.rollbackModel ? `champion ${answer.data.rollbackModel.version}` : `${codeOf(answer)}`;
    };
    const backTo = async (model: string, version: number): Promise<string> => {
      bench.models.scopes = ['models:promote', 'models:approve'];
      const answer = await back(model, `, toVersion: ${version}`);
      bench.models.scopes = [];
      return answer;
    };
    const championOf = async (model: string) => (await rollouts.traffic(model))[0];
    const ends = async (model: string): Promise<string[]> => {
      const { data } = await bench.models.ask(
        `{ model(name: "${model}") { history(first: 50) { version action reignEnd } } }`,
      );
      const changes: { version: number; action: string; reignEnd: string | null }[] = data.model.history;
      return changes
        .filter(({ action }) => action === 'REPLACE')
        .map(({ version, reignEnd }) => `${version} ${reignEnd}`)
        .reverse();
    };
    const alertOf = async (model: string, value: number) => {
      for (let i = 0; i < 5; i++) {
        bench.models.now += 1_000;
        await monitoring.signals.observe([{ metric: 'ERROR_RATE', model, value, at: bench.models.now, evidence: {} }]);
      }
    };
    /** Status, step and share of the latest rollout. */
    const latest = async (model: string): Promise<readonly unknown[]> => {
      const { data } = await bench.models.ask(
        `{ model(name: "${model}") { rollouts(first: 1) { edges { node { status step trafficShare } } } } }`,
      );
      const [edge] = data.model.rollouts.edges;
      return [edge.node.status, edge.node.step, edge.node.trafficShare];
    };
    const killed = async (model: string): Promise<void> => {
      await rollouts.addModel(model, 4);
      await rollouts.promote(model, 2);
      assert.equal(await back(model), 'champion 1');
    };

    it('A champion that was withdrawn takes every stated step of a canary again', async () => {
      await killed('stepped');
      const id = await rollouts.started('stepped', 2, STATED);
      assert.deepEqual(await latest('stepped'), ['RUNNING', 0, 0.01]);
      await bench.evaluateAfter(2_000);
      await bench.evaluateAfter(2_000);
      assert.deepEqual(await latest('stepped'), ['RUNNING', 0, 0.01]);
      assert.equal(await championOf('stepped'), 'champion 1');
      assert.equal(await rollouts.act('advanceRollout', id), 'AWAITING_APPROVAL 0');
      assert.equal(await rollouts.act('approveRollout', id), 'ROLLOUT_SELF_APPROVED');
      assert.equal(await rollouts.act('approveRollout', id, 'bob'), 'RUNNING 1');
      assert.equal(await rollouts.act('advanceRollout', id), 'COMPLETED 1');
      assert.equal(await championOf('stepped'), 'champion 2');
      assert.deepEqual(await ends('stepped'), ['1 SUPERSEDED', '2 KILL_SWITCH', '1 SUPERSEDED']);
      assert.equal(await back('stepped'), 'champion 1');
    });

    for (const strategy of ['CANARY', 'IMMEDIATE'])
      it(`A champion that was withdrawn skips nothing with default steps of ${strategy}, from the archive or from STAGING`, async () => {
        const model = `default-${strategy}`;
        await killed(model);
        for (const stage of ['ARCHIVED', 'STAGING']) {
          if (stage === 'STAGING') await bench.models.change('stageModelVersion', model, 2);
          await rollouts.started(model, 2, `strategy: ${strategy}, replayRows: 0`);
          await bench.evaluateAfter(2_000);
          assert.deepEqual(
            await latest(model),
            strategy === 'CANARY' ? ['RUNNING', 0, 0.1] : ['AWAITING_APPROVAL', -1, 0],
          );
          assert.equal(await championOf(model), 'champion 1');
          assert.equal(await back(model), 'champion 1');
        }
      });

    it('A champion that was withdrawn is skipped by the kill switch, and refused as the target of a rollback', async () => {
      await rollouts.addModel('passed', 4);
      await rollouts.promote('passed', 2, 3);
      assert.equal(await back('passed'), 'champion 2');
      await rollouts.promote('passed', 4);
      assert.equal(await backTo('passed', 3), 'STAGE_TRANSITION_REFUSED');
      assert.equal(await backTo('passed', 1), 'champion 1');
      assert.deepEqual((await ends('passed')).slice(2), ['3 KILL_SWITCH', '2 SUPERSEDED', '4 ROLLBACK']);
      assert.equal(await backTo('passed', 4), 'STAGE_TRANSITION_REFUSED');
      assert.equal(await back('passed'), 'STAGE_TRANSITION_REFUSED');
    });

    it('A champion that was withdrawn is one whose reign ended while an alert about it was CRITICAL', async () => {
      await rollouts.addModel('alerted', 3);
      await rollouts.promote('alerted', 2);
      await alertOf('alerted', 0.5);
      await rollouts.promote('alerted', 3);
      assert.deepEqual(await ends('alerted'), ['1 SUPERSEDED', '2 CRITICAL_ALERT']);
      await rollouts.started('alerted', 2, 'strategy: IMMEDIATE, replayRows: 0');
      assert.deepEqual(await latest('alerted'), ['AWAITING_APPROVAL', -1, 0]);
      assert.equal(await back('alerted'), 'champion 1');
    });

    it('A champion under an alert about another version, a rollout, or less than CRITICAL is not withdrawn', async () => {
      await rollouts.addModel('calm', 3);
      const about = (metric: 'FEATURE_DRIFT' | 'SCORE_DRIFT' | 'ROLLOUT', version: number, value: number) =>
        monitoring.signals.observe([
          { metric, model: 'calm', feature: 'age', version, value, at: bench.models.now, evidence: {} },
        ]);
      await about('FEATURE_DRIFT', 2, 2);
      await about('SCORE_DRIFT', 1, 1);
      await about('ROLLOUT', 1, 3);
      await rollouts.promote('calm', 2);
      assert.deepEqual(await ends('calm'), ['1 SUPERSEDED']);
      await rollouts.promote('calm', 3);
      assert.deepEqual(await ends('calm'), ['1 SUPERSEDED', '2 CRITICAL_ALERT']);
    });

    it('A champion that was withdrawn cannot be restored without the scope of approvals', async () => {
      await rollouts.addModel('scoped', 2);
      await rollouts.promote('scoped', 2);
      bench.models.scopes = ['models:promote'];
      assert.equal(await back('scoped', ', toVersion: 1'), 'FORBIDDEN');
      bench.models.scopes = [];
      assert.equal(await championOf('scoped'), 'champion 2');
      assert.equal(await backTo('scoped', 2), 'STAGE_TRANSITION_REFUSED', 'the champion itself');
      assert.equal(await backTo('scoped', 1), 'champion 1');
    });

    it('A version that never was champion cannot become one by a rollback', async () => {
      await rollouts.addModel('never', 3);
      await rollouts.promote('never', 2);
      assert.equal(await backTo('never', 3), 'STAGE_TRANSITION_REFUSED');
      assert.equal(await backTo('never', 9), 'MODEL_VERSION_NOT_FOUND');
      await rollouts.started('never', 3, STATED);
      assert.equal(await backTo('never', 1), 'champion 1');
      assert.deepEqual(await latest('never'), ['ROLLED_BACK', 0, 0]);
    });

    it('A champion in good standing still takes the steps, the replay and the approval that are stated', async () => {
      await rollouts.addModel('proven', 3);
      await rollouts.promote('proven', 2);
      const abort = async (id: string) => rollouts.act('abortRollout', id);
      const stated = await rollouts.started('proven', 1, STATED);
      assert.deepEqual(await latest('proven'), ['RUNNING', 0, 0.01]);
      await abort(stated);
      const replayed = await rollouts.started('proven', 1, 'strategy: CANARY, replayRows: 20');
      assert.deepEqual(await latest('proven'), ['PENDING', -1, 0]);
      await abort(replayed);
      await bench.models.ask(
        'mutation { setPromotionPolicy(model: "proven", policy: { gates: [APPROVAL] }, reason: "two") { gates } }',
      );
      const id = await rollouts.started('proven', 1, 'strategy: IMMEDIATE');
      assert.deepEqual(await latest('proven'), ['AWAITING_APPROVAL', -1, 0]);
      assert.equal(await rollouts.act('approveRollout', id), 'ROLLOUT_SELF_APPROVED');
      assert.equal(await rollouts.act('approveRollout', id, 'bob'), 'RUNNING 0');
      await bench.evaluateAfter(2_000);
      assert.equal(await championOf('proven'), 'champion 1');
      assert.deepEqual(await ends('proven'), ['1 SUPERSEDED', '2 ROLLBACK']);
    });

    it('A champion in good standing takes its steps again once a rollout of it was rolled back, and not after an aborted one', async () => {
      await rollouts.addModel('failed', 3);
      await rollouts.promote('failed', 2, 3);
      const given = 'strategy: CANARY';
      await rollouts.act('abortRollout', await rollouts.started('failed', 1, given));
      const id = await rollouts.started('failed', 1, given);
      assert.deepEqual(await latest('failed'), ['RUNNING', 0, 1]);
      await bench.request({ version: 1, role: 'CHALLENGER', count: 5, failed: 5, rollout: Number(id) }, 'failed');
      await bench.evaluateAfter(2_000);
      assert.deepEqual(await latest('failed'), ['ROLLED_BACK', 0, 0]);
      await rollouts.started('failed', 1, `${given}, replayRows: 0`);
      assert.deepEqual(await latest('failed'), ['RUNNING', 0, 0.1]);
    });

    it('A champion that was archived by hand is not restored', async () => {
      await rollouts.addModel('retired', 3);
      await rollouts.promote('retired', 2, 3);
      await bench.models.change('stageModelVersion', 'retired', 2);
      await bench.models.change('archiveModelVersion', 'retired', 2);
      assert.equal(codeOf(await rollouts.start('retired', 2)), 'STAGE_TRANSITION_REFUSED');
      assert.equal(await back('retired'), 'champion 1');
    });

    it('The kill switch skips champions whose file is damaged, and ends the rollout in any case', async () => {
      await rollouts.addModel('damaged', 3);
      await rollouts.promote('damaged', 2, 3);
      const broken = async (version: number) =>
        sql`UPDATE models.model_version SET digest = ${'0'.repeat(63) + version} WHERE model = 'damaged'
          AND version = ${version}`.execute(bench.db);
      for (const version of [1, 2])
        await sql`INSERT INTO models.artifact (digest, bytes, size_bytes)
          VALUES (${'0'.repeat(63) + version}, '\\x00', 1)`.execute(bench.db);
      await broken(2);
      assert.equal(await back('damaged'), 'champion 1');
      await bench.models.change('stageModelVersion', 'damaged', 3);
      await rollouts.promote('damaged', 3);
      await broken(1);
      const id = await rollouts.started('damaged', 2).catch(() => undefined);
      assert.equal(id, undefined, 'a damaged challenger is not admitted');
      assert.equal(await back('damaged'), 'STAGE_TRANSITION_REFUSED');
      await bench.models.addVersion('damaged', 4, {});
      await rollouts.started('damaged', 4);
      assert.equal(await back('damaged'), 'champion 3');
      assert.deepEqual(await latest('damaged'), ['ROLLED_BACK', 0, 0]);
    });

    it('A champion from before ends were recorded is known by the rollback that followed', async () => {
      await rollouts.addModel('older', 4);
      const move = (version: number, action: string, to: string) =>
        sql`INSERT INTO models.stage_change (model, version, action, from_stage, to_stage, at, by, reason)
          VALUES ('older', ${version}, ${action}, NULL, ${to}, ${bench.models.now}, 'ann', 'of old')`.execute(bench.db);
      // 2 replaced 1, was rolled back to 1, which 3 replaced
      for (const [out, next, action] of [
        [1, 2, 'PROMOTE'],
        [2, 1, 'ROLL_BACK'],
        [1, 3, 'PROMOTE'],
      ] as const) {
        await move(out, 'REPLACE', 'ARCHIVED');
        await move(next, action, 'PRODUCTION');
      }
      await bench.db.transaction().execute(async (trx) => {
        await sql`UPDATE models.model_version SET stage = 'ARCHIVED' WHERE model = 'older' AND version < 3`.execute(
          trx,
        );
        await sql`UPDATE models.model_version SET stage = 'PRODUCTION' WHERE model = 'older' AND version = 3`.execute(
          trx,
        );
      });
      assert.equal(await backTo('older', 2), 'STAGE_TRANSITION_REFUSED');
      // alerts in the reign of 1 are unknown: it takes its steps, but the kill switch may return to it
      const id = await rollouts.started('older', 1, 'strategy: IMMEDIATE, replayRows: 0');
      assert.deepEqual(await latest('older'), ['AWAITING_APPROVAL', -1, 0]);
      await rollouts.act('abortRollout', id);
      bench.models.now += MINUTE;
      assert.equal(await back('older'), 'champion 1');
    });
  });
});
