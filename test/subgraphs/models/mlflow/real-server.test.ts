import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { MlflowConfig } from '../../../../platform/config/mlflow-config.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { digestOf } from '../../../../scoring/artifact.ts';
import { MlflowFollower } from '../../../../subgraphs/models/mlflow/mlflow-follower.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { type MlflowServer, startMlflowServer, whyNoMlflow } from '../../../support/mlflow/mlflow-server.ts';
import { BYTES, codeOf, ModelsBench, manifestOf } from '../../../support/models/models-bench.ts';

const reason = whyNoMlflow();
const KINDS = ['pglite', 'postgres'];
const BY = { by: 'ann', reason: 'test' };
const SYNC = `mutation { syncRegistry {
  imported { model version stage mlflow { name version } } updated { model subject value }
  conflicts { model subject here there state requestId } skipped { model mlflowVersion code reason }
} }`;

if (reason) test('against a real MLflow server', { skip: `skipped: ${reason}` });
else suites();

function suites(): void {
  let server: MlflowServer;
  before(async () => {
    server = await startMlflowServer();
    await server.logModels(KINDS);
  });
  after(() => server.close());

  onEachDatabase((kind, open) => {
    describe(`the sync with a real MLflow server on ${kind}`, () => {
      const named = (name: string): string => `${kind}-${name}`;
      const [plain, matrix] = [named('plain'), named('matrix')];
      let bench: ModelsBench;
      before(async () => {
        bench = await ModelsBench.open(open, { mlflow: configOf(server.url, kind) });
        // takes the number that MLflow gave
        await bench.register({ manifest: manifestOf(matrix) });
      });
      after(() => bench.close());

      const sync = async () => (await bench.ask(SYNC)).data.syncRegistry;
      const aliases = async (name: string) => {
        const { registered_model: model } = (await server.call('GET', `registered-models/get?name=${name}`)) as {
          registered_model: { aliases?: { alias: string; version: string }[] };
        };
        return Object.fromEntries((model.aliases ?? []).map(({ alias, version }) => [alias, version]));
      };
      const stageOf = async (name: string, version: number) => {
        const path = `model-versions/get?name=${name}&version=${version}`;
        return ((await server.call('GET', path)) as { model_version: { current_stage: string } }).model_version
          .current_stage;
      };
      const moveAlias = (name: string, alias: string, version: string) =>
        server.call('POST', 'registered-models/alias', { name, alias, version });

      test('Versions of the onnx flavour are imported, under the number of MLflow where it is free', async () => {
        const { imported, updated, conflicts, skipped } = await sync();
        const plainVersion = (version: number) => ({
          model: plain,
          version,
          stage: 'NONE',
          mlflow: { name: plain, version },
        });
        const renumbered = { model: matrix, version: 2, stage: 'NONE', mlflow: { name: matrix, version: 1 } };
        assert.deepEqual(imported, [plainVersion(1), plainVersion(2), plainVersion(3), renumbered]);
        assert.deepEqual([updated, conflicts], [[], []]);
        assert.deepEqual(
          skipped.map(({ model, mlflowVersion, code }: Record<string, unknown>) => ({ model, mlflowVersion, code })),
          [
            { model: named('absent'), mlflowVersion: null, code: 'MLFLOW_NOT_FOUND' },
            { model: named('zipmap'), mlflowVersion: 1, code: 'ARTIFACT_ZIPMAP_OUTPUT' },
            { model: named('unsigned'), mlflowVersion: 1, code: 'MLFLOW_VERSION_UNUSABLE' },
            { model: named('sklearn'), mlflowVersion: 1, code: 'MLFLOW_VERSION_UNUSABLE' },
          ],
        );
      });

      test('An imported version has signature, metrics, calibration, tags and the very file of MLflow', async () => {
        const { data } = await bench.ask(`{ modelVersion(model: "${plain}", version: 2) {
          description framework command digest createdBy metrics { name value } calibration { method slope intercept }
          signature { inputForm inputs { name type required } outputs { name dtype shape } }
          mlflow { runId stage tags { key value } }
        } }`);
        const { digest, mlflow, command, ...version } = data.modelVersion;
        assert.deepEqual(version, {
          description: `MLflow model ${plain}:2`,
          framework: 'onnx 1.19.1, MLflow 3.17.2',
          createdBy: 'ann',
          metrics: [
            { name: 'auc', value: 0.85 },
            { name: 'ece', value: 0.01 },
          ],
          calibration: { method: 'PLATT', slope: 1.5, intercept: 0.25 },
          signature: {
            inputForm: 'MATRIX',
            inputs: [
              { name: 'lead_age', type: 'float', required: true },
              { name: 'meetings', type: 'float', required: true },
            ],
            outputs: [{ name: 'probabilities', dtype: 'float32', shape: [-1, 2] }],
          },
        });
        assert.match(command, /log_models\.py/);
        assert.deepEqual(mlflow.tags, [
          { key: 'lead_scoring.calibration', value: '{"method": "PLATT", "slope": 1.5, "intercept": 0.25}' },
        ]);
        const path = (await server.call('GET', `model-versions/get-download-uri?name=${plain}&version=2`)) as {
          artifact_uri: string;
        };
        const file = join(server.artifacts, path.artifact_uri.replace('mlflow-artifacts:/', ''), 'model.onnx');
        assert.equal(digest, digestOf(await readFile(file)));
      });

      test('A tensor without column names takes them from a tag, and outputs without names from the file', async () => {
        const { data } = await bench.ask(`{ modelVersion(model: "${matrix}", version: 2) {
          signature { inputs { name type } outputs { name dtype shape } }
        } }`);
        assert.deepEqual(data.modelVersion.signature, {
          inputs: [
            { name: 'lead_age', type: 'float' },
            { name: 'meetings', type: 'float' },
          ],
          outputs: [
            { name: 'label', dtype: 'int64', shape: [-1] },
            { name: 'probabilities', dtype: 'float32', shape: [-1, 2] },
          ],
        });
      });

      test('A second sync imports nothing', async () => {
        assert.deepEqual((await sync()).imported, []);
      });

      test('Champion, challenger and stages are written to MLflow', async () => {
        await bench.change('promoteModelVersion', plain, 1);
        await bench.change('setChallenger', plain, 2);
        await bench.change('stageModelVersion', plain, 2);
        await sync();
        assert.deepEqual(await aliases(plain), { champion: '1', challenger: '2' });
        assert.deepEqual([await stageOf(plain, 1), await stageOf(plain, 2)], ['Production', 'Staging']);
        await bench.change('promoteModelVersion', plain, 2);
        await sync();
        assert.deepEqual(await aliases(plain), { champion: '2' });
        assert.deepEqual([await stageOf(plain, 1), await stageOf(plain, 2)], ['Archived', 'Production']);
        const { data } = await bench.ask(`{ registryConflicts(model: "${plain}", openOnly: false) { subject } }`);
        assert.deepEqual(data.registryConflicts, []);
      });

      test('A champion moved in MLflow is not promoted: it is recorded as a conflict and reverted', async () => {
        await moveAlias(plain, 'champion', '3');
        const { conflicts, updated } = await sync();
        const conflict = { model: plain, subject: 'champion', here: '2', there: '3', requestId: null };
        assert.deepEqual(conflicts, [{ ...conflict, state: 'WRITTEN_BACK' }]);
        assert.deepEqual(updated, [{ model: plain, subject: 'champion', value: '2' }]);
        assert.equal((await aliases(plain)).champion, '2');
        const { data } = await bench.ask(`{ model(name: "${plain}") { champion { version } } }`);
        assert.equal(data.model.champion.version, 2);
      });

      test('An alias removed in MLflow, and a stage changed there, are reverted', async () => {
        await server.call('DELETE', 'registered-models/alias', { name: plain, alias: 'champion' });
        await server.call('POST', 'model-versions/transition-stage', {
          name: plain,
          version: '2',
          stage: 'Archived',
          archive_existing_versions: false,
        });
        const { conflicts } = await sync();
        assert.deepEqual(
          conflicts.map(({ subject, there, state }: Record<string, unknown>) => [subject, there, state]),
          [
            ['champion', null, 'WRITTEN_BACK'],
            ['stage of 2', 'Archived', 'WRITTEN_BACK'],
          ],
        );
        assert.deepEqual([(await aliases(plain)).champion, await stageOf(plain, 2)], ['2', 'Production']);
      });

      test('A champion in MLflow of a model without one in the registry stays, and is not promoted', async () => {
        await moveAlias(matrix, 'champion', '1');
        const { conflicts, updated } = await sync();
        const left = { model: matrix, subject: 'champion', here: null, there: '1', state: 'LEFT', requestId: null };
        assert.deepEqual([conflicts, updated], [[left], []]);
        assert.equal((await aliases(matrix)).champion, '1');
        const { data } = await bench.ask(`{ registryConflicts(model: "${matrix}") { subject state } }`);
        assert.deepEqual(data.registryConflicts, [{ subject: 'champion', state: 'LEFT' }]);
      });

      test('A champion moved in MLflow becomes a promotion request where that is configured, and champion once approved', async () => {
        const follower = followerOf(bench, { ...configOf(server.url, kind), models: [plain], aliasMoves: 'request' });
        const { registry } = bench.models;
        await moveAlias(plain, 'champion', '3');
        const asked = await follower.syncNow(BY);
        assert.equal(asked.conflicts[0]?.state, 'REQUESTED');
        assert.equal((await aliases(plain)).champion, '3');
        const { data } = await bench.ask(`{ model(name: "${plain}") {
          promotionRequests { id version status requestedBy requestReason } champion { version }
        } }`);
        const [request] = data.model.promotionRequests;
        assert.deepEqual(
          { ...request, id: undefined, champion: data.model.champion.version },
          {
            id: undefined,
            version: 3,
            status: 'OPEN',
            requestedBy: 'mlflow',
            requestReason: 'alias champion moved to version 3 in MLflow',
            champion: 2,
          },
        );
        await follower.syncNow(BY);
        assert.equal((await aliases(plain)).champion, '3', 'it waits for the decision');
        await registry.promotions.approve(Number(request.id), true, BY);
        const { conflicts } = await follower.syncNow(BY);
        assert.ok(conflicts.every(({ state }) => state === 'AGREED'));
        assert.deepEqual([await stageOf(plain, 2), await stageOf(plain, 3)], ['Archived', 'Production']);
        await follower.close();
      });

      test('A champion moved in MLflow is reverted when its request is rejected or impossible', async () => {
        const follower = followerOf(bench, { ...configOf(server.url, kind), models: [plain], aliasMoves: 'request' });
        const { registry } = bench.models;
        const championConflicts = async () =>
          (await follower.syncNow(BY)).conflicts.filter(({ subject }) => subject === 'champion');
        await registry.stage({ model: plain, version: 2 }, BY);
        await moveAlias(plain, 'champion', '2');
        const [asked] = await championConflicts();
        assert.equal(asked?.state, 'REQUESTED');
        await registry.promotions.reject(Number(asked?.request_id), BY);
        assert.deepEqual((await championConflicts())[0]?.state, 'WRITTEN_BACK');
        assert.equal((await aliases(plain)).champion, '3');
        // archived here
        await moveAlias(plain, 'champion', '1');
        assert.deepEqual((await championConflicts())[0]?.state, 'WRITTEN_BACK');
        assert.equal((await aliases(plain)).champion, '3');
        const { data } = await bench.ask(`{ auditEvents(first: 1, filter: { actor: "mlflow", outcome: REFUSED }) {
          edges { node { action version code } }
        } }`);
        const node = { action: 'REQUEST_PROMOTION', version: 1, code: 'STAGE_TRANSITION_REFUSED' };
        assert.deepEqual(data.auditEvents.edges, [{ node }]);
        await follower.close();
      });

      test('A version can be registered by its name in MLflow, with a changed manifest', async () => {
        const other = { ...configOf(server.url, kind), models: [] };
        const second = await ModelsBench.open(open, { mlflow: other });
        const register = (input: Record<string, unknown>) =>
          second.register({ artifactBase64: null, mlflowVersion: { name: plain, version: 3 }, ...input });
        const { data, errors } = await register({ manifest: { description: 'the third' }, stage: 'STAGING' });
        assert.equal(errors, undefined);
        const { version, stage, description, metrics } = data.registerModelVersion;
        assert.deepEqual([version, stage, description, metrics.length], [3, 'STAGING', 'the third', 2]);
        assert.equal(codeOf(await register({})), 'MODEL_VERSION_EXISTS');
        const base64 = Buffer.from(BYTES).toString('base64');
        assert.equal(codeOf(await register({ artifactBase64: base64 })), 'VALIDATION_FAILED');
        assert.equal(codeOf(await register({ manifest: { model: 'other' } })), 'VALIDATION_FAILED');
        const unknown = { mlflowVersion: { name: plain, version: 99 } };
        assert.equal(codeOf(await register(unknown)), 'MLFLOW_NOT_FOUND');
        const audited = await second.ask(`{ auditEvents(filter: { outcome: REFUSED }) { edges { node { code } } } }`);
        assert.deepEqual(
          audited.data.auditEvents.edges.map(({ node }: { node: { code: string } }) => node.code),
          ['MLFLOW_NOT_FOUND', 'VALIDATION_FAILED', 'VALIDATION_FAILED', 'MODEL_VERSION_EXISTS'],
        );
        await second.close();
      });

      test('A renamed model keeps its name in the registry, and a deleted one stays', async () => {
        const [renamed, model] = [named('absent'), matrix];
        const about = async () =>
          (await sync()).conflicts
            .filter((each: { model: string; subject: string }) => each.model === renamed && each.subject !== 'champion')
            .map(({ subject, here, there, state }: Record<string, unknown>) => [subject, here, there, state]);
        await server.call('POST', 'registered-models/rename', { name: model, new_name: renamed });
        assert.deepEqual(await about(), [['model', model, renamed, 'RENAMED']]);
        const { data } = await bench.ask(`{ modelVersion(model: "${model}", version: 2) { mlflow { name version } } }`);
        assert.deepEqual(data.modelVersion.mlflow, { name: renamed, version: 1 });
        await server.call('DELETE', 'registered-models/alias', { name: renamed, alias: 'champion' });
        await server.call('DELETE', 'model-versions/delete', { name: renamed, version: '1' });
        assert.deepEqual(await about(), [['version 1', `${model}:2`, null, 'GONE']]);
        await server.call('DELETE', 'registered-models/delete', { name: plain });
        const { conflicts } = await sync();
        const gone = conflicts.filter(({ subject }: { subject: string }) => subject === 'model');
        assert.deepEqual(
          gone.map(({ here, there, state }: Record<string, unknown>) => [here, there, state]),
          [[plain, null, 'GONE']],
        );
        const answer = await bench.ask(`{ model(name: "${plain}") { champion { version } } }`);
        assert.equal(answer.data.model.champion.version, 3);
      });
    });
  });
}

function configOf(trackingUri: string, kind: string): MlflowConfig {
  const models = ['plain', 'matrix', 'zipmap', 'unsigned', 'sklearn', 'absent'].map((name) => `${kind}-${name}`);
  // a poll interval that never ends in the test
  const rarely = { pollMs: 3_600_000, timeoutMs: 30_000 };
  return { trackingUri, authorization: undefined, models, modelNames: new Map(), aliasMoves: 'write-back', ...rarely };
}

function followerOf(bench: ModelsBench, config: MlflowConfig): MlflowFollower {
  return new MlflowFollower({
    database: bench.database,
    log: createLogger('silent'),
    clock: () => bench.now,
    registry: bench.models.registry,
    artifactLimitBytes: 10_000,
    config,
  });
}
