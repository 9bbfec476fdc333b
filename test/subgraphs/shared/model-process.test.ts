import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { startModelProcess } from '../../../subgraphs/shared/model-process.ts';
import { entryPoint } from '../../../subgraphs/shared/program.ts';

const TAKER = entryPoint('test/support/memory-taker.ts');
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
      assert.deepEqual(environment, platform === 'linux' ? ['PWD'] : ['MEMORY_LIMIT_BYTES']);
      assert.equal(ranOutOfMemory(), false);
      child.send('take');
      await once(child, 'close');
      assert.equal(ranOutOfMemory(), true);
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
