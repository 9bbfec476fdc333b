import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { entryPoint } from '../../../platform/process/program.ts';

describe('a stop that comes to its deadline', () => {
  it('ends the process with code 1 and a line that names what it waited for', async () => {
    const { url, execArgv } = entryPoint('test/support/programs/stop-in-vain.ts');
    const child = spawn(process.execPath, [...execArgv, fileURLToPath(url)], { stdio: ['ignore', 'pipe', 'pipe'] });
    const logged = text(child.stderr);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const asked = get(`${(await lines.next()).value}/never/1`);
    asked.on('error', () => undefined);
    assert.equal((await lines.next()).value, 'asked');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    const last = JSON.parse((await logged).trimEnd().split('\n').at(-1) as string);
    assert.equal(code, 1);
    assert.equal(last.msg, 'stop deadline exceeded');
    assert.equal(last.deadlineMs, 300);
    assert.deepEqual(last.waitedFor.closing, ['registry sync']);
    assert.deepEqual(last.waitedFor.requests, { 'GET /never/:id': 1 });
    assert.equal(last.waitedFor.resources.TCPSocketWrap, 1);
  });
});
