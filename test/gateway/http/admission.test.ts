import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createFederatedServer, type FederatedServer } from '../../support/gateway/federated-server.ts';

const LIMIT = 3;
const HANGS = JSON.stringify({ query: '{ lead(id: "hangs") { score { grade } } }' });

describe('a server with as many requests under way as it takes', () => {
  let server: FederatedServer;
  let port: number;
  let headers: Record<string, string>;
  const waiting: ReturnType<typeof request>[] = [];

  before(async () => {
    server = await createFederatedServer({
      environment: { MAX_REQUESTS_UNDER_WAY: String(LIMIT), REQUEST_TIMEOUT_MS: '600000' },
    });
    await server.app.listen({ host: '127.0.0.1', port: 0 });
    port = (server.app.server.address() as AddressInfo).port;
    headers = { ...(await server.asHolderOf()), 'content-type': 'application/json' };
    for (let n = 0; n < LIMIT; n++) {
      const sent = request({ port, method: 'POST', path: '/graphql', headers });
      sent.on('error', () => undefined);
      const arrived = once(server.app.server, 'request');
      sent.end(HANGS);
      waiting.push(sent);
      await arrived;
    }
  });
  after(() => server.close());

  const refused: readonly (readonly [string, 'GET' | 'POST'])[] = [
    ['/graphql', 'POST'],
    ['/score-lead', 'POST'],
    ['/leads', 'POST'],
    ['/leads/1', 'GET'],
    ['/nothing', 'GET'],
  ];

  for (const [url, method] of refused)
    it(`refuses ${method} ${url} before its body is read`, async () => {
      const payload = method === 'POST' ? '{ no JSON' : undefined;
      const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) });
      const code = response.json().code ?? response.json().errors[0].extensions.code;
      assert.deepEqual(
        [response.statusCode, code, response.headers['retry-after'], response.headers['cache-control']],
        [503, 'OVERLOADED', '1', 'no-store'],
      );
    });

  it('still answers who looks after it, and counts', async () => {
    for (const url of ['/health', '/ready']) assert.equal((await server.app.inject(url)).statusCode, 200);
    const metrics = (await server.app.inject({ url: '/metrics', headers })).body;
    assert.match(metrics, /leadscore_requests_refused_total 5/);
    // with the one that asks
    assert.match(metrics, /leadscore_requests_under_way 4/);
  });

  it('takes requests again once the clients that waited have left', async () => {
    for (const sent of waiting) sent.destroy();
    let status = 503;
    while (status === 503) {
      // the sockets that end are read in between
      await new Promise((resolve) => setImmediate(resolve));
      status = (await server.app.inject({ url: '/leads/1', headers })).statusCode;
    }
    assert.equal(status, 200);
  });
});
