import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { createModels } from '../../../../subgraphs/models/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codeOf, ModelsBench, START } from '../../../support/models/models-bench.ts';

const BY = { by: 'ann', reason: 'test' };

onEachDatabase((kind, open) => {
  describe(`stages on ${kind}`, () => {
    let bench: ModelsBench;
    before(async () => {
      bench = await ModelsBench.open(open);
    });
    after(() => bench.close());

    test('A promotion replaces the champion, a rollback brings it back, and the history records both', async () => {
      await bench.addVersions('promoted', 2);
      bench.now = START + 1_000;
      assert.deepEqual((await bench.change('promoteModelVersion', 'promoted', 1)).data?.promoteModelVersion, {
        stage: 'PRODUCTION',
      });
      bench.now = START + 2_000;
      await bench.change('stageModelVersion', 'promoted', 2);
      await bench.change('promoteModelVersion', 'promoted', 2);
      assert.deepEqual(await deployments(bench.db, 'promoted'), [2]);
      bench.now = START + 3_000;
      const back = await bench.ask(
        'mutation { rollbackModel(model: "promoted", reason: "worse") { version stage promotedAt } }',
      );
      assert.deepEqual(back.data?.rollbackModel, {
        version: 1,
        stage: 'PRODUCTION',
        promotedAt: '2026-11-22T00:00:03.000Z',
      });
      assert.deepEqual(await deployments(bench.db, 'promoted'), [1]);
      const { data } = await bench.ask(
        `query($t0: DateTime!, $t1: DateTime!, $t2: DateTime!, $t3: DateTime!) {
        t0: championAt(model: "promoted", time: $t0) { version } t1: championAt(model: "promoted", time: $t1) { version }
        t2: championAt(model: "promoted", time: $t2) { version } t3: championAt(model: "promoted", time: $t3) { version }
        model(name: "promoted") { champion { version } history(first: 5) { version action } }
      }`,
        timesAfter(START),
      );
      const champion = (version: number) => ({ version });
      assert.deepEqual(data, {
        t0: null,
        t1: champion(1),
        t2: champion(2),
        t3: champion(1),
        model: {
          champion: champion(1),
          history: [
            { version: 1, action: 'ROLL_BACK' },
            { version: 2, action: 'REPLACE' },
            { version: 2, action: 'PROMOTE' },
            { version: 1, action: 'REPLACE' },
            { version: 2, action: 'STAGE' },
          ],
        },
      });
    });

    test('Actions that the stages do not allow are refused', async () => {
      await bench.addVersions('strict', 2);
      await bench.change('promoteModelVersion', 'strict', 1);
      const refused = async (mutation: string, version: number) =>
        assert.equal(codeOf(await bench.change(mutation, 'strict', version)), 'STAGE_TRANSITION_REFUSED');
      await refused('archiveModelVersion', 1);
      await refused('promoteModelVersion', 1);
      assert.deepEqual((await bench.change('archiveModelVersion', 'strict', 2)).data?.archiveModelVersion, {
        stage: 'ARCHIVED',
      });
      await refused('promoteModelVersion', 2);
      const rollback = await bench.ask(
        'mutation { rollbackModel(model: "strict", reason: "none before") { version } }',
      );
      assert.equal(codeOf(rollback), 'STAGE_TRANSITION_REFUSED');
      assert.deepEqual(await deployments(bench.db, 'strict'), [1]);
    });

    test('Unknown models, versions and blank reasons are refused with their codes', async () => {
      assert.equal(codeOf(await bench.change('promoteModelVersion', 'nobody', 1)), 'MODEL_NOT_FOUND');
      await bench.addVersions('lonely', 1);
      assert.equal(codeOf(await bench.change('promoteModelVersion', 'lonely', 9)), 'MODEL_VERSION_NOT_FOUND');
      const blank = await bench.ask(
        'mutation { promoteModelVersion(model: "lonely", version: 1, reason: " ") { stage } }',
      );
      assert.equal(codeOf(blank), 'VALIDATION_FAILED');
      const { data } = await bench.ask(
        '{ modelVersion(model: "lonely", version: 9) { stage } model(name: "nobody") { name } }',
      );
      assert.deepEqual(data, { modelVersion: null, model: null });
      assert.equal(
        codeOf(await bench.ask('{ model(name: "lonely") { versions(first: 201) { version } } }')),
        'VALIDATION_FAILED',
      );
    });

    test('Concurrent promotions on two replicas never leave two champions or none, nor gaps in the history', async () => {
      await bench.addVersions('raced', 51);
      const replica = await bench.openAgain();
      const registries = [bench.models.registry];
      if (replica) registries.push((await createModels({ database: replica, log: createLogger('silent') })).registry);
      await bench.models.registry.promote({ model: 'raced', version: 51 }, BY);
      let racing = true;
      const counts = new Set<number>();
      const watch = async (): Promise<void> => {
        while (racing) counts.add((await deployments(bench.db, 'raced')).length);
      };
      const watching = watch();
      const race = Array.from({ length: 50 }, (_, at) =>
        registries[at % registries.length]?.promote({ model: 'raced', version: at + 1 }, BY),
      );
      await Promise.all(race);
      racing = false;
      await watching;
      await replica?.close();
      assert.deepEqual([...counts], [1]);
      const [champion] = await deployments(bench.db, 'raced');
      const { data } = await bench.ask(
        '{ model(name: "raced") { history(first: 200) { version action } champion { version } } }',
      );
      const history: { version: number; action: string }[] = data?.model.history;
      assert.equal(data?.model.champion.version, champion);
      assert.equal(history.filter(({ action }) => action === 'PROMOTE').length, 51);
      assert.equal(history.filter(({ action }) => action === 'REPLACE').length, 50);
      assert.deepEqual(history[0], { version: champion, action: 'PROMOTE' });
    });

    test('The alias challenger belongs to one version, which loses it with its promotion or archive', async () => {
      await bench.addVersions('aliased', 3);
      await bench.change('promoteModelVersion', 'aliased', 1);
      const aliases = async () => {
        const { data } = await bench.ask(`{ model(name: "aliased") { champion { version } challenger { version }
          versions { version aliases } } }`);
        return data.model;
      };
      await bench.change('setChallenger', 'aliased', 2);
      await bench.change('setChallenger', 'aliased', 3);
      assert.deepEqual(await aliases(), {
        champion: { version: 1 },
        challenger: { version: 3 },
        versions: [
          { version: 3, aliases: ['CHALLENGER'] },
          { version: 2, aliases: [] },
          { version: 1, aliases: ['CHAMPION'] },
        ],
      });
      assert.equal(codeOf(await bench.change('setChallenger', 'aliased', 1)), 'STAGE_TRANSITION_REFUSED');
      assert.equal(codeOf(await bench.change('setChallenger', 'aliased', 9)), 'MODEL_VERSION_NOT_FOUND');
      await bench.change('promoteModelVersion', 'aliased', 3);
      assert.equal((await aliases()).challenger, null);
      await bench.change('setChallenger', 'aliased', 2);
      const remove = () => bench.ask('mutation { removeChallenger(model: "aliased", reason: "done") { version } }');
      assert.deepEqual((await remove()).data.removeChallenger, { version: 2 });
      assert.equal(codeOf(await remove()), 'MODEL_VERSION_NOT_FOUND');
      await bench.change('setChallenger', 'aliased', 2);
      await bench.change('archiveModelVersion', 'aliased', 2);
      assert.equal((await aliases()).challenger, null);
      const { rows } = await sql`SELECT alias, version FROM models.model_alias WHERE model = 'aliased'`.execute(
        bench.db,
      );
      assert.deepEqual(rows, [{ alias: 'champion', version: 3 }]);
    });

    test('The history is read in pages', async () => {
      await bench.addVersions('long', 1);
      for (const mutation of ['stageModelVersion', 'promoteModelVersion']) await bench.change(mutation, 'long', 1);
      const page = async (after: string | null) => {
        const { data } = await bench.ask(
          `query($after: String) { model(name: "long") { historyConnection(first: 2, after: $after) {
            edges { node { action } } pageInfo { hasNextPage endCursor } } } }`,
          { after },
        );
        return data.model.historyConnection;
      };
      const first = await page(null);
      assert.deepEqual(first.edges, [{ node: { action: 'PROMOTE' } }, { node: { action: 'STAGE' } }]);
      assert.equal(first.pageInfo.hasNextPage, true);
      const second = await page(first.pageInfo.endCursor);
      assert.deepEqual(second, {
        edges: [{ node: { action: 'REGISTER' } }],
        pageInfo: { hasNextPage: false, endCursor: second.pageInfo.endCursor },
      });
    });

    test('The database itself refuses a second champion, none after one, and a changed history', async () => {
      await bench.addVersions('guarded', 2);
      await bench.models.registry.promote({ model: 'guarded', version: 1 }, BY);
      const db = bench.db;
      await assert.rejects(
        sql`UPDATE models.model_version SET stage = 'PRODUCTION' WHERE model = 'guarded'`.execute(db),
        /one_champion/,
      );
      await assert.rejects(
        sql`UPDATE models.model_version SET stage = 'ARCHIVED' WHERE model = 'guarded'`.execute(db),
        /left without a champion/,
      );
      await assert.rejects(sql`DELETE FROM models.stage_change`.execute(db), /append-only/);
    });
  });
});

/** One time in the middle of each second after `start`: $t0, $t1, … */
function timesAfter(start: number): Record<string, string> {
  return Object.fromEntries([0, 1, 2, 3].map((at) => [`t${at}`, new Date(start + at * 1_000 + 500).toISOString()]));
}

async function deployments(db: Kysely<never>, model: string): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`SELECT version FROM models.live_deployment
    WHERE model = ${model} AND role = 'CHAMPION' AND traffic_share = 1`.execute(db);
  return rows.map(({ version }) => version);
}
