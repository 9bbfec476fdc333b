import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findPython } from '../../gateway/demo/loop/python.ts';
import { projectFile } from '../../platform/process/program.ts';
import { ALL_SCHEMAS, copyTemplate } from '../support/database/database-template.ts';
import { type PlatformProcess, startPlatform } from '../support/process/platform-process.ts';

const SCRIPT = fileURLToPath(projectFile('test/support/training/train_cases.py'));
const python = findPython(process.env.TRAINING_PYTHON);

interface Case {
  readonly name: string;
  readonly status: number;
  readonly output: string;
  readonly errors: string;
}

if ('missing' in python) test('train.py against a platform', { skip: `skipped: ${python.missing}` });
else describe('train.py against a platform', () => suite(python.path));

function suite(path: string): void {
  let dataDir: string;
  let platform: PlatformProcess;
  let cases: readonly Case[];
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'train-'));
    await copyTemplate(dataDir, ALL_SCHEMAS);
    platform = await startPlatform({ DATA_DIR: dataDir, DEMO: 'false' });
    const env = { ...process.env, LEAD_SCORING_TOKEN: platform.token, OMP_NUM_THREADS: '1' };
    const lakes = join(dataDir, 'lakes');
    const { stdout } = await promisify(execFile)(path, [SCRIPT, lakes, `${platform.url}/graphql`], { env });
    cases = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  });
  after(async () => {
    await platform.stop('SIGKILL');
    await rm(dataDir, { recursive: true });
  });

  const of = (name: string) => cases.filter((one) => one.name === name) as [Case, ...Case[]];
  const resultOf = ({ output, errors }: Case) => {
    assert.equal(errors.replaceAll(/.*Warning.*\n.*\n/g, ''), '');
    return JSON.parse(output.trimEnd().split('\n').at(-1) as string);
  };

  test('train.py registers a calibrated version, measured on later decisions than it learned from', async () => {
    const [good] = of('good');
    assert.equal(good.status, 0, good.errors);
    const { version, metrics } = resultOf(good);
    assert.equal(version, 1);
    assert.ok(metrics.auc > 0.75 && metrics.auc < 0.95, `AUC ${metrics.auc}`);
    // decisions of the last 90 days, all of which convert, are left out: of 1,500 over 400 days
    assert.match(good.output, /1500 rows\n684 train, 171 calibrate, 285 holdout/);
    assert.match(good.output, /left out, as they have one value: meetings/);
    const query = `{ modelVersion(model: "lead-conversion", version: 1) { framework holdout calibration { method }
      signature { inputs { name type } } referenceWindow { rows } scoreComparison { rows } } }`;
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${platform.token}` },
      body: JSON.stringify({ query }),
    });
    const { modelVersion } = ((await response.json()) as { data: { modelVersion: Record<string, unknown> } }).data;
    assert.match(String(modelVersion.framework), /^scikit-learn /);
    assert.deepEqual(modelVersion.calibration, { method: 'PLATT' });
    assert.deepEqual(modelVersion.referenceWindow, { rows: metrics.rows });
    assert.deepEqual(modelVersion.scoreComparison, { rows: metrics.rows });
    assert.deepEqual(modelVersion.signature, {
      inputs: [
        { name: 'company_size', type: 'float' },
        { name: 'call_time', type: 'float' },
        { name: 'referral_source', type: 'string' },
      ],
    });
  });

  test('train.py gives a request the version that it was given before', () => {
    const [first, again] = of('good').map(resultOf);
    assert.equal(again.version, first.version);
  });

  test('train.py rounds thresholds so that neighbouring float32 values score as with predict_proba', () => {
    const { unchanged, difference } = resultOf(of('neighbours')[0]);
    assert.equal(unchanged, true);
    assert.ok(difference < 1e-6, `${difference}`);
  });

  for (const [name, status, message] of [
    ['few', 65, /found \d+ rows, expected at least 1000/],
    ['one-class', 65, /found the label 0 only, expected conversions and others/],
    ['other-labels', 65, /found the labels \[2\], expected 0 and 1/],
    ['no-label', 65, /found no column label, expected lead_id, as_of, label/],
    ['constant', 65, /found no feature with more than one value/],
    ['absent', 65, /gold\/training_set: found no readable Delta table/],
    ['damaged', 65, /gold\/training_set: found no readable Delta table/],
    ['refused', 69, /./],
    ['away', 75, /Unreachable: http:\/\/127\.0\.0\.1:9\/graphql/],
  ] as const)
    test(`train.py ends with status ${status} on the case ${name}`, () => {
      const [found] = of(name);
      assert.equal(found.status, status, `${found.output}${found.errors}`);
      assert.match(found.errors, message);
    });
}
