import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { EMPTY_FEATURE_VECTOR, type FeatureVector } from '../../../../lake/features/features.ts';
import { projectFile } from '../../../../platform/process/program.ts';
import type { ModelSignature } from '../../../../scoring/model-manifest.ts';
import { OnnxSession } from '../../../../scoring/onnx/onnx-session.ts';
import { inspectArtifact } from '../../../../subgraphs/models/validation/inspect-artifact.ts';
import { parseVersionDocument } from '../../../../subgraphs/models/versions/rules/version-document.ts';

const FIXTURES = projectFile('test/fixtures/models/');
const DEMO = projectFile('subgraphs/models/demo/');

/** Refusals of the faulty files. */
const REFUSALS: Readonly<Record<string, readonly [code: string, message: RegExp]>> = {
  'wrong-input-name.onnx': ['ARTIFACT_MISMATCH', /found inputs company_size, page_vues, time_on_site/],
  'wrong-input-type.onnx': ['ARTIFACT_MISMATCH', /input page_views: found a string tensor/],
  'wrong-width.onnx': ['ARTIFACT_MISMATCH', /found shape \[N, 4\], expected \[N, 3\]/],
  'unknown-feature.onnx': ['ARTIFACT_MISMATCH', /signature input shoe_size: found no feature of this name/],
  'zipmap-output.onnx': ['ARTIFACT_ZIPMAP_OUTPUT', /sequence of maps, as ZipMap makes it/],
  'three-classes.onnx': ['ARTIFACT_MISMATCH', /signature outputs: found classes float32 \[-1,3\]/],
  'unsupported-operator.onnx': ['ARTIFACT_INVALID', /operator Divine: found domain com\.example/],
  'unsupported-opset.onnx': ['ARTIFACT_INVALID', /cannot load the file: ONNX Runtime only .* Opset 99/],
  'fails-when-run.onnx': ['ARTIFACT_INVALID', /warm-up: the model failed on 1 rows/],
  'nan-output.onnx': ['ARTIFACT_MISMATCH', /warm-up on a lead without interactions .* found the score NaN/],
};

interface Fixture {
  readonly file: string;
  readonly fault: string | null;
  readonly signature: ModelSignature;
}

describe('files of another maker', () => {
  const { models } = JSON.parse(readFileSync(new URL('models.json', FIXTURES), 'utf8')) as { models: Fixture[] };
  for (const { file, fault, signature } of models)
    test(`${file} ${fault ? `is refused (${fault})` : 'is taken'}`, async () => {
      const inspected = inspectArtifact({ bytes: readFileSync(new URL(file, FIXTURES)), signature, sample: [] });
      if (!fault) return assert.equal((await inspected).inputForm, 'MATRIX');
      const [code, message] = REFUSALS[file] ?? [];
      assert.ok(code && message, `no refusal is stated for ${file}`);
      await assert.rejects(inspected, { code, message });
    });
});

describe('the demo models', () => {
  for (const version of [1, 2])
    test(`Version ${version} fits, and scores its reference window as its manifest says`, async () => {
      const bytes = readFileSync(new URL(`lead-conversion-${version}.onnx`, DEMO));
      const text = readFileSync(new URL(`lead-conversion-${version}.json`, DEMO), 'utf8');
      const { signature, calibration, referenceWindow } = parseVersionDocument(JSON.parse(text));
      assert.ok(referenceWindow && calibration.method === 'PLATT');
      const rows = Array.from({ length: referenceWindow.rows }, (_, row) => ({
        ...EMPTY_FEATURE_VECTOR,
        ...Object.fromEntries(Object.entries(referenceWindow.features).map(([name, values]) => [name, values[row]])),
      })) as FeatureVector[];
      await inspectArtifact({ bytes, signature, sample: rows.slice(0, 16) });
      const session = await OnnxSession.load(bytes, signature);
      const raw = await session.run(rows);
      await session.release();
      const { slope, intercept } = calibration;
      const calibrated = [...raw].map((p) => 1 / (1 + Math.exp(-(slope * Math.log(p / (1 - p)) + intercept))));
      const differences = calibrated.map((score, row) => Math.abs(score - (referenceWindow.scores[row] ?? 2)));
      assert.ok(Math.max(...differences) < 1e-3, `largest difference ${Math.max(...differences)}`);
    });
});
