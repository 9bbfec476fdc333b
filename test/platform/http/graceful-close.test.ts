import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FastifyInstance, fastify } from 'fastify';
import { Readiness } from '../../../platform/health/readiness.ts';
import { addDrain, addGracefulClose } from '../../../platform/http/graceful-close.ts';
import { createLogger } from '../../../platform/logger.ts';
import { loadUntilRefused } from '../../support/process/load-until-refused.ts';

// how long Fastify lets an idle connection be, by default
const KEEP_ALIVE_MS = 72_000;

async function listen(answer: () => Promise<unknown>): Promise<{ app: FastifyInstance; url: string }> {
  const app = fastify({ return503OnClosing: false });
  addDrain(app, { readiness: new Readiness({}, createLogger('silent'), Date.now) });
  addGracefulClose(app);
  app.post('/', answer);
  await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/` };
}

describe('a server that closes gracefully', () => {
  it('cuts no request of busy clients', async () => {
    const { app, url } = await listen(async () => ({ ok: true }));
    const load = loadUntilRefused(url, {}, '{}', 16);
    await load.underWay;
    await app.close();
    const { answered, cut } = await load.outcome;
    assert.deepEqual(cut, []);
    assert.ok(answered >= 16, `only ${answered} answers`);
  });

  it('answers a slow request that came before, and then ends at once', async () => {
    let respond = (_: unknown): void => undefined;
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const { app, url } = await listen(() => {
      arrived();
      return new Promise((resolve) => {
        respond = resolve;
      });
    });
    const answer = fetch(url, { method: 'POST' });
    await arrival;
    const closed = app.close();
    await sleep(1_200);
    respond({ late: true });
    assert.deepEqual(await (await answer).json(), { late: true });
    const answeredAt = performance.now();
    await closed;
    assert.ok(performance.now() - answeredAt < KEEP_ALIVE_MS, 'ends before its idle connections do');
  });

  it('ends without listening first', async () => {
    const app = fastify();
    addGracefulClose(app);
    await app.close();
  });
});
