import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { entryPoint } from '../../../platform/process/program.ts';

test('a process that loads a model leaves no telemetry of ONNX Runtime behind', async () => {
  const home = await mkdtemp(join(tmpdir(), 'lead-scoring-home-'));
  const { url, execArgv } = entryPoint('test/support/programs/load-model-program.ts');
  const { status, stderr } = spawnSync(process.execPath, [...execArgv, fileURLToPath(url)], {
    env: { HOME: home },
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.deepEqual(await readdir(home, { recursive: true }), []);
  await rm(home, { recursive: true });
});
