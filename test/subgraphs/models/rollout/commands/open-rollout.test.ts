import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { codeOf, ModelsBench } from '../../../../support/models/models-bench.ts';
import { RolloutBench } from '../../../../support/rollouts/rollout-bench.ts';

const AT_ONCE = 'strategy: CANARY, replayRows: 0';

onEachDatabase((kind, open) => {
  describe(`while a rollout is open, on ${kind}`, () => {
    let bench: ModelsBench;
    let rollouts: RolloutBench;
    before(async () => {
      bench = await ModelsBench.open(open);
      rollouts = new RolloutBench(bench);
    });
    after(() => bench.close());

    const rollBack = async (model: string): Promise<string> => {
      const answer = await bench.ask(`mutation { rollbackModel(model: "${model}", reason: "now") { version stage } }`);
      const { rollbackModel: champion } = answer.data ?? {};
      return champion ? `${champion.version} ${champion.stage}` : (codeOf(answer) ?? 'no code');
    };
    const stateOf = async (id: string) =>
      (
        await bench.ask(
          `{ rollout(id: "${id}") { status trafficShare endReason history(first: 1) { edges { node { type severity } } } } }`,
        )
      ).data.rollout;

    test('Promotions, and changes of its versions and alias, are refused while a rollout is open', async () => {
      await rollouts.addModel('locked', 4);
      const request = await bench.ask(
        'mutation { requestPromotion(model: "locked", version: 3, reason: "soon") { id } }',
      );
      const id = await rollouts.started('locked', 2, `${AT_ONCE}, shadowVersions: [{ version: 3 }]`);
      const refused = async (mutation: string, version: number) => {
        const answer = await bench.change(mutation, 'locked', version);
        assert.equal(codeOf(answer), 'ROLLOUT_IN_PROGRESS', mutation);
        assert.equal(
          answer.errors?.[0]?.extensions && (answer.errors[0].extensions as { rollout?: string }).rollout,
          id,
        );
      };
      await refused('promoteModelVersion', 4);
      await refused('promoteModelVersion', 2);
      await refused('setChallenger', 4);
      await refused('archiveModelVersion', 2);
      await refused('archiveModelVersion', 3);
      await refused('stageModelVersion', 3);
      const removed = await bench.ask('mutation { removeChallenger(model: "locked", reason: "off") { version } }');
      assert.equal(codeOf(removed), 'ROLLOUT_IN_PROGRESS');
      bench.subject = 'bob';
      const approved =
        await bench.ask(`mutation { approvePromotion(id: "${request.data.requestPromotion.id}", reason: "go")
        { status } }`);
      bench.subject = 'ann';
      assert.equal(codeOf(approved), 'ROLLOUT_IN_PROGRESS');
      assert.equal(codeOf(await rollouts.start('locked', 4)), 'ROLLOUT_IN_PROGRESS');
      const audited = ['PROMOTE', 'SET_CHALLENGER', 'ARCHIVE', 'STAGE', 'REMOVE_CHALLENGER', 'START_ROLLOUT'] as const;
      for (const action of audited)
        assert.deepEqual(await rollouts.audited(action, 1), ['ann ROLLOUT_IN_PROGRESS'], action);
      assert.deepEqual(await rollouts.audited('APPROVE_PROMOTION', 1), ['bob ROLLOUT_IN_PROGRESS']);
      assert.deepEqual(await rollouts.traffic('locked'), ['champion 1', 'challenger 2', 'share 0.1']);
    });

    test('A version outside of the rollout can be archived, and another model promoted', async () => {
      await rollouts.addModel('apart', 3);
      await rollouts.started('apart', 2);
      assert.equal((await bench.change('archiveModelVersion', 'apart', 3)).data.archiveModelVersion.stage, 'ARCHIVED');
      await rollouts.addModel('other', 2);
      await rollouts.promote('other', 2);
    });

    const STATUSES: Readonly<Record<string, readonly [string, readonly string[]]>> = {
      PENDING: ['strategy: CANARY', []],
      RUNNING: [AT_ONCE, []],
      PAUSED: [AT_ONCE, ['pauseRollout']],
      AWAITING_APPROVAL: ['strategy: IMMEDIATE, replayRows: 0', []],
    };
    for (const [status, [given, actions]] of Object.entries(STATUSES))
      test(`The kill switch ends a rollout in status ${status}, and the previous champion is back`, async () => {
        const model = `killed-${status}`;
        await rollouts.addModel(model, 3);
        await rollouts.promote(model, 2);
        const id = await rollouts.started(model, 3, given);
        for (const action of actions) await rollouts.act(action, id);
        assert.equal((await stateOf(id)).status, status);
        assert.equal(await rollBack(model), '1 PRODUCTION');
        assert.deepEqual(await stateOf(id), {
          status: 'ROLLED_BACK',
          trafficShare: 0,
          endReason: 'rolled back by ann: now',
          history: { edges: [{ node: { type: 'ROLL_BACK', severity: 'WARNING' } }] },
        });
        assert.deepEqual(await rollouts.traffic(model), ['champion 1', 'challenger undefined', 'share undefined']);
      });

    test('The kill switch only ends a rollout without a previous champion, and is then refused', async () => {
      await rollouts.addModel('first', 2);
      const id = await rollouts.started('first', 2);
      assert.equal(await rollBack('first'), '1 PRODUCTION');
      assert.equal((await stateOf(id)).status, 'ROLLED_BACK');
      assert.equal(await rollBack('first'), 'STAGE_TRANSITION_REFUSED');
    });

    test('The kill switch returns to the challenger itself if that was the previous champion', async () => {
      await rollouts.addModel('returned', 2);
      await rollouts.promote('returned', 2);
      await rollouts.started('returned', 1);
      assert.equal(await rollBack('returned'), '1 PRODUCTION');
      assert.deepEqual(await rollouts.traffic('returned'), ['champion 1', 'challenger undefined', 'share undefined']);
    });

    test('The alias of another version survives a rollout of shadows', async () => {
      await rollouts.addModel('aliased', 3);
      await bench.change('setChallenger', 'aliased', 2);
      const id = await rollouts.started('aliased', 3, 'strategy: SHADOW');
      assert.equal(await rollouts.act('abortRollout', id), 'ABORTED 0');
      assert.deepEqual(await rollouts.traffic('aliased'), ['champion 1', 'challenger 2', 'share undefined']);
    });
  });
});
