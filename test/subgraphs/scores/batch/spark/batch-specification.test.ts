import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEFAULT_GRADE_POLICY } from '../../../../../scoring/grade.ts';
import { writeBatchSpecification } from '../../../../../subgraphs/scores/batch/spark/batch-specification.ts';
import { getRegisteredVersion } from '../../../../../subgraphs/scores/versions/deployment-store.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { TestRegistry } from '../../../../support/models/model-registry.ts';
import { runCommand } from '../../../../support/process/run-command.ts';
import { visitsVersion } from '../../../../support/scores/scores-world.ts';

onEachDatabase((kind, open) => {
  test(`The specification of a batch job on ${kind} holds the version as it scores here, and its file lies beside it`, async (t) => {
    const { database, close } = await open('scores');
    const folder = await mkdtemp(join(tmpdir(), 'batch-specification-'));
    t.after(async () => {
      await close();
      await rm(folder, { recursive: true });
    });
    const registry = new TestRegistry(database.tables<never>());
    await registry.create();
    const version = visitsVersion(1);
    const digest = await registry.register(version);
    const db = database.tables<never>();
    const file = await writeBatchSpecification(db, await getRegisteredVersion(db, 'lead-conversion', 1), folder);
    assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
      model: 'lead-conversion',
      version: 1,
      digest,
      signature: version.signature,
      calibration: { method: 'IDENTITY' },
      gradePolicy: DEFAULT_GRADE_POLICY.name,
      gradeLimits: DEFAULT_GRADE_POLICY.limits,
      artifact: 'model.onnx',
    });
    assert.deepEqual(new Uint8Array(await readFile(join(folder, 'model.onnx'))), new Uint8Array(version.bytes));
  });
});

test('The command that writes the specification of a batch job refuses a model without a champion and wrong arguments', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'batch-specification-'));
  t.after(() => rm(folder, { recursive: true }));
  const run = (...args: string[]) =>
    runCommand('subgraphs/write-batch-specification.ts', args, { DATA_DIR: folder, DATABASE_URL: '' });
  const { status, stderr } = run(join(folder, 'out'));
  assert.deepEqual(
    [status, stderr],
    [1, 'MODEL_VERSION_NOT_FOUND: lead-conversion: found no champion, expected one, or --version\n'],
  );
  for (const args of [[], ['--version', 'x', 'out'], ['--nonsense']])
    assert.match(run(...args).stderr, /^VALIDATION_FAILED: /);
});
