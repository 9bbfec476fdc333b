import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import { insertVersion } from '../../../subgraphs/models/store.ts';
import { createModels, type Models } from '../../../subgraphs/models/subgraph.ts';
import { parseVersionDocument } from '../../../subgraphs/models/version-document.ts';
import { digestOf, readArtifact } from '../../../subgraphs/shared/artifact.ts';
import { createLogger } from '../../../subgraphs/shared/logger.ts';
import { onEachDatabase, type TestDatabase } from '../../support/databases.ts';
import { signatureOf } from '../../support/model-signature.ts';
import { matrixModel } from '../../support/onnx-file.ts';
import { createSubgraphApp } from '../../support/subgraph-app.ts';

const SIGNATURE = signatureOf({ lead_age: 'double', meetings: 'long' });
const BYTES = matrixModel(2);
const START = Date.UTC(2026, 10, 22);
const ADMIN = { identity: { subject: 'ann', scopes: [] }, requestId: 'test' };
const BY = { by: 'ann', reason: 'test' };

onEachDatabase((kind, open) => {
  describe(`the registry on ${kind}`, () => {
    let store: TestDatabase;
    let models: Models;
    let app: Awaited<ReturnType<typeof createSubgraphApp>>;
    let now = START;
    let ask: (source: string, variables?: Record<string, unknown>) => Promise<Answer>;

    before(async () => {
      store = await open();
      const log = createLogger('silent');
      models = await createModels({ database: store.database, log, clock: () => now, artifactLimitBytes: 10_000 });
      app = await createSubgraphApp(models.schema, ADMIN);
      const client = createMercuriusTestClient(app);
      ask = (source, variables = {}) => client.query(source, { variables }) as Promise<Answer>;
    });

    after(async () => {
      await app.close();
      await models.close();
      await store.close();
    });

    const register = (input: Record<string, unknown>) =>
      ask(REGISTER, { input: { artifactBase64: Buffer.from(BYTES).toString('base64'), ...input } });
    const manifest = (model: string) => ({
      model,
      description: 'sigmoid',
      framework: 'hand',
      signature: SIGNATURE,
      calibration: { method: 'PLATT', slope: 1.5, intercept: 0.25 },
      metrics: { brier: 0.1, auc: 0.8 },
      referenceWindow: {
        from: START - 10,
        until: START,
        rows: 2,
        features: { lead_age: [1, 2], meetings: [0, 2] },
        scores: [0.7, 0.9],
      },
    });
    const change = (mutation: string, model: string, version: number) =>
      ask(`mutation { ${mutation}(model: "${model}", version: ${version}, reason: "because") { stage } }`);
    /** Adds versions in stage NONE without a file of their own. */
    const addVersions = async (model: string, upTo: number) => {
      await register({ manifest: manifest(model) });
      const document = parseVersionDocument(manifest(model));
      const digest = digestOf(BYTES);
      const common = {
        model,
        digest,
        document,
        stage: 'NONE',
        inputForm: 'MATRIX',
        createdAt: now,
        createdBy: 'ann',
      } as const;
      for (let version = 2; version <= upTo; version++)
        await insertVersion(store.database.tables<never>(), { ...common, version });
    };

    test('a registered version shows what its manifest says', async () => {
      const { data, errors } = await register({ manifest: manifest('shown'), stage: 'STAGING', reason: 'first try' });
      assert.equal(errors, undefined);
      assert.deepEqual(data?.registerModelVersion, {
        model: 'shown',
        version: 1,
        stage: 'STAGING',
        description: 'sigmoid',
        framework: 'hand',
        digest: digestOf(BYTES),
        sizeBytes: BYTES.length,
        signature: {
          inputForm: 'MATRIX',
          inputs: [
            { name: 'lead_age', type: 'double', required: true },
            { name: 'meetings', type: 'long', required: true },
          ],
          outputs: [{ name: 'probabilities', dtype: 'float32', shape: [-1, 1] }],
        },
        calibration: { method: 'PLATT', slope: 1.5, intercept: 0.25 },
        metrics: [
          { name: 'auc', value: 0.8 },
          { name: 'brier', value: 0.1 },
        ],
        referenceWindow: { from: '2026-11-21T23:59:59.990Z', until: '2026-11-22T00:00:00.000Z', rows: 2 },
        createdAt: '2026-11-22T00:00:00.000Z',
        createdBy: 'ann',
        promotedAt: null,
      });
      const { data: found } = await ask(`{ model(name: "shown") { champion { version } versions { version }
        history { version action fromStage toStage at by reason } } models { name } }`);
      const at = '2026-11-22T00:00:00.000Z';
      const entry = { version: 1, action: 'REGISTER', fromStage: null, toStage: 'STAGING', at, by: 'ann' };
      assert.deepEqual(found?.model, {
        champion: null,
        versions: [{ version: 1 }],
        history: [{ ...entry, reason: 'first try' }],
      });
      assert.ok(found?.models.some(({ name }: { name: string }) => name === 'shown'));
    });

    test('a file that does not fit is refused with the reason, and nothing is stored', async () => {
      const wide = Buffer.from(matrixModel(3)).toString('base64');
      const mismatch = await register({ manifest: manifest('refused'), artifactBase64: wide });
      assert.equal(codeOf(mismatch), 'ARTIFACT_MISMATCH');
      assert.equal(mismatch.errors?.[0]?.message, 'input features: found shape [N, 3], expected [N, 2] with N free');
      const garbage = await register({ manifest: manifest('refused'), artifactBase64: 'bm8gbW9kZWw=' });
      assert.equal(codeOf(garbage), 'ARTIFACT_INVALID');
      const large = await register({ manifest: manifest('refused'), artifactBase64: 'A'.repeat(20_000) });
      assert.equal(codeOf(large), 'ARTIFACT_TOO_LARGE');
      const bare = await register({ manifest: {} });
      assert.equal(codeOf(bare), 'VALIDATION_FAILED');
      assert.deepEqual((await ask('{ model(name: "refused") { name } }')).data, { model: null });
    });

    test('a version number is given once', async () => {
      assert.equal(
        (await register({ manifest: manifest('numbered'), version: 5 })).data?.registerModelVersion.version,
        5,
      );
      assert.equal(codeOf(await register({ manifest: manifest('numbered'), version: 5 })), 'MODEL_VERSION_EXISTS');
      assert.equal(codeOf(await register({ manifest: manifest('numbered'), version: 0 })), 'VALIDATION_FAILED');
      assert.equal((await register({ manifest: manifest('numbered') })).data?.registerModelVersion.version, 6);
      const { data } = await ask('{ model(name: "numbered") { versions(before: 6) { version } } }');
      assert.deepEqual(data?.model.versions, [{ version: 5 }]);
    });

    test('a promotion replaces the champion, a rollback brings it back, and the history remembers', async () => {
      await addVersions('promoted', 2);
      now = START + 1_000;
      assert.deepEqual((await change('promoteModelVersion', 'promoted', 1)).data?.promoteModelVersion, {
        stage: 'PRODUCTION',
      });
      now = START + 2_000;
      await change('stageModelVersion', 'promoted', 2);
      await change('promoteModelVersion', 'promoted', 2);
      assert.deepEqual(await deployments(store, 'promoted'), [2]);
      now = START + 3_000;
      const back = await ask(
        'mutation { rollbackModel(model: "promoted", reason: "worse") { version stage promotedAt } }',
      );
      assert.deepEqual(back.data?.rollbackModel, {
        version: 1,
        stage: 'PRODUCTION',
        promotedAt: '2026-11-22T00:00:03.000Z',
      });
      assert.deepEqual(await deployments(store, 'promoted'), [1]);
      const { data } = await ask(
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

    test('moves that the stages do not allow are refused', async () => {
      await addVersions('strict', 2);
      await change('promoteModelVersion', 'strict', 1);
      const refused = async (mutation: string, version: number) =>
        assert.equal(codeOf(await change(mutation, 'strict', version)), 'STAGE_TRANSITION_REFUSED');
      await refused('archiveModelVersion', 1);
      await refused('promoteModelVersion', 1);
      assert.deepEqual((await change('archiveModelVersion', 'strict', 2)).data?.archiveModelVersion, {
        stage: 'ARCHIVED',
      });
      await refused('promoteModelVersion', 2);
      const rollback = await ask('mutation { rollbackModel(model: "strict", reason: "none before") { version } }');
      assert.equal(codeOf(rollback), 'STAGE_TRANSITION_REFUSED');
      assert.deepEqual(await deployments(store, 'strict'), [1]);
    });

    test('unknown models, versions and blank reasons are refused with their codes', async () => {
      assert.equal(codeOf(await change('promoteModelVersion', 'nobody', 1)), 'MODEL_NOT_FOUND');
      await addVersions('lonely', 1);
      assert.equal(codeOf(await change('promoteModelVersion', 'lonely', 9)), 'MODEL_VERSION_NOT_FOUND');
      const blank = await ask('mutation { promoteModelVersion(model: "lonely", version: 1, reason: " ") { stage } }');
      assert.equal(codeOf(blank), 'VALIDATION_FAILED');
      const { data } = await ask(
        '{ modelVersion(model: "lonely", version: 9) { stage } model(name: "nobody") { name } }',
      );
      assert.deepEqual(data, { modelVersion: null, model: null });
      assert.equal(
        codeOf(await ask('{ model(name: "lonely") { versions(first: 201) { version } } }')),
        'TOO_MANY_ITEMS',
      );
    });

    test('20 promotions at once leave exactly one champion, and a history without gaps', async () => {
      await addVersions('raced', 20);
      const race = Array.from({ length: 20 }, (_, at) =>
        models.registry.promote({ model: 'raced', version: at + 1 }, BY),
      );
      await Promise.all(race);
      const [champion, ...others] = await deployments(store, 'raced');
      assert.deepEqual(others, []);
      const { data } = await ask(
        '{ model(name: "raced") { history(first: 200) { version action } champion { version } } }',
      );
      const history: { version: number; action: string }[] = data?.model.history;
      assert.equal(data?.model.champion.version, champion);
      assert.equal(history.filter(({ action }) => action === 'PROMOTE').length, 20);
      assert.equal(history.filter(({ action }) => action === 'REPLACE').length, 19);
      assert.deepEqual(history[0], { version: champion, action: 'PROMOTE' });
    });

    test('the database itself refuses a second champion and a changed history', async () => {
      await addVersions('guarded', 2);
      await models.registry.promote({ model: 'guarded', version: 1 }, BY);
      const db = store.database.tables<never>();
      await assert.rejects(
        sql`UPDATE models.model_version SET stage = 'PRODUCTION' WHERE model = 'guarded'`.execute(db),
        /one_champion/,
      );
      await assert.rejects(sql`DELETE FROM models.stage_change`.execute(db), /append-only/);
    });

    test('entities are found in one statement, in order, with null for the unknown', async () => {
      await addVersions('entity', 2);
      const { data } = await ask(ENTITIES, {
        representations: [
          { __typename: 'ModelVersion', model: 'entity', version: 2 },
          { __typename: 'Model', name: 'entity' },
          { __typename: 'ModelVersion', model: 'entity', version: 7 },
          { __typename: 'ModelVersion', model: 'entity', version: 2 },
        ],
      });
      const second = { __typename: 'ModelVersion', version: 2, stage: 'NONE' };
      assert.deepEqual(data?._entities, [second, { __typename: 'Model', name: 'entity' }, null, second]);
    });

    test('an artifact is proved on every read, and registering the file again repairs it', async () => {
      const db = store.database.tables<never>();
      const bytes = matrixModel(1);
      const file = {
        manifest: { ...manifest('kept'), signature: signatureOf({ lead_age: 'double' }) },
        artifactBase64: Buffer.from(bytes).toString('base64'),
      };
      await register(file);
      const digest = digestOf(bytes);
      assert.deepEqual(Buffer.from(await readArtifact(db, digest)), Buffer.from(bytes));
      await sql`UPDATE models.artifact SET bytes = set_byte(bytes, 9, 255) WHERE digest = ${digest}`.execute(db);
      await assert.rejects(readArtifact(db, digest), { code: 'ARTIFACT_CORRUPT' });
      await register(file);
      assert.equal((await readArtifact(db, digest)).length, bytes.length);
      await assert.rejects(readArtifact(db, digestOf(new Uint8Array())), {
        code: 'ARTIFACT_CORRUPT',
        message: /no artifact/,
      });
    });
  });
});

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape it asked for
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions?.code;

/** One time in the middle of each second after `start`: $t0, $t1, … */
function timesAfter(start: number): Record<string, string> {
  return Object.fromEntries([0, 1, 2, 3].map((at) => [`t${at}`, new Date(start + at * 1_000 + 500).toISOString()]));
}

async function deployments({ database }: TestDatabase, model: string): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`SELECT version FROM models.live_deployment
    WHERE model = ${model} AND role = 'CHAMPION' AND traffic_share = 1`.execute(database.tables<never>());
  return rows.map(({ version }) => version);
}

const REGISTER = `mutation($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
  model version stage description framework digest sizeBytes createdAt createdBy promotedAt
  signature { inputForm inputs { name type required } outputs { name dtype shape } }
  calibration { method slope intercept } metrics { name value } referenceWindow { from until rows }
} }`;

const ENTITIES = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on ModelVersion { version stage } ... on Model { name }
} }`;
