import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DEMO_FORM_KEY } from '../../../subgraphs/shared/access-config.ts';
import { type PlatformEnvironment, startPlatform } from '../../support/platform-process.ts';

describe('a platform that other machines can reach', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-listening-'));
  });
  after(() => rm(dataDir, { recursive: true }));

  it('does not start with the form key of the examples', async () => {
    await assert.rejects(
      startPlatform({ DATA_DIR: dataDir, HOST: '0.0.0.0', FORM_KEYS: `demo:${DEMO_FORM_KEY}` }),
      /CONFIGURATION_INVALID: FORM_KEYS: found the key of the examples beside HOST 0\.0\.0\.0/,
    );
  });

  it('prints no token, and says how to make one', async () => {
    const output = await outputUntil(/npm run -s token/, { DATA_DIR: dataDir, HOST: '0.0.0.0', DEMO: 'false' });
    assert.match(output, /ready at http:/);
    assert.doesNotMatch(output, /eyJ|TOKEN=/);
  });
});

/** Starts the platform, waits until it has printed something, and stops it. */
async function outputUntil(expected: RegExp, environment: PlatformEnvironment): Promise<string> {
  const child = spawn(process.execPath, ['dist/gateway/start.js'], {
    cwd: new URL('../../..', import.meta.url),
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (expected.test(output)) break;
  }
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
  return output;
}
