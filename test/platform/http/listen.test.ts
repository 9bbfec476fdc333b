import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import { fastify } from 'fastify';
import { listen } from '../../../platform/http/listen.ts';
import { findFreePort } from '../../../platform/process/free-port.ts';

async function refusalOf(host: string, port: number): Promise<unknown> {
  const server = fastify();
  let isClosed = false;
  const close = async (): Promise<void> => {
    isClosed = true;
    await server.close();
  };
  const error = await listen({ server, close }, { host, port }).catch((caught) => caught);
  assert.ok(isClosed);
  return `${error.code}: ${error.message}`;
}

describe('a process that cannot listen', () => {
  it('closes, and says that the port is taken', async () => {
    const port = await findFreePort();
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    assert.equal(
      await refusalOf('127.0.0.1', port),
      `ADDRESS_UNAVAILABLE: PORT (127.0.0.1:${port}): found a port that another process listens on, expected a free one`,
    );
    taken.close();
  });

  it('says that the address is not its own', async () => {
    assert.equal(
      await refusalOf('192.0.2.1', 4000),
      'ADDRESS_UNAVAILABLE: HOST (192.0.2.1:4000): found an address that is not of this machine, expected one of its own',
    );
  });

  it('says that the name has no address', async () => {
    assert.match(
      String(await refusalOf('nowhere.invalid', 4000)),
      /^ADDRESS_UNAVAILABLE: HOST \(nowhere\.invalid:4000\): found a name (without an address|that cannot be looked up)/,
    );
  });
});
