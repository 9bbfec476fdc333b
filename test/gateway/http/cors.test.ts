import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AllowedOrigins } from '../../../gateway/http/cors.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const SITE = 'https://www.example.com';

describe('CORS for listed sites', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer({ environment: { CORS_ORIGINS: `${SITE}, http://localhost:3000` } });
  });
  after(() => server.close());

  function preflight(url: string, origin: string) {
    const headers = { origin, 'access-control-request-method': 'POST' };
    return server.app.inject({ method: 'OPTIONS', url, headers });
  }

  for (const url of ['/graphql', '/leads', '/score-lead'])
    it(`answers the question about ${url} beforehand, without a token`, async () => {
      const { statusCode, headers, body } = await preflight(url, SITE);
      assert.deepEqual([statusCode, body], [204, '']);
      assert.equal(headers['access-control-allow-origin'], SITE);
      assert.equal(headers['access-control-allow-methods'], 'GET, POST');
      for (const name of ['authorization', 'content-type', 'x-form-key', 'idempotency-key'])
        assert.ok(String(headers['access-control-allow-headers']).split(', ').includes(name), name);
      assert.equal(headers.vary, 'origin');
    });

  it('names the site with each answer, refusals included, and never allows credentials', async () => {
    for (const [url, token] of [
      ['/leads/1', server.token],
      ['/leads/1', 'wrong'],
    ]) {
      const headers = { origin: SITE, authorization: `Bearer ${token}` };
      const response = await server.app.inject({ url: url as string, headers });
      assert.equal(response.headers['access-control-allow-origin'], SITE);
      assert.match(String(response.headers['access-control-expose-headers']), /x-request-id/);
      assert.equal(response.headers['access-control-allow-credentials'], undefined);
    }
  });

  for (const origin of [
    'https://evil.example',
    'https://www.example.com.evil.example',
    'http://www.example.com',
    'null',
  ])
    it(`sends ${origin} no CORS headers`, async () => {
      const asked = await preflight('/graphql', origin);
      const answered = await server.app.inject({ url: '/health', headers: { origin } });
      assert.equal(asked.statusCode, 405);
      for (const { headers } of [asked, answered]) {
        assert.ok(!Object.keys(headers).some((name) => name.startsWith('access-control')));
        assert.equal(headers.vary, 'origin');
      }
    });
});

describe('the origin of a WebSocket', () => {
  const origins = new AllowedOrigins([SITE]);
  for (const [origin, host, isAllowed] of [
    [undefined, 'leads.example.org', true],
    [SITE, 'leads.example.org', true],
    ['https://leads.example.org', 'leads.example.org', true],
    ['http://127.0.0.1:4000', '127.0.0.1:4000', true],
    ['http://127.0.0.1:4001', '127.0.0.1:4000', false],
    ['https://evil.example', 'leads.example.org', false],
    ['null', 'leads.example.org', false],
    ['https://evil.example', undefined, false],
  ] as const)
    it(`${origin} is ${isAllowed ? 'allowed' : 'refused'} by ${host}`, () => {
      assert.equal(origins.isAllowed(origin, host), isAllowed);
    });
});
