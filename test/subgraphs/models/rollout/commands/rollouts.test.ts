import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createLogger } from '../../../../../platform/logger.ts';
import { Rollouts } from '../../../../../subgraphs/models/rollout/commands/rollouts.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { BYTES, codeOf, ModelsBench, START } from '../../../../support/models/models-bench.ts';
import { RolloutBench } from '../../../../support/rollouts/rollout-bench.ts';

const HOUR_MS = 3_600_000;
const AT_ONCE = 'strategy: CANARY, replayRows: 0';

onEachDatabase((kind, open) => {
  describe(`rollouts on ${kind}`, () => {
    let bench: ModelsBench;
    let rollouts: RolloutBench;
    before(async () => {
      bench = await ModelsBench.open(open, { newSalt: () => 'pepper' });
      rollouts = new RolloutBench(bench);
    });
    after(() => bench.close());

    test('Rollouts begin with a challenger in STAGING, its traffic share, and a history', async () => {
      await rollouts.addModel('shown', 3);
      bench.now = START + HOUR_MS;
      const id = await rollouts.started('shown', 2, `${AT_ONCE}, shadowVersions: [{ version: 3, share: 0.5 }]`);
      const { data } = await bench.ask(`{ rollout(id: "${id}") {
        model strategy status step trafficShare requestedBy reason createdAt endedAt nextStepAt waitsFor analysis { verdict }
        champion { version aliases } challenger { version stage aliases }
        versions { role weight modelVersion { version stage } }
        history { edges { node { type by reason status step trafficShare } } } } }`);
      const { history, waitsFor, ...shown } = data.rollout;
      assert.deepEqual(shown, {
        model: 'shown',
        strategy: 'CANARY',
        status: 'RUNNING',
        step: 0,
        trafficShare: 0.1,
        requestedBy: 'ann',
        reason: 'try',
        createdAt: '2026-11-22T01:00:00.000Z',
        endedAt: null,
        nextStepAt: '2026-11-22T02:00:00.000Z',
        analysis: null,
        champion: { version: 1, aliases: ['CHAMPION'] },
        challenger: { version: 2, stage: 'STAGING', aliases: ['CHALLENGER'] },
        versions: [
          { role: 'CHALLENGER', weight: 1, modelVersion: { version: 2, stage: 'STAGING' } },
          { role: 'SHADOW', weight: 0.5, modelVersion: { version: 3, stage: 'NONE' } },
        ],
      });
      assert.match(waitsFor, /^Waits for 100 requests/);
      assert.deepEqual(
        history.edges.map(({ node }: { node: unknown }) => node),
        [
          { type: 'START', by: 'ann', reason: 'step 1 of 3 begins', status: 'RUNNING', step: 0, trafficShare: 0.1 },
          { type: 'CREATE', by: 'ann', reason: 'try', status: 'PENDING', step: -1, trafficShare: 0 },
        ],
      );
      assert.deepEqual(await live(bench.db, 'shown'), [
        '1 CHAMPION 0.9 pepper',
        '2 CHALLENGER 0.1 pepper',
        '3 SHADOW 0.5 pepper',
      ]);
    });

    test('Rollouts wait for their replay before the challenger scores a lead', async () => {
      await rollouts.addModel('replayed', 2);
      const { data } = await rollouts.start('replayed', 2, 'strategy: CANARY');
      assert.deepEqual([data.startRollout.rollout.status, data.startRollout.rollout.step], ['PENDING', -1]);
      assert.deepEqual(await live(bench.db, 'replayed'), ['1 CHAMPION 1 pepper', '2 CHALLENGER 0 pepper']);
    });

    test('Rollouts are paused, resumed, advanced, approved by another person, and end with a new champion', async () => {
      await rollouts.addModel('walked', 2);
      const id = await rollouts.started('walked', 2);
      assert.equal(await rollouts.act('pauseRollout', id), 'PAUSED 0');
      assert.equal(await rollouts.act('advanceRollout', id), 'ROLLOUT_ACTION_REFUSED');
      assert.equal(await rollouts.act('resumeRollout', id), 'RUNNING 0');
      assert.equal(await rollouts.act('resumeRollout', id), 'ROLLOUT_ACTION_REFUSED');
      assert.equal(await rollouts.act('approveRollout', id, 'bob'), 'ROLLOUT_ACTION_REFUSED');
      assert.equal(await rollouts.act('advanceRollout', id), 'RUNNING 1');
      assert.deepEqual(await rollouts.traffic('walked'), ['champion 1', 'challenger 2', 'share 0.5']);
      assert.equal(await rollouts.act('advanceRollout', id), 'AWAITING_APPROVAL 1');
      assert.equal(await rollouts.act('pauseRollout', id), 'ROLLOUT_ACTION_REFUSED');
      assert.equal(await rollouts.act('approveRollout', id), 'ROLLOUT_SELF_APPROVED');
      assert.equal(await rollouts.act('approveRollout', id, 'bob'), 'RUNNING 2');
      assert.deepEqual(await live(bench.db, 'walked'), ['1 CHAMPION 0 pepper', '2 CHALLENGER 1 pepper']);
      assert.equal(await rollouts.act('advanceRollout', id), 'COMPLETED 2');
      assert.deepEqual(await live(bench.db, 'walked'), ['2 CHAMPION 1 ']);
      assert.deepEqual(await rollouts.traffic('walked'), ['champion 2', 'challenger undefined', 'share undefined']);
      assert.equal(await rollouts.act('abortRollout', id), 'ROLLOUT_ACTION_REFUSED');
      assert.deepEqual(await rollouts.audited('APPROVE_ROLLOUT', 3), [
        'bob applied',
        'ann ROLLOUT_SELF_APPROVED',
        'bob ROLLOUT_ACTION_REFUSED',
      ]);
      assert.deepEqual(await rollouts.audited('ABORT_ROLLOUT', 1), ['ann ROLLOUT_ACTION_REFUSED']);
    });

    test('Rollouts are aborted: the champion answers every lead, and the next rollout may start', async () => {
      await rollouts.addModel('aborted', 2);
      const id = await rollouts.started('aborted', 2);
      bench.now += 1_000;
      assert.equal(await rollouts.act('abortRollout', id), 'ABORTED 0');
      const { data } = await bench.ask(
        `{ rollout(id: "${id}") { endedAt endReason waitsFor nextStepAt trafficShare } }`,
      );
      assert.deepEqual(data.rollout, {
        endedAt: new Date(bench.now).toISOString(),
        endReason: 'aborted by ann: because',
        waitsFor: null,
        nextStepAt: null,
        trafficShare: 0,
      });
      assert.deepEqual(await live(bench.db, 'aborted'), ['1 CHAMPION 1 ']);
      assert.deepEqual(await rollouts.traffic('aborted'), ['champion 1', 'challenger undefined', 'share undefined']);
      const again = await rollouts.started('aborted', 2);
      const list = await bench.ask(
        '{ model(name: "aborted") { rollouts { edges { node { id status } } } rollout { id } } }',
      );
      assert.deepEqual(list.data.model, {
        rollouts: { edges: [{ node: { id: again, status: 'RUNNING' } }, { node: { id, status: 'ABORTED' } }] },
        rollout: { id: again },
      });
    });

    test('Rollouts record their states before and after in the audit log', async () => {
      await rollouts.addModel('logged', 2);
      const id = await rollouts.started('logged', 2);
      await rollouts.act('pauseRollout', id);
      const { data } = await bench.ask(`{ auditEvents(filter: { model: "logged" }, first: 2) {
        edges { node { action version reason before after clientAddress } } } }`);
      const place = (status: string) => ({ id: Number(id), status, step: 0, trafficShare: 0.1 });
      const ground = { champion: 1, challenger: 2, stage: 'STAGING' };
      const before = { stage: 'NONE', champion: 1, challenger: null };
      const common = { version: 2, clientAddress: '192.0.2.7' };
      assert.deepEqual(
        data.auditEvents.edges.map(({ node }: { node: unknown }) => node),
        [
          {
            action: 'PAUSE_ROLLOUT',
            reason: 'because',
            before: { ...ground, rollout: place('RUNNING') },
            after: { ...ground, rollout: place('PAUSED') },
            ...common,
          },
          {
            action: 'START_ROLLOUT',
            reason: 'try',
            before,
            after: { ...ground, rollout: place('RUNNING') },
            ...common,
          },
        ],
      );
    });

    test('Rollouts with an invalid request are refused with a code, audited, and leave nothing', async () => {
      await rollouts.addModel('strict', 3);
      await rollouts.promote('strict', 2);
      await bench.change('archiveModelVersion', 'strict', 3);
      await bench.addVersions('headless', 1);
      const refused = async (code: string, model: string, version: number, given = AT_ONCE) => {
        assert.equal(codeOf(await rollouts.start(model, version, given)), code);
        assert.deepEqual(await rollouts.audited('START_ROLLOUT', 1), [`ann ${code}`]);
      };
      await refused('MODEL_NOT_FOUND', 'nobody', 1);
      await refused('NO_LIVE_MODEL', 'headless', 1);
      await refused('MODEL_VERSION_NOT_FOUND', 'strict', 9);
      await refused('MODEL_VERSION_NOT_FOUND', 'strict', 1, `${AT_ONCE}, shadowVersions: [{ version: 9 }]`);
      await refused('STAGE_TRANSITION_REFUSED', 'strict', 2);
      await refused('STAGE_TRANSITION_REFUSED', 'strict', 3);
      await refused('ROLLOUT_INVALID', 'strict', 1, 'strategy: AB_TEST, steps: [{ trafficShare: 1 }]');
      await refused('ROLLOUT_INVALID', 'strict', 1, `${AT_ONCE}, holdoutShare: 1`);
      await bench.addVersion('strict', 4, {});
      await sql`UPDATE models.artifact SET bytes = set_byte(bytes, 9, 255)`.execute(bench.db);
      await refused('ARTIFACT_CORRUPT', 'strict', 4);
      await sql`UPDATE models.artifact SET bytes = ${BYTES}`.execute(bench.db);
      const { data } =
        await bench.ask(`{ model(name: "strict") { rollouts { edges { node { id } } } challenger { version } }
        modelVersion(model: "strict", version: 4) { stage } }`);
      assert.deepEqual(data.model, { rollouts: { edges: [] }, challenger: null });
      assert.equal(data.modelVersion.stage, 'NONE');
    });

    test('Rollouts that do not exist are refused, and the attempt is audited', async () => {
      for (const id of ['999999', 'x', '']) {
        assert.equal(await rollouts.act('pauseRollout', id), 'ROLLOUT_NOT_FOUND');
        assert.deepEqual(await rollouts.audited('PAUSE_ROLLOUT', 1), ['ann ROLLOUT_NOT_FOUND']);
        assert.deepEqual((await bench.ask(`{ rollout(id: "${id}") { id } }`)).data, { rollout: null });
      }
      const blank = await bench.ask('mutation { abortRollout(id: "1", reason: " ") { rollout { id } } }');
      assert.equal(codeOf(blank), 'VALIDATION_FAILED');
    });

    test('Rollouts start once, also with concurrent requests on two replicas', async () => {
      await rollouts.addModel('raced', 2);
      const replica = await bench.openAgain();
      const racers = [bench.models.rollouts];
      const options = { log: createLogger('silent'), clock: () => bench.now, newSalt: () => 'other' };
      if (replica) racers.push(new Rollouts({ database: replica, ...options }));
      const request = { model: 'raced', version: 2, strategy: 'CANARY' } as const;
      const race = Array.from({ length: 20 }, (_, at) =>
        racers[at % racers.length]?.start(request, { by: `racer-${at}`, reason: 'race' }),
      );
      const outcomes = (await Promise.allSettled(race)).map((each) =>
        each.status === 'rejected' ? each.reason.code : 'started',
      );
      await replica?.close();
      assert.deepEqual(outcomes.sort(), [...Array(19).fill('ROLLOUT_IN_PROGRESS'), 'started']);
      const { data } = await bench.ask('{ model(name: "raced") { rollouts { edges { node { status } } } } }');
      assert.deepEqual(data.model.rollouts.edges, [{ node: { status: 'PENDING' } }]);
    });

    test('Rollouts to one of the last champions skip steps, approval and replay, and keep evidence', async () => {
      await rollouts.addModel('returned', 3);
      await rollouts.promote('returned', 2, 3);
      const { data } = await rollouts.start('returned', 1, 'strategy: CANARY');
      const { id, ...place } = data.startRollout.rollout;
      assert.deepEqual(place, { status: 'RUNNING', step: 0, trafficShare: 1, endReason: null });
      assert.deepEqual(await live(bench.db, 'returned'), ['1 CHALLENGER 1 pepper', '3 CHAMPION 0 pepper']);
      assert.equal(await rollouts.act('advanceRollout', id), 'COMPLETED 0');
      const { data: after } = await bench.ask(
        '{ model(name: "returned") { champion { version } history(first: 1) { action } } }',
      );
      assert.deepEqual(after.model, { champion: { version: 1 }, history: [{ action: 'ROLL_BACK' }] });
    });
  });
});

/** The live deployment: version, role, share and salt. */
async function live(db: Kysely<never>, model: string): Promise<string[]> {
  const { rows } = await sql<{ version: number; role: string; traffic_share: number; salt: string }>`
    SELECT version, role, traffic_share, salt FROM models.live_deployment WHERE model = ${model} ORDER BY version`.execute(
    db,
  );
  return rows.map(({ version, role, traffic_share, salt }) => `${version} ${role} ${traffic_share} ${salt}`);
}
