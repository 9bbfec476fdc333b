import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const HOUR_MS = 3_600_000;

describe('the rate limit of a token subject', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer({ environment: { RATE_LIMIT_PER_MINUTE: '2' } });
  });
  after(() => server.close());

  async function ask(token: string, url = '/leads/1') {
    return server.app.inject({ url, headers: { authorization: `Bearer ${token}` } });
  }

  it('refuses the next request, on every route alike, with the time to come back', async () => {
    const token = await server.tokens.sign('crm', ['leads:read'], HOUR_MS);
    assert.equal((await ask(token)).statusCode, 200);
    assert.equal((await ask(token)).statusCode, 200);
    const refused = await ask(token);
    assert.deepEqual([refused.statusCode, refused.json().code], [429, 'RATE_LIMITED']);
    assert.equal(refused.headers['retry-after'], '30');
    assert.equal(refused.headers.ratelimit, '"default";r=0;t=30');
    assert.equal(refused.headers['ratelimit-policy'], '"default";q=2;w=60');
    const graphql = await server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${token}` },
      payload: { query: '{ whoAmI }' },
    });
    assert.deepEqual([graphql.statusCode, graphql.json().errors[0].extensions.code], [429, 'RATE_LIMITED']);
  });

  it('counts by subject, so that another token of it does not help, and another subject is not hurt', async () => {
    const again = await server.tokens.sign('crm', ['leads:read', 'leads:pii'], HOUR_MS);
    assert.equal((await ask(again)).statusCode, 429);
    const other = await server.tokens.sign('erp', ['leads:read'], HOUR_MS);
    assert.equal((await ask(other)).statusCode, 200);
  });

  it('lets in again what refilled', async () => {
    server.advance(30_000);
    assert.equal((await ask(await server.tokens.sign('crm', ['leads:read'], HOUR_MS))).statusCode, 200);
  });

  it('does not hold for public routes', async () => {
    for (let count = 0; count < 5; count++) assert.equal((await server.app.inject({ url: '/health' })).statusCode, 200);
  });
});

describe('the limit of failed authentication', () => {
  let server: TestServer;
  before(async () => {
    const environment = { AUTH_FAILURES_PER_MINUTE: '2', TRUSTED_PROXIES: '127.0.0.1' };
    server = await createTestServer({ environment });
  });
  after(() => server.close());

  function ask(token: string, address: string) {
    const headers = { authorization: `Bearer ${token}`, 'x-forwarded-for': address };
    return server.app.inject({ url: '/metrics', headers });
  }

  it('refuses an address unread after too many wrong tokens, except tokens that passed just before', async () => {
    assert.equal((await ask(server.token, '192.0.2.1')).statusCode, 200);
    assert.equal((await ask('wrong', '192.0.2.1')).statusCode, 401);
    assert.equal((await ask('wrong', '192.0.2.1')).statusCode, 401);
    const refused = await ask('wrong', '192.0.2.1');
    assert.deepEqual([refused.statusCode, refused.headers['retry-after']], [429, '30']);
    assert.equal((await ask(server.token, '192.0.2.1')).statusCode, 200);
    const fresh = await server.tokens.sign('crm', ['monitoring:read'], HOUR_MS);
    assert.equal((await ask(fresh, '192.0.2.1')).statusCode, 429);
    assert.equal((await ask(fresh, '192.0.2.2')).statusCode, 200);
  });

  it('does not count a request without a token: nothing was tried', async () => {
    for (let count = 0; count < 5; count++)
      assert.equal((await server.app.inject({ url: '/metrics' })).statusCode, 401);
  });

  it('is counted, with the reasons', async () => {
    const expired = await server.tokens.sign('crm', [], -HOUR_MS);
    await ask(expired, '192.0.2.3');
    const { body } = await ask(server.token, '192.0.2.3');
    for (const line of [
      'leadscore_authentication_failures_total{reason="malformed"} 2',
      'leadscore_authentication_failures_total{reason="expired"} 1',
      'leadscore_rate_limited_total{limit="authentication"} 2',
    ])
      assert.ok(body.includes(`${line}\n`), line);
  });

  it('believes X-Forwarded-For of trusted proxies only', async () => {
    const strict = await createTestServer({ environment: { AUTH_FAILURES_PER_MINUTE: '1' } });
    const tryOnce = (address: string) =>
      strict.app.inject({ url: '/metrics', headers: { authorization: 'Bearer x', 'x-forwarded-for': address } });
    assert.equal((await tryOnce('192.0.2.1')).statusCode, 401);
    assert.equal((await tryOnce('192.0.2.2')).statusCode, 429);
    await strict.close();
  });
});
