import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { digestOf, readArtifact } from '../../../../scoring/artifact.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { signatureOf } from '../../../support/models/model-signature.ts';
import { BYTES, codeOf, ModelsBench, manifestOf } from '../../../support/models/models-bench.ts';
import { matrixModel } from '../../../support/models/onnx-file.ts';

onEachDatabase((kind, open) => {
  describe(`registration on ${kind}`, () => {
    let bench: ModelsBench;
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'registration-'));
      bench = await ModelsBench.open(open, { artifactSources: [folder] });
    });
    after(async () => {
      await bench.close();
      await rm(folder, { recursive: true });
    });

    test('A registered version shows what its manifest says', async () => {
      const { data, errors } = await bench.register({
        manifest: manifestOf('shown'),
        stage: 'STAGING',
        reason: 'first try',
      });
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
      const { data: found } = await bench.ask(`{ model(name: "shown") { champion { version } versions { version }
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

    test('A file that does not fit its manifest is refused with the reason, and nothing is stored', async () => {
      const wide = Buffer.from(matrixModel(3)).toString('base64');
      const mismatch = await bench.register({ manifest: manifestOf('refused'), artifactBase64: wide });
      assert.equal(codeOf(mismatch), 'ARTIFACT_MISMATCH');
      assert.equal(mismatch.errors?.[0]?.message, 'input features: found shape [N, 3], expected [N, 2] with N free');
      const garbage = await bench.register({ manifest: manifestOf('refused'), artifactBase64: 'bm8gbW9kZWw=' });
      assert.equal(codeOf(garbage), 'ARTIFACT_INVALID');
      const large = await bench.register({ manifest: manifestOf('refused'), artifactBase64: 'A'.repeat(20_000) });
      assert.equal(codeOf(large), 'ARTIFACT_TOO_LARGE');
      const bare = await bench.register({ manifest: {} });
      assert.equal(codeOf(bare), 'VALIDATION_FAILED');
      assert.deepEqual((await bench.ask('{ model(name: "refused") { name } }')).data, { model: null });
    });

    test('A file can lie in a folder of the allow-list, and only there', async () => {
      await writeFile(join(folder, 'model.onnx'), BYTES);
      const from = (input: Record<string, unknown>) =>
        bench.register({ manifest: manifestOf('from-file'), artifactBase64: null, ...input });
      const { data } = await from({ artifactPath: join(folder, 'model.onnx') });
      assert.equal(data.registerModelVersion.digest, digestOf(BYTES));
      assert.equal(codeOf(await from({ artifactPath: '/etc/passwd' })), 'ARTIFACT_SOURCE_REFUSED');
      assert.equal(codeOf(await from({ artifactUrl: 'http://127.0.0.1/model.onnx' })), 'ARTIFACT_SOURCE_REFUSED');
      const both = { artifactPath: join(folder, 'model.onnx'), artifactBase64: 'AAAA' };
      assert.equal(codeOf(await from(both)), 'VALIDATION_FAILED');
      const { data: kept } = await bench.ask('{ model(name: "from-file") { versions { version } } }');
      assert.deepEqual(kept.model.versions, [{ version: 1 }]);
    });

    test('A file is compared with the scores of its reference window, and the version has the result', async () => {
      const shown = 'scoreComparison { rows tolerance largestDifference }';
      const comparisonOf = async (model: string) =>
        (await bench.ask(`{ model(name: "${model}") { versions { ${shown} } } }`)).data.model?.versions[0]
          .scoreComparison;
      await bench.register({ manifest: manifestOf('faithful') });
      const { largestDifference, ...comparison } = await comparisonOf('faithful');
      assert.deepEqual(comparison, { rows: 2, tolerance: 1e-4 });
      assert.ok(largestDifference > 0 && largestDifference < 1e-6);

      const { referenceWindow, ...manifest } = manifestOf('lossy');
      const window = { ...referenceWindow, scores: [referenceWindow.scores[0], 0.99] };
      const lossy = await bench.register({ manifest: { ...manifest, referenceWindow: window } });
      assert.equal(codeOf(lossy), 'ARTIFACT_SCORES_DIFFER');
      assert.equal(
        lossy.errors?.[0]?.message,
        'scores of the file: found 1 of 2 rows more than 0.0001 away (row 1: expected 0.99, found 0.998073), expected the scores of manifest.referenceWindow',
      );
      assert.equal(await comparisonOf('lossy'), undefined);
      const tolerant = { ...manifest, referenceWindow: window, scoreTolerance: 0.01 };
      assert.equal((await bench.register({ manifest: tolerant })).errors, undefined);
      const careless = await bench.register({ manifest: { ...tolerant, scoreTolerance: 0.02 } });
      assert.equal(codeOf(careless), 'VALIDATION_FAILED');

      await bench.register({ manifest: { ...manifest, model: 'unproved' } });
      assert.equal(await comparisonOf('unproved'), null);
    });

    test('A caller has at most two concurrent registrations', async () => {
      const answers = await Promise.all([1, 2, 3].map(() => bench.register({ manifest: manifestOf('crowded') })));
      assert.deepEqual(answers.map(codeOf).sort(), ['TOO_MANY_REGISTRATIONS', undefined, undefined]);
      const { data } = await bench.ask('{ model(name: "crowded") { versions { version } } }');
      assert.deepEqual(data.model.versions, [{ version: 2 }, { version: 1 }]);
    });

    test('A version number is used once', async () => {
      assert.equal(
        (await bench.register({ manifest: manifestOf('numbered'), version: 5 })).data?.registerModelVersion.version,
        5,
      );
      assert.equal(
        codeOf(await bench.register({ manifest: manifestOf('numbered'), version: 5 })),
        'MODEL_VERSION_EXISTS',
      );
      assert.equal(codeOf(await bench.register({ manifest: manifestOf('numbered'), version: 0 })), 'VALIDATION_FAILED');
      assert.equal((await bench.register({ manifest: manifestOf('numbered') })).data?.registerModelVersion.version, 6);
      const { data } = await bench.ask('{ model(name: "numbered") { versions(before: 6) { version } } }');
      assert.deepEqual(data?.model.versions, [{ version: 5 }]);
    });

    test('Entities are found in one statement, in order, with null for the unknown', async () => {
      await bench.addVersions('entity', 2);
      const { data } = await bench.ask(ENTITIES, {
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

    test('An artifact is verified on every read, and registering the file again repairs it', async () => {
      const db = bench.db;
      const bytes = matrixModel(1);
      const file = {
        manifest: { model: 'kept', description: 'sigmoid', signature: signatureOf({ lead_age: 'double' }) },
        artifactBase64: Buffer.from(bytes).toString('base64'),
      };
      await bench.register(file);
      const digest = digestOf(bytes);
      assert.deepEqual(Buffer.from(await readArtifact(db, digest)), Buffer.from(bytes));
      await sql`UPDATE models.artifact SET bytes = set_byte(bytes, 9, 255) WHERE digest = ${digest}`.execute(db);
      await assert.rejects(readArtifact(db, digest), { code: 'ARTIFACT_CORRUPT' });
      await bench.register(file);
      assert.equal((await readArtifact(db, digest)).length, bytes.length);
      await assert.rejects(readArtifact(db, digestOf(new Uint8Array())), {
        code: 'ARTIFACT_CORRUPT',
        message: /no artifact/,
      });
    });

    test('A registration happens once per idempotency key, also with two concurrent requests', async () => {
      const input = { manifest: manifestOf('once'), idempotencyKey: 'deploy-1' };
      const answers = await Promise.all([bench.register(input), bench.register(input)]);
      answers.push(await bench.register(input));
      for (const { data, errors } of answers) {
        assert.equal(errors, undefined);
        assert.deepEqual([data?.registerModelVersion.model, data?.registerModelVersion.version], ['once', 1]);
      }
      const { data } = await bench.ask('{ model(name: "once") { versions { version } } }');
      assert.deepEqual(data?.model.versions, [{ version: 1 }]);
      assert.equal(codeOf(await bench.register({ ...input, stage: 'STAGING' })), 'IDEMPOTENCY_KEY_REUSED');
      for (const idempotencyKey of ['', 'k'.repeat(201), 'a\0b'])
        assert.equal(codeOf(await bench.register({ ...input, idempotencyKey })), 'VALIDATION_FAILED');
      const numbered = { manifest: manifestOf('numbered'), version: 7, idempotencyKey: 'deploy-2' };
      for (const { data } of [await bench.register(numbered), await bench.register(numbered)])
        assert.equal(data?.registerModelVersion.version, 7);
    });
  });
});

const ENTITIES = `query($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename ... on ModelVersion { version stage } ... on Model { name }
} }`;
