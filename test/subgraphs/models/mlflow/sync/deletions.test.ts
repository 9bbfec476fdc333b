import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { FakeMlflow, mlModelOf } from '../../../../support/mlflow/fake-mlflow.ts';
import { BYTES, codeOf, ModelsBench } from '../../../../support/models/models-bench.ts';

const SYNC = `mutation { syncRegistry {
  imported { model version mlflow { name version } } conflicts { model subject here there state }
  updated { model subject value } skipped { model mlflowVersion code reason }
} }`;

onEachDatabase((kind, open) => {
  describe(`deletions and renames in MLflow on ${kind}`, () => {
    let fake: FakeMlflow;
    // of the versions of one test: those of others are not the same ones
    let firstAt = 1_790_000_000_000;
    let bench: ModelsBench;
    before(async () => {
      fake = await FakeMlflow.start();
      bench = await ModelsBench.open(open, {
        mlflow: {
          trackingUri: fake.url,
          authorization: undefined,
          models: [],
          modelNames: new Map([['Lead Scoring Größe', 'mapped']]),
          aliasMoves: 'write-back',
          pollMs: 3_600_000,
          timeoutMs: 30_000,
        },
      });
    });
    after(async () => {
      await bench.close();
      await fake.close();
    });
    beforeEach(() => {
      fake.models.clear();
      fake.aliases.clear();
      firstAt += 1_000_000;
    });

    // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the mutation above
    const sync = async (): Promise<any> => {
      const answer = await bench.ask(SYNC);
      assert.equal(answer.errors, undefined);
      return answer.data.syncRegistry;
    };
    const version = (number: number, changes = {}) => ({
      version: number,
      source: `models:/m-${number}`,
      createdAt: firstAt + number,
      mlModel: mlModelOf(),
      bytes: BYTES,
      ...changes,
    });
    // biome-ignore lint/suspicious/noExplicitAny: one of the conflicts of the mutation above
    const about = (conflicts: any[], model: string) =>
      conflicts.filter((each) => each.model === model && !/champion|stage/.test(each.subject));
    const stagesOf = async (model: string) => {
      const { data } = await bench.ask(`{ model(name: "${model}") { champion { version }
        versions { version stage mlflow { version deletedAt } } } }`);
      return data.model;
    };

    test('A deleted version is one conflict GONE, stays in the registry, and its conflict is settled once it exists again', async () => {
      fake.models.set('pruned', [version(1), version(2)]);
      await sync();
      await bench.change('promoteModelVersion', 'pruned', 1);
      await sync();
      fake.models.set('pruned', [version(2)]);
      fake.aliases.clear();
      const gone = { model: 'pruned', subject: 'version 1', here: 'pruned:1', there: null, state: 'GONE' };
      assert.deepEqual(about((await sync()).conflicts, 'pruned'), [gone]);
      assert.deepEqual(about((await sync()).conflicts, 'pruned'), []);
      const { data } = await bench.ask('{ registryConflicts(model: "pruned") { model subject here there state } }');
      assert.deepEqual(data.registryConflicts, [gone]);
      const { champion, versions } = await stagesOf('pruned');
      assert.equal(champion.version, 1);
      const deletedAt = new Date(bench.now).toISOString();
      assert.deepEqual(versions.find((each: { version: number }) => each.version === 1).mlflow, {
        version: 1,
        deletedAt,
      });
      fake.models.set('pruned', [version(1), version(2)]);
      const back = about((await sync()).conflicts, 'pruned');
      assert.deepEqual(back[0], { ...gone, state: 'AGREED' });
      assert.equal(fake.aliases.get('pruned@champion'), '1');
      const page = async (given: string): Promise<readonly { id: string; subject: string }[]> =>
        (await bench.ask(`{ registryConflicts(model: "pruned", openOnly: false, ${given}) { id subject } }`)).data
          .registryConflicts;
      const all = await page('first: 200');
      assert.ok(all.length > 1);
      assert.deepEqual(await page(`before: "${all[0]?.id}"`), all.slice(1));
      assert.deepEqual(await page(`first: 1, before: "${all[0]?.id}"`), all.slice(1, 2));
    });

    test('A deleted model is one conflict GONE, until its versions are archived', async () => {
      fake.models.set('dropped', [version(1), version(2)]);
      await sync();
      await bench.change('promoteModelVersion', 'dropped', 1);
      await sync();
      fake.models.delete('dropped');
      fake.aliases.clear();
      const gone = { model: 'dropped', subject: 'model', here: 'dropped', there: null, state: 'GONE' };
      assert.deepEqual(about((await sync()).conflicts, 'dropped'), [gone]);
      assert.deepEqual(about((await sync()).conflicts, 'dropped'), []);
      assert.equal((await stagesOf('dropped')).champion.version, 1);
    });

    test('A reused version number is a deletion and a new version', async () => {
      fake.models.set('again', [version(1)]);
      await sync();
      fake.models.set('again', [version(1, { source: 'models:/m-other', createdAt: firstAt + 99 })]);
      const { imported, conflicts } = await sync();
      assert.deepEqual(imported, [{ model: 'again', version: 2, mlflow: { name: 'again', version: 1 } }]);
      assert.deepEqual(about(conflicts, 'again'), [
        { model: 'again', subject: 'version 1', here: 'again:1', there: null, state: 'GONE' },
      ]);
      await bench.change('archiveModelVersion', 'again', 1);
      assert.equal(about((await sync()).conflicts, 'again')[0].state, 'AGREED');
    });

    test('A renamed model keeps its name in the registry, and is synchronized under the new one', async () => {
      fake.models.set('before', [version(1, { createdAt: firstAt + 7 })]);
      await sync();
      await bench.change('promoteModelVersion', 'before', 1);
      await sync();
      fake.models.delete('before');
      fake.aliases.clear();
      fake.models.set('nach her', [version(1, { createdAt: firstAt + 7 }), version(2, { createdAt: firstAt + 8 })]);
      fake.aliases.set('nach her@champion', '1');
      const { imported, conflicts, skipped } = await sync();
      assert.deepEqual(about(conflicts, 'nach her'), [
        { model: 'nach her', subject: 'model', here: 'before', there: 'nach her', state: 'RENAMED' },
      ]);
      assert.deepEqual(imported, [{ model: 'before', version: 2, mlflow: { name: 'nach her', version: 2 } }]);
      assert.deepEqual(skipped, []);
      // another model, which takes the old name, cannot have it in the registry
      fake.models.set('before', [version(1, { createdAt: firstAt + 70 })]);
      assert.match((await sync()).skipped[0].reason, /"before": found before, which has the versions of "nach her"/);
    });

    test('A later copy of a deleted model is a new model', async () => {
      fake.models.set('original', [version(1)]);
      await sync();
      fake.models.delete('original');
      fake.models.set('copy', [version(1, { createdAt: firstAt + 1_000 })]);
      const { imported, conflicts } = await sync();
      assert.equal(imported[0].model, 'copy');
      assert.equal(about(conflicts, 'original')[0].state, 'GONE');
    });

    test('A 404 of a proxy is not a deletion', async () => {
      fake.models.set('proxied', [version(1)]);
      await sync();
      fake.models.delete('proxied');
      fake.misbehave('registered-models/get', (_request, response) => response.writeHead(404).end('not here'));
      assert.deepEqual(about((await sync()).conflicts, 'proxied'), []);
      fake.misbehave('registered-models/get', undefined);
    });

    test('A name with blanks or of another script can be mapped, and is refused with the setting to map it', async () => {
      fake.models.set('Lead Scoring Größe', [version(1)]);
      fake.models.set("عميل's", [version(1)]);
      fake.models.set('mapped', [version(1)]);
      const { imported, skipped } = await sync();
      assert.deepEqual(imported, [{ model: 'mapped', version: 1, mlflow: { name: 'Lead Scoring Größe', version: 1 } }]);
      assert.deepEqual(
        skipped.map(({ model, code }: Record<string, unknown>) => [model, code]),
        [
          ["عميل's", 'MLFLOW_VERSION_UNUSABLE'],
          ['mapped', 'MLFLOW_VERSION_UNUSABLE'],
        ],
      );
      assert.match(skipped[0].reason, /MLFLOW_MODEL_NAMES/);
      await bench.change('promoteModelVersion', 'mapped', 1);
      await sync();
      assert.equal(fake.aliases.get('Lead Scoring Größe@champion'), '1');
      const mlflowVersion = { name: 'Lead Scoring Größe', version: 1 };
      assert.equal(codeOf(await bench.register({ artifactBase64: null, mlflowVersion })), 'MODEL_VERSION_EXISTS');
      const { data } = await bench.ask('{ auditEvents(filter: { model: "mapped" }) { edges { node { reason } } } }');
      assert.match(JSON.stringify(data), /Lead Scoring Größe:1/);
    });

    test('A refused version is audited once, however often it is retried, with its name in MLflow', async () => {
      const refused = async () => {
        const { data } = await bench.ask(`{ auditEvents(filter: { model: "refused", outcome: REFUSED }) {
          edges { node { code message } } } }`);
        return data.auditEvents.edges.map(({ node }: { node: unknown }) => node);
      };
      fake.models.set('refused', [version(3, { bytes: Buffer.from('no model') }), version(4, { mlModel: '{' })]);
      for (let syncs = 0; syncs < 3; syncs++) assert.equal((await sync()).skipped.length, 2);
      const codes = (await refused()).map(({ code }: { code: string }) => code);
      assert.deepEqual(codes, ['MLFLOW_VERSION_UNUSABLE', 'ARTIFACT_INVALID']);
      assert.match((await refused())[1].message, /^MLflow refused:3: /);
    });

    test('A metric that is NaN is reported as such, also where the logged model has 0 for it', async () => {
      const metrics = (...entries: [string, unknown][]) => ({
        data: { metrics: entries.map(([key, value]) => ({ key, value })) },
      });
      fake.runs.set('run-1', { run: metrics(['roc_auc', 'NaN'], ['ece', 0.1], ['loss', 'NaN']) });
      fake.loggedModels.set('m-1', { model: metrics(['roc_auc', 0], ['ece', 0.1]) });
      const mlModel = JSON.stringify({ ...JSON.parse(mlModelOf()), model_id: 'm-1' });
      fake.models.set('nan', [version(1, { runId: 'run-1', mlModel })]);
      const { imported, skipped } = await sync();
      assert.equal(imported.length, 1);
      const reason = 'metric roc_auc: found NaN, expected a finite number; imported without it';
      assert.deepEqual(skipped, [{ model: 'nan', mlflowVersion: 1, code: 'VALIDATION_FAILED', reason }]);
    });
  });
});
