import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { projectFile } from '../../platform/process/program.ts';
import { ALL_SCHEMAS, copyTemplate } from '../support/database/database-template.ts';
import { type PlatformProcess, startPlatform } from '../support/process/platform-process.ts';
import { ScoringClient } from '../support/scores/scoring-client.ts';

const LIBRARIES = ['scikit-learn-linear', 'scikit-learn-trees', 'lightgbm', 'xgboost', 'catboost'] as const;
const NEEDED = ['lightgbm', 'xgboost', 'catboost', 'sklearn', 'onnxmltools', 'skl2onnx', 'onnxruntime', 'pandas'];
const TOLERANCE = 1e-6;
const PYTHON = process.env.EXPLAIN_PYTHON ?? fileURLToPath(projectFile('.venv/bin/python'));
const SCRIPT = fileURLToPath(projectFile('test/support/training/register_models.py'));
const REGISTER = fileURLToPath(projectFile('training/register.py'));
const COMPARISON = `query ($model: String!, $version: Int!) { modelVersion(model: $model, version: $version) {
  framework metrics { name } signature { inputs { name type } outputs { dtype } } scoreComparison { rows tolerance largestDifference } } }`;

test('register.py is one file of at most 150 lines', () => {
  assert.ok(readFileSync(REGISTER, 'utf8').trimEnd().split('\n').length <= 150);
});

const reason = whyNot();
if (reason) test('register.py against a platform', { skip: `skipped: ${reason}` });
else describe('register.py against a platform', suite);

interface Registered {
  readonly model: string;
  readonly version: number;
  readonly rows: readonly Readonly<Record<string, number | string | null>>[];
  readonly expected: readonly number[];
}

function suite(): void {
  let dataDir: string;
  let platform: PlatformProcess;
  let client: ScoringClient;
  const registered = new Map<string, Registered>();
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'register-'));
    await copyTemplate(dataDir, ALL_SCHEMAS);
    platform = await startPlatform({ DATA_DIR: dataDir, DEMO: 'false' });
    client = new ScoringClient(platform);
    const env = { ...process.env, OMP_NUM_THREADS: '1' };
    const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, `${platform.url}/graphql`, platform.token], { env });
    for (const line of stdout.trim().split('\n')) {
      const each = JSON.parse(line) as Registered;
      registered.set(each.model.replace('graphql-', ''), each);
    }
  });
  after(async () => {
    client.close();
    await platform.stop('SIGKILL');
    await rm(dataDir, { recursive: true });
  });

  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation
  const ask = async (query: string, variables: Readonly<Record<string, unknown>>): Promise<any> => {
    const { data, errors } = JSON.parse(await client.post('/graphql', JSON.stringify({ query, variables })));
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data;
  };

  for (const library of LIBRARIES)
    test(`register.py registers a model of ${library} whose scores equal predict_proba within 1e-6`, async () => {
      const { model, version, rows, expected } = registered.get(library) as Registered;
      const { modelVersion } = await ask(COMPARISON, { model, version });
      const { scoreComparison, metrics, signature } = modelVersion;
      assert.ok(scoreComparison.rows >= 400, `${scoreComparison.rows} rows`);
      assert.ok(scoreComparison.largestDifference <= TOLERANCE && scoreComparison.tolerance <= TOLERANCE);
      assert.deepEqual(
        metrics.map(({ name }: { name: string }) => name),
        ['auc', 'brier', 'ece', 'liftAt10', 'logLoss', 'positives', 'rows'],
      );
      assert.deepEqual(signature.outputs, [{ dtype: 'float64' }]);
      const types = signature.inputs.map(({ type }: { type: string }) => type);
      assert.deepEqual(types, ['double', 'double', 'double', 'string', 'string']);
      const scores = await ask(trials(model, version, rows), {});
      for (const [at, probability] of expected.entries()) {
        const found = scores[`row${at}`].score.probability;
        assert.ok(Math.abs(found - probability) <= TOLERANCE, `${JSON.stringify(rows[at])}: ${found}, ${probability}`);
      }
    });
}

/** One operation that scores every row with a version. */
function trials(model: string, version: number, rows: Registered['rows']): string {
  const fields = rows.map((row, at) => {
    const features = Object.entries(row)
      .filter(([, value]) => value !== null && value !== '')
      .map(
        ([name, value]) => `${name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())}: ${JSON.stringify(value)}`,
      );
    return `row${at}: scoreFeatures(input: { model: "${model}", version: ${version}, features: { ${features.join(', ')} } }) {
      score { probability } }`;
  });
  return `mutation { ${fields.join('\n')} }`;
}

function whyNot(): string | undefined {
  const expected = `no Python with ${NEEDED.join(', ')} (EXPLAIN_PYTHON, or .venv/bin/python)`;
  if (!existsSync(PYTHON)) return expected;
  const script = `import importlib.util as u; print([m for m in ${JSON.stringify(NEEDED)} if not u.find_spec(m)])`;
  const missing = execFileSync(PYTHON, ['-c', script], { encoding: 'utf8' }).trim();
  return missing === '[]' ? undefined : `${expected}: it lacks ${missing}`;
}
