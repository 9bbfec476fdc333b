import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { z } from 'zod';
import { FEATURES } from '../../lake/features/features.ts';
import { projectFile } from '../../platform/process/program.ts';
import { type ModelManifest, modelManifest } from '../../scoring/model-manifest.ts';

const DEMO = projectFile('subgraphs/models/demo/');
const values = z.array(z.union([z.number(), z.string(), z.null()]));
const goldenFile = z.object({
  rows: z.number(),
  features: z.record(z.string(), values),
  probabilities: z.record(z.string(), z.array(z.number())),
});

type Columns = Readonly<Record<string, readonly (number | string | null)[]>>;

const golden = goldenFile.parse(await readJson(projectFile('test/training/golden-probabilities.json')));

for (const version of [1, 2]) {
  describe(`lead-conversion version ${version}`, async () => {
    const artifact = await readFile(new URL(`lead-conversion-${version}.onnx`, DEMO));
    const manifest = modelManifest.parse(await readJson(new URL(`lead-conversion-${version}.json`, DEMO)));
    const session = await InferenceSession.create(artifact, { intraOpNumThreads: 1 });
    const score = (columns: Columns) => run(session, manifest, columns);

    it('takes one input per feature, in the order of the feature vector, and any of them may be missing', () => {
      const types = { number: 'float', category: 'string' } as const;
      const inputs = FEATURES.map(({ name, kind }) => ({ name, type: types[kind], required: false }));
      assert.deepEqual(manifest.signature.inputs, inputs);
      assert.deepEqual(
        [...session.inputNames],
        inputs.map(({ name }) => name),
      );
      assert.deepEqual([...session.outputNames], ['probabilities']);
    });

    it('gives what scikit-learn gave, also for missing and unknown values', async () => {
      const expected = golden.probabilities[version] ?? assert.fail(`no golden values of version ${version}`);
      const found = await score(golden.features);
      assert.equal(found.length, golden.rows);
      for (const [row, probability] of found.entries()) {
        near(probability, expected[row], 1e-6, `row ${row}`);
      }
    });

    it('tells a missing category from a known one and from an unknown one', async () => {
      const [known, missing, unknown] = await score(
        variants('licence_type', ['COMMERCIAL', null, 'NEVER_SEEN_BEFORE']),
      );
      assert.notEqual(missing, known);
      assert.notEqual(unknown, missing);
    });

    it('treats all unknown categories alike', async () => {
      const [one, other, lower] = await score(variants('country', ['XX', 'YY', 'in']));
      assert.equal(one, other);
      assert.equal(one, lower);
    });

    it('answers between 0 and 1 for a lead of which nothing is known, and for absurd numbers', async () => {
      const nothing = Object.fromEntries(FEATURES.map(({ name }) => [name, [null]]));
      const absurd = variants('time_on_site', [-5, 1e30, 0]);
      for (const probability of [...(await score(nothing)), ...(await score(absurd))]) {
        assert.ok(probability > 0 && probability < 1, String(probability));
      }
    });

    it('scores its reference window as the manifest says', async () => {
      const { features, scores, rows } = manifest.referenceWindow;
      const raw = await score(features);
      assert.equal(raw.length, rows);
      for (const [row, probability] of raw.entries()) {
        near(calibrate(probability, manifest), scores[row], 2e-6, `row ${row}`);
      }
    });

    it('comes with a reference window of equally long columns out of its holdout', () => {
      const { features, scores, rows, from, until } = manifest.referenceWindow;
      const { trainUntil, calibrateUntil, holdoutUntil } = manifest.split;
      assert.equal(rows, 2_000);
      assert.ok([...Object.values(features), scores].every((column) => column.length === rows));
      assert.ok(trainUntil < calibrateUntil && calibrateUntil <= from && from < until && until < holdoutUntil);
    });

    it('is small, and its manifest too', async () => {
      assert.ok(artifact.byteLength < 500_000);
      assert.ok((await readFile(new URL(`lead-conversion-${version}.json`, DEMO))).byteLength < 600_000);
    });
  });
}

describe('the demo versions', () => {
  it('differ: the second is better by at least 0.02 in AUC, and both are calibrated', async () => {
    const [first, second] = await Promise.all([1, 2].map((version) => metricsOf(version)));
    assert.ok(first?.auc && second?.auc && second.auc - first.auc >= 0.02);
    assert.ok((first.ece ?? 1) < 0.02 && (second.ece ?? 1) < 0.02);
    assert.ok((second.liftAt10 ?? 0) > 3.5);
  });
});

async function metricsOf(version: number): Promise<ModelManifest['metrics']> {
  return modelManifest.parse(await readJson(new URL(`lead-conversion-${version}.json`, DEMO))).metrics;
}

/** The plain golden row, once for each value of one feature. */
function variants(feature: string, values: readonly (number | string | null)[]): Columns {
  const plain = golden.features.industry?.indexOf('TRADING', 14) ?? -1;
  const columns = Object.entries(golden.features).map(([name, column]) => [
    name,
    values.map(() => column[plain] ?? null),
  ]);
  return { ...Object.fromEntries(columns), [feature]: values };
}

async function run(session: InferenceSession, manifest: ModelManifest, columns: Columns): Promise<number[]> {
  const feeds = manifest.signature.inputs.map(({ name, type }) => {
    const column = columns[name] ?? assert.fail(`no column ${name}`);
    const shape = [column.length, 1];
    if (type === 'string')
      return [
        name,
        new Tensor(
          'string',
          column.map((value) => String(value ?? '')),
          shape,
        ),
      ];
    return [
      name,
      new Tensor(
        'float32',
        Float32Array.from(column, (value) => Number(value ?? Number.NaN)),
        shape,
      ),
    ];
  });
  const { probabilities } = await session.run(Object.fromEntries(feeds), ['probabilities']);
  const data = probabilities?.data as Float32Array;
  return Array.from({ length: data.length / 2 }, (_, row) => data[2 * row + 1] ?? Number.NaN);
}

function calibrate(raw: number, { calibration }: ModelManifest): number {
  assert.ok(calibration.method === 'PLATT');
  return 1 / (1 + Math.exp(-(calibration.slope * Math.log(raw / (1 - raw)) + calibration.intercept)));
}

function near(found: number, expected: number | undefined, tolerance: number, where: string): void {
  assert.ok(Math.abs(found - (expected ?? Number.NaN)) <= tolerance, `${where}: found ${found}, expected ${expected}`);
}

async function readJson(url: URL): Promise<unknown> {
  return JSON.parse(await readFile(url, 'utf8'));
}
