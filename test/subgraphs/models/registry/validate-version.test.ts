import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { BYTES, codeOf, ModelsBench, manifestOf } from '../../../support/models/models-bench.ts';
import { matrixModel } from '../../../support/models/onnx-file.ts';

const VALIDATE = `mutation ($input: ValidateModelVersionInput!) { validateModelVersion(input: $input) {
  isValid faults { code path found expected message } warnings sizeBytes inputForm scoreComparison { rows }
  oneRowMs batchMs costClass explanationMethod inexactBecause } }`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

onEachDatabase((kind, open) => {
  describe(`the validation of a version on ${kind}`, () => {
    let bench: ModelsBench;
    before(async () => {
      bench = await ModelsBench.open(open);
    });
    after(() => bench.close());
    const validate = async (manifest: unknown, bytes: Uint8Array = BYTES) => {
      const answer = await bench.ask(VALIDATE, { input: { manifest, artifactBase64: base64(bytes) } });
      assert.equal(answer.errors, undefined);
      return answer.data.validateModelVersion;
    };

    test('A valid version is measured, and nothing of it is stored or audited', async () => {
      const found = await validate(manifestOf('draft'));
      assert.deepEqual([found.isValid, found.faults, found.sizeBytes], [true, [], BYTES.length]);
      assert.deepEqual([found.inputForm, found.scoreComparison.rows, found.costClass], ['MATRIX', 2, 'IN_PROCESS']);
      assert.ok(found.oneRowMs > 0 && found.batchMs > 0);
      assert.ok(['LINEAR', 'TREES', 'PERMUTATION'].includes(found.explanationMethod));
      assert.equal(found.inexactBecause === null, found.explanationMethod !== 'PERMUTATION');
      assert.equal(found.warnings.length, 2);
      const { rows } = await sql`SELECT model AS name FROM models.audit_event WHERE model = 'draft'
        UNION ALL SELECT name FROM models.model WHERE name = 'draft'`.execute(bench.db);
      assert.deepEqual(rows, []);
    });

    test('Faults of manifest and file are named at once, each with the code of a registration', async () => {
      const { referenceWindow, ...manifest } = manifestOf('draft');
      const wrong = { ...manifest, metrics: { auc: 1.2 }, scoreTolerance: 1, calibration: { method: 'ISOTONIC' } };
      const { isValid, faults } = await validate(wrong, matrixModel(3));
      assert.equal(isValid, false);
      assert.deepEqual(
        faults.map(({ code, path, found, expected }: Record<string, string>) => [code, path, found, expected]),
        [
          ['VALIDATION_FAILED', 'manifest.calibration.method', '"ISOTONIC"', 'one of "IDENTITY", "PLATT"'],
          ['VALIDATION_FAILED', 'manifest.scoreTolerance', '1', 'at most 0.01'],
          ['VALIDATION_FAILED', 'manifest.metrics.auc', '1.2', '0 to 1'],
          ['ARTIFACT_MISMATCH', 'input features', 'shape [N, 3]', '[N, 2] with N free'],
        ],
      );
      const registered = await bench.register({ manifest: wrong });
      assert.equal(codeOf(registered), 'VALIDATION_FAILED');
      assert.equal(registered.errors?.[0]?.message.split('; ').length, 3);
    });

    test('Parts that are needed later are warned of', async () => {
      const { referenceWindow, metrics, ...manifest } = manifestOf('draft');
      const { isValid, warnings, explanationMethod } = await validate(manifest);
      assert.deepEqual([isValid, explanationMethod], [true, null]);
      const places = warnings.map((warning: string) => warning.split(':')[0]);
      assert.deepEqual(places, [
        'manifest.metrics.auc',
        'manifest.metrics.ece',
        'manifest.holdoutDigest',
        'manifest.referenceWindow',
      ]);
    });
  });
});
