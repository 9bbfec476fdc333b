import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startModelProcess } from '../../../platform/process/model-process.ts';
import { entryPoint } from '../../../platform/process/program.ts';

const TAKER = entryPoint('test/support/programs/memory-taker.ts');
const LIMIT_BYTES = 400_000_000;

describe('a process that runs models', () => {
  // the second is how systems are guarded whose kernel does not keep the limit
  for (const platform of ['linux', 'darwin'] as const)
    test(`sees nothing of ours, and ends above its memory limit, as on ${platform}`, async () => {
      process.env.MODEL_PROCESS_TEST = 'a secret';
      const { child, ranOutOfMemory } = startModelProcess(TAKER, LIMIT_BYTES, { platform });
      delete process.env.MODEL_PROCESS_TEST;
      const [{ folder, files, environment }] = await once(child, 'message');
      assert.notEqual(folder, process.cwd());
      assert.deepEqual(files, []);
      const expected = platform === 'linux' ? ['PARENT_PID', 'PWD'] : ['MEMORY_LIMIT_BYTES', 'PARENT_PID'];
      assert.deepEqual(environment.toSorted(), expected);
      assert.equal(ranOutOfMemory(), false);
      child.send('take');
      await once(child, 'close');
      assert.equal(ranOutOfMemory(), true);
    });

  test('ends when its parent was gone before it could look', async () => {
    const { url, execArgv } = TAKER;
    const guard = entryPoint('platform/process/model-process-guard.ts').url.href;
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    const orphan = spawn(process.execPath, [...execArgv, '--import', guard, fileURLToPath(url)], {
      cwd: folder,
      env: { PARENT_PID: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    // a parent that is gone reads nothing
    orphan.stderr?.destroy();
    const [, signal] = await once(orphan, 'exit');
    assert.equal(signal, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  test('takes its folder along when it ends by itself', async () => {
    const { child, ranOutOfMemory } = startModelProcess(TAKER, LIMIT_BYTES);
    const [{ folder }] = await once(child, 'message');
    assert.ok(existsSync(folder));
    child.disconnect();
    await once(child, 'exit');
    assert.equal(existsSync(folder), false);
    assert.equal(ranOutOfMemory(), false);
  });
});
