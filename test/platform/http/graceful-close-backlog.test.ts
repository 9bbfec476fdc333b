import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, it } from 'node:test';
import { type FastifyInstance, fastify } from 'fastify';
import { Readiness } from '../../../platform/health/readiness.ts';
import { addDrain, addGracefulClose } from '../../../platform/http/graceful-close.ts';
import { createLogger } from '../../../platform/logger.ts';

async function listen(drainDelayMs = 0): Promise<{ app: FastifyInstance; port: number }> {
  const app = fastify({ return503OnClosing: false });
  const readiness = new Readiness({}, createLogger('silent'), Date.now);
  addDrain(app, { readiness, delayMs: drainDelayMs });
  addGracefulClose(app);
  app.get('/', async () => ({ ok: true }));
  app.get('/ready', async () => readiness.report());
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, port: (app.server.address() as AddressInfo).port };
}

/** The first line of the answer to a request that is written as soon as there is a connection. */
async function ask(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  try {
    await once(socket, 'close');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'failed';
  }
  return text.split('\r\n', 1)[0] as string;
}

describe('connections that come as the server closes', () => {
  it('are answered when they came before the listener closed', async () => {
    const { app, port } = await listen();
    const answers = Promise.all(Array.from({ length: 20 }, () => ask(port)));
    // the sockets connect in the next tick: the kernel has taken them, the server has not
    await new Promise<void>((resolve) => process.nextTick(resolve));
    await app.close();
    assert.deepEqual(new Set(await answers), new Set(['HTTP/1.1 200 OK']));
  });

  it('are answered while the drain delay lasts, after readiness has said no', async () => {
    const { app, port } = await listen(500);
    const closed = app.close();
    const ready = await fetch(`http://127.0.0.1:${port}/ready`);
    assert.equal(((await ready.json()) as { status: string }).status, 'draining');
    assert.notEqual(ready.headers.get('connection'), 'close');
    await closed;
    await assert.rejects(fetch(`http://127.0.0.1:${port}/`), { message: 'fetch failed' });
  });

  it('do not hold the close when they bring no request', async () => {
    const { app, port } = await listen();
    const silent = connect(port, '127.0.0.1');
    await once(silent, 'connect');
    const ended = once(silent, 'close');
    silent.resume();
    await app.close();
    await ended;
  });
});
