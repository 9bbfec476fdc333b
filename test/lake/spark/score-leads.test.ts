import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { DeltaTable } from '../../../lake/delta/delta-table.ts';
import type { Lake } from '../../../lake/delta/lake.ts';
import { EMPTY_FEATURE_VECTOR } from '../../../lake/features/features.ts';
import { createLogger } from '../../../platform/logger.ts';
import { projectFile } from '../../../platform/process/program.ts';
import { DEFAULT_GRADE_POLICY, grade } from '../../../scoring/grade.ts';
import { modelManifest } from '../../../scoring/model-manifest.ts';
import { BatchEngine } from '../../../subgraphs/scores/batch/engine/batch-engine.ts';
import { planParts } from '../../../subgraphs/scores/batch/engine/batch-part.ts';
import { PREDICTION_COLUMNS } from '../../../subgraphs/scores/batch/predictions-table.ts';
import { points } from '../../../subgraphs/scores/record/points.ts';
import { whyNoLakePython } from '../../support/lake/lake-python.ts';
import { type PythonSession, startPython } from '../../support/lake/python-session.ts';
import {
  type SparkModel,
  START_SPARK,
  scoreOnSpark,
  sparkModel,
  writeSpecification,
} from '../../support/lake/spark-job.ts';
import { tableRows, temporaryLake } from '../../support/lake/temporary-lake.ts';
import { startMlflowServer, whyNoMlflow } from '../../support/mlflow/mlflow-server.ts';
import { signatureOf } from '../../support/models/model-signature.ts';
import { columnsModel, matrixModel } from '../../support/models/onnx-file.ts';
import { writeGoldRows } from '../../support/scores/gold-table.ts';

const skip = whyNoLakePython('pyspark', 'delta', 'onnxruntime', 'pandas', 'pyarrow') ?? false;

const log = createLogger('silent');
// float32 scores: the runtime of Python may round the last bit otherwise than that of Node
const TOLERANCE = 1e-6;

describe('batch jobs on Spark', { skip }, () => {
  let python: PythonSession;
  before(async () => {
    python = startPython();
    await python.run(START_SPARK);
  });
  after(() => python.close());

  for (const number of [1, 2])
    test(`Spark scores demo model ${number} as the batch engine does`, async (t) => {
      const lake = await temporaryLake(t);
      const model = await demoModel(number);
      await writeGoldRows(lake, await demoRows(number));
      await compare(lake, model);
    });

  test('Spark fills whole numbers, one matrix of all columns and a calibrated model as the batch engine does', async (t) => {
    const integers = signatureOf({ meetings: 'long', calls_connected: 'integer' });
    const inputs = [
      { name: 'meetings', type: 'int64', shape: ['N', 1] },
      { name: 'calls_connected', type: 'int32', shape: ['N'] },
    ] as const;
    const calibration = { method: 'PLATT', slope: 1.5, intercept: -0.25 } as const;
    const models = [
      sparkModel(3, columnsModel([...inputs]), integers),
      sparkModel(4, matrixModel(2), signatureOf({ lead_age: 'double', meetings: 'double' }), calibration),
    ];
    for (const model of models) {
      const lake = await temporaryLake(t);
      const rows = [0, 1, 2, 3, null].map((value, at) =>
        lead(`l${at}`, { meetings: value, calls_connected: value, lead_age: 0.1 }),
      );
      await writeGoldRows(lake, rows);
      await compare(lake, model);
    }
  });

  test('a job on Spark that is repeated adds nothing, and open leads are scored by default', async (t) => {
    const lake = await temporaryLake(t);
    const specification = await writeSpecification(`${lake.folder}/jobs`, await demoModel(2));
    await writeGoldRows(lake, [lead('a'), lead('b'), { ...lead('c'), is_closed: true }]);
    const args = ['--lake', lake.folder, '--specification', specification];
    const first = await scoreOnSpark(python, args);
    const again = await scoreOnSpark(python, args);
    assert.deepEqual([first.isRepeat, first.rows, first.failed], [false, 2, 0]);
    assert.deepEqual([again.isRepeat, again.rows, again.jobId], [true, 2, first.jobId]);
    const rows = await tableRows(lake, 'predictions');
    assert.deepEqual(
      rows.map((row) => [row.lead_id, row.engine, row.job_id]),
      ['a', 'b'].map((id) => [id, 'spark', first.jobId]),
    );
    const snapshot = await DeltaTable.at(lake, 'predictions').snapshot();
    assert.equal(snapshot?.txnVersion(first.jobId), 1);
    assert.deepEqual(
      snapshot?.schema.map(({ name, type, nullable }) => [name, type, nullable]),
      PREDICTION_COLUMNS.map(({ name, type, nullable }) => [name, type, nullable]),
    );
  });

  test('a job on Spark for changed leads skips those whose features and version are the same', async (t) => {
    const lake = await temporaryLake(t);
    const specification = await writeSpecification(`${lake.folder}/jobs`, await demoModel(2));
    await DeltaTable.at(lake, 'predictions').create(PREDICTION_COLUMNS);
    await writeGoldRows(lake, [lead('a'), lead('b', { meetings: 1 })]);
    const args = ['--lake', lake.folder, '--specification', specification, '--only-changed'];
    assert.equal((await scoreOnSpark(python, args)).rows, 2);
    await writeGoldRows(lake, [lead('a', { lead_age: 9 }), lead('b', { meetings: 2 }), lead('c')]);
    const { rows, jobId } = await scoreOnSpark(python, args);
    const found = (await tableRows(lake, 'predictions')).filter((row) => row.job_id === jobId);
    assert.deepEqual([rows, found.map((row) => row.lead_id)], [2, ['b', 'c']]);
    const other = await writeSpecification(`${lake.folder}/other`, await demoModel(1));
    const all = await scoreOnSpark(python, [...args.slice(0, 2), '--specification', other, '--only-changed']);
    assert.equal(all.rows, 3);
  });

  test('a job on Spark is refused for another file and for features that the table lacks, and writes nothing', async (t) => {
    const lake = await temporaryLake(t);
    const model = await demoModel(2);
    const specification = await writeSpecification(`${lake.folder}/jobs`, model);
    const other = await writeSpecification(`${lake.folder}/other`, await demoModel(1));
    await writeGoldRows(lake, [lead('a')]);
    const args = ['--lake', lake.folder, '--specification', specification];
    await assert.rejects(
      scoreOnSpark(python, [...args, '--model', other.replace('batch.json', 'model.onnx')]),
      new RegExp(`found a file with SHA-256 \\w+, expected ${model.version.digest}`),
    );
    const fewer = `${lake.folder}/fewer`;
    await python.run(
      "spark.read.format('delta').load(given['from']).drop('meetings').write.format('delta').save(given['to'])",
      { from: `${lake.folder}/gold/features`, to: fewer },
    );
    await assert.rejects(scoreOnSpark(python, [...args, '--features', fewer]), /found no column meetings/);
    assert.deepEqual(await tableRows(lake, 'predictions'), []);
  });

  const noRegistry = whyNoMlflow() ?? whyNoLakePython('mlflow') ?? false;
  test('Spark takes the file of a version or an alias from an MLflow registry, if it is that of the specification', {
    skip: noRegistry,
  }, async (t) => {
    const server = await startMlflowServer();
    t.after(() => server.close());
    await server.logModels(['spark']);
    await server.call('POST', 'registered-models/alias', { name: 'spark-matrix', alias: 'champion', version: '1' });
    const base64 = await python.run<string>(
      `
import base64, mlflow
mlflow.set_tracking_uri(given['url'])
folder = mlflow.artifacts.download_artifacts(artifact_uri='models:/spark-matrix/1')
data = mlflow.models.Model.load(folder).flavors['onnx']['data']
result = base64.b64encode(open(f'{folder}/{data}', 'rb').read()).decode()`,
      { url: server.url },
    );
    const signature = signatureOf({ lead_age: 'float', meetings: 'float' }, 2);
    const lake = await temporaryLake(t);
    const specification = await writeSpecification(
      `${lake.folder}/jobs`,
      sparkModel(1, Buffer.from(base64, 'base64'), signature),
    );
    await writeGoldRows(lake, [lead('a', { lead_age: 1, meetings: 2 }), lead('b', { lead_age: -1, meetings: 0 })]);
    const scoresOf = async (...args: string[]) => {
      const jobId = args.at(-1) ?? 'file';
      await scoreOnSpark(python, ['--lake', lake.folder, '--specification', specification, '--job-id', jobId, ...args]);
      const rows = (await tableRows(lake, 'predictions', 'lead_id')).filter((row) => row.job_id === jobId);
      return rows.map((row) => row.probability);
    };
    const expected = await scoresOf();
    assert.equal(expected.length, 2);
    assert.deepEqual(await scoresOf('--model', 'models:/spark-matrix/1'), expected);
    assert.deepEqual(await scoresOf('--model', 'models:/spark-matrix@champion'), expected);
    await assert.rejects(scoresOf('--model', 'models:/spark-plain/2'), /found a file with SHA-256/);
  });

  /** Scores a table by both engines and compares the rows. */
  async function compare(lake: Lake & { readonly folder: string }, model: SparkModel): Promise<void> {
    const specification = await writeSpecification(`${lake.folder}/jobs`, model);
    const args = ['--lake', lake.folder, '--specification', specification, '--filter', 'true'];
    const { failed } = await scoreOnSpark(python, args);
    const rows = await tableRows(lake, 'predictions', 'lead_id');
    const leads = (await tableRows(lake, 'gold/features')).length;
    const expected = await scoresOfEngine(lake, model);
    assert.deepEqual([rows.length, failed], [expected.size, leads - expected.size]);
    for (const row of rows) {
      const leadId = String(row.lead_id);
      const [raw, probability] = expected.get(leadId) as readonly [number, number];
      assert.ok(Math.abs(Number(row.raw_score) - raw) <= TOLERANCE, `${leadId}: raw ${row.raw_score}, not ${raw}`);
      const found = Number(row.probability);
      assert.ok(Math.abs(found - probability) <= TOLERANCE, `${leadId}: ${found}, not ${probability}`);
      assert.deepEqual([row.points, row.grade], [points(found), grade(found, DEFAULT_GRADE_POLICY.limits)], leadId);
    }
  }
});

/** Raw score and probability by lead, of the platform's own batch engine; without leads that got none. */
async function scoresOfEngine(
  lake: Lake,
  { version, bytes }: SparkModel,
): Promise<Map<string, readonly [number, number]>> {
  const snapshot = await DeltaTable.at(lake, 'gold/features').snapshot();
  const files = snapshot?.files.map(({ path, rows }) => ({ path: `gold/features/${path}`, rows: rows ?? 0 })) ?? [];
  // the ids sort as the rows lie in the file
  const leads = await tableRows(lake, 'gold/features', 'lead_id');
  const engine = await BatchEngine.open({ lake, log, version, bytes, workers: 1 });
  const scores = new Map<string, readonly [number, number]>();
  try {
    for await (const part of engine.score(planParts(files)))
      for (const [at, row] of part.rowNumbers.entries())
        if (!Number.isNaN(part.raw[at]))
          scores.set(String(leads[row]?.lead_id), [part.raw[at] as number, part.probabilities[at] as number]);
  } finally {
    await engine.close();
  }
  return scores;
}

async function demoModel(number: number): Promise<SparkModel> {
  const { signature, calibration } = await manifestOf(number);
  const bytes = await readFile(projectFile(`subgraphs/models/demo/lead-conversion-${number}.onnx`));
  return sparkModel(number, bytes, signature, calibration);
}

async function manifestOf(number: number) {
  const text = await readFile(projectFile(`subgraphs/models/demo/lead-conversion-${number}.json`), 'utf8');
  return modelManifest.parse(JSON.parse(text));
}

/** Rows of the reference window, and some with everything missing, unseen or extreme. Ids sort as the rows are written. */
async function demoRows(number: number): Promise<readonly object[]> {
  const { referenceWindow } = await manifestOf(number);
  const columns = Object.entries(referenceWindow.features);
  const rows = Array.from({ length: referenceWindow.rows }, (_, at) =>
    lead(`m${String(at).padStart(6, '0')}`, Object.fromEntries(columns.map(([name, values]) => [name, values[at]]))),
  );
  const extreme = { company_size: 1e12, page_views: 0, lead_age: -1, industry: 'never seen', country: '' };
  return [lead('a'), lead('b', extreme), ...rows];
}

function lead(id: string, features: Readonly<Record<string, unknown>> = {}) {
  return { ...EMPTY_FEATURE_VECTOR, ...features, lead_id: id, as_of: 1_796_000_000_000, is_closed: false };
}
