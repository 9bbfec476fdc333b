import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Database } from '../../../../../platform/database/database.ts';
import { applyRolloutEvent } from '../../../../../subgraphs/models/rollout/commands/apply-rollout-event.ts';
import type { RolloutRow } from '../../../../../subgraphs/models/rollout/rules/rollout-row.ts';
import type { Analysis } from '../../../../../subgraphs/models/rollout/rules/verdict/verdict.ts';
import { pruneAnalyses } from '../../../../../subgraphs/models/rollout/store/prune-analyses.ts';
import { publishRolloutChanged } from '../../../../../subgraphs/models/rollout/store/rollout-feed.ts';
import { findRollout } from '../../../../../subgraphs/models/rollout/store/rollout-store.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { openSubscription, refusalOf } from '../../../../support/graph/subscribe.ts';
import { ModelsBench } from '../../../../support/models/models-bench.ts';
import { RolloutBench } from '../../../../support/rollouts/rollout-bench.ts';

const CHANGED = `subscription ($model: String, $after: String) { rolloutChanged(model: $model, after: $after) {
  cursor rollout { id model champion { version } }
  event { type status step analysis { verdict explanation metrics { metric found lower upper needed } } } } }`;
const ANALYSIS: Analysis = {
  verdict: 'INCONCLUSIVE',
  explanation: 'too few',
  metrics: [
    {
      metric: 'CONVERSION',
      holds: false,
      verdict: 'INCONCLUSIVE',
      found: undefined,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number.POSITIVE_INFINITY,
      limit: -0.1,
      champion: undefined,
      samples: 0,
      needed: undefined,
      neededDays: undefined,
      explanation: 'nothing found yet',
    },
  ],
};

onEachDatabase((kind, open) => {
  describe(`rolloutChanged on ${kind}`, () => {
    let bench: ModelsBench;
    let rollouts: RolloutBench;
    let database: Database;
    before(async () => {
      bench = await ModelsBench.open(async (...schemas) => {
        const store = await open(...schemas);
        database = store.database;
        return store;
      });
      rollouts = new RolloutBench(bench);
    });
    after(() => bench.close());

    const subscribe = (variables = {}) => openSubscription(bench.models.schema, CHANGED, variables);
    const typesOf = (changes: readonly { rolloutChanged: { event: { type: string } } }[]) =>
      changes.map(({ rolloutChanged }) => rolloutChanged.event.type);

    /** Records analyses, as the controller does. */
    const analyse = async (id: string, verdict: 'SUCCESS' | 'INCONCLUSIVE', times = 1) => {
      for (let time = 0; time < times; time++)
        await bench.db.transaction().execute(async (trx) => {
          const row = (await findRollout(trx, id)) as RolloutRow;
          const event = { type: 'ANALYSED', at: bench.now, verdict, stepSamples: 1_000, reason: 'looked' } as const;
          await applyRolloutEvent(trx, row, event, { by: 'system', reason: 'looked' }, { ...ANALYSIS, verdict });
        });
      publishRolloutChanged(database);
    };

    test('Subscribers of rolloutChanged receive every event, analyses included, with missing bounds as null', async () => {
      await rollouts.addModel('told', 2);
      const changes = await subscribe({ model: 'told' });
      const id = await rollouts.started('told', 2);
      await analyse(id, 'INCONCLUSIVE');
      await rollouts.act('abortRollout', id);
      const events = await changes.next(4);
      assert.deepEqual(typesOf(events), ['CREATE', 'START', 'ANALYSED', 'ABORT']);
      assert.deepEqual(events[2].rolloutChanged.rollout, { id, model: 'told', champion: { version: 1 } });
      const metric = { metric: 'CONVERSION', found: null, lower: null, upper: null, needed: null };
      const analysis = { verdict: 'INCONCLUSIVE', explanation: 'too few', metrics: [metric] };
      assert.deepEqual(events[2].rolloutChanged.event, { type: 'ANALYSED', status: 'RUNNING', step: 0, analysis });
      const { data } = await bench.ask(
        `{ rollout(id: "${id}") { analysis { verdict at metrics { samples limit } } } }`,
      );
      assert.deepEqual(data.rollout.analysis, {
        verdict: 'INCONCLUSIVE',
        at: new Date(bench.now).toISOString(),
        metrics: [{ samples: 0, limit: -0.1 }],
      });
      await changes.close();
    });

    test('Subscribers of rolloutChanged receive what they missed since a cursor, and of one model only on request', async () => {
      for (const model of ['missed', 'noise']) await rollouts.addModel(model, 2);
      const all = await subscribe();
      const id = await rollouts.started('missed', 2);
      await rollouts.started('noise', 2);
      const [created] = await all.next(4);
      await rollouts.act('pauseRollout', id);
      const after = created.rolloutChanged.cursor;
      const missed = await subscribe({ model: 'missed', after });
      assert.deepEqual(typesOf(await missed.next(2)), ['START', 'PAUSE']);
      await rollouts.act('resumeRollout', id);
      assert.deepEqual(typesOf(await missed.next(1)), ['RESUME']);
      assert.equal(await refusalOf(bench.models.schema, CHANGED, { after: 'nonsense' }), 'CURSOR_INVALID');
      for (const each of [all, missed]) await each.close();
    });

    test('Subscribers of rolloutChanged receive a rollback of the model, too', async () => {
      await rollouts.addModel('killed', 2);
      await rollouts.started('killed', 2);
      const changes = await subscribe({ model: 'killed' });
      await bench.ask('mutation { rollbackModel(model: "killed", reason: "now") { version } }');
      assert.deepEqual(typesOf(await changes.next(1)), ['ROLL_BACK']);
      await changes.close();
    });

    test('Subscribers of rolloutChanged receive every change after old analyses are pruned, and old cursors stay valid', async () => {
      await rollouts.addModel('pruned', 2);
      const changes = await subscribe({ model: 'pruned' });
      const id = await rollouts.started('pruned', 2);
      await analyse(id, 'INCONCLUSIVE', 3);
      bench.now += 3_600_000;
      await analyse(id, 'SUCCESS', 1);
      await analyse(id, 'INCONCLUSIVE', 4);
      const before = await changes.next(10);
      const places = before.map(({ rolloutChanged: { event } }) => `${event.type} ${event.step}`);
      assert.deepEqual(places.slice(4, 7), ['ANALYSED 0', 'ANALYSED 1', 'ANALYSED 1']);
      await pruneAnalyses(bench.db, Number(id), 2);
      await pruneAnalyses(bench.db, Number(id), 2);
      const { data } = await bench.ask(`{ rollout(id: "${id}") { history { edges { node { type step } } } } }`);
      const kept = data.rollout.history.edges.map(({ node }: { node: { type: string; step: number } }) => node);
      assert.deepEqual(
        kept.reverse().map(({ type, step }: { type: string; step: number }) => `${type} ${step}`),
        ['CREATE -1', 'START 0', 'ANALYSED 1', 'ANALYSED 1', 'ANALYSED 1'],
      );
      // the cursor of a pruned analysis
      const again = await subscribe({ model: 'pruned', after: before[3].rolloutChanged.cursor });
      const steps = (await again.next(3)).map(({ rolloutChanged }) => rolloutChanged.event.step);
      assert.deepEqual(steps, [1, 1, 1]);
      for (const each of [changes, again]) await each.close();
    });
  });
});
