import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DEMO_FORM_KEY } from '../../../platform/config/access-config.ts';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { startPlatform } from '../../support/process/platform-process.ts';
import { startProgram } from '../../support/process/program-process.ts';

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

  it('ends with a coded line where the port is taken', async () => {
    const port = await findFreePort();
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    const started = startPlatform({ DATA_DIR: dataDir, DEMO: 'false', HOST: '127.0.0.1', PORT: `${port}` });
    const line = `ADDRESS_UNAVAILABLE: PORT (127.0.0.1:${port}): found a port that another process listens on, expected a free one`;
    await assert.rejects(started, ({ message }: Error) => {
      assert.equal(message.trim().split('\n').at(-1), line);
      assert.ok(!message.includes('    at '), 'without a stack');
      return message.startsWith('the program ended with 1 ');
    });
    taken.close();
  });

  it('prints no token, and says how to make one', async () => {
    const environment = { DATA_DIR: dataDir, HOST: '0.0.0.0', DEMO: 'false' };
    const platform = await startProgram(
      ['dist/gateway/start.js'],
      environment,
      (output) => output.includes('npm run -s token') || undefined,
    );
    await platform.stop('SIGTERM');
    assert.match(platform.output(), /ready at http:/);
    assert.doesNotMatch(platform.output(), /eyJ|TOKEN=/);
  });
});
