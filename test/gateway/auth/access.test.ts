import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const HOUR_MS = 3_600_000;

describe('access', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer();
  });
  after(() => server.close());

  for (const url of ['/health', '/ready', '/openapi.json'])
    it(`${url} is open to everyone`, async () => {
      assert.equal((await server.app.inject({ url })).statusCode, 200);
    });

  for (const [method, url] of [
    ['POST', '/score-lead'],
    ['POST', '/leads'],
    ['GET', '/leads/1'],
    ['GET', '/metrics'],
    ['POST', '/graphql'],
    ['GET', '/graphql'],
  ] as const)
    it(`${method} ${url} without a token is 401`, async () => {
      const response = await server.app.inject({ method, url, ...(method === 'POST' && { payload: {} }) });
      assert.equal(response.statusCode, 401);
      assert.equal(response.headers['www-authenticate'], 'Bearer realm="lead-scoring"');
    });

  it('a refused REST request is answered by a problem document', async () => {
    const response = await server.app.inject({ url: '/metrics' });
    assert.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
    assert.equal(response.json().code, 'UNAUTHENTICATED');
    assert.equal(response.json().detail, 'authorization: found no token, expected Bearer and a token');
  });

  it('a refused GraphQL request is answered by a GraphQL error', async () => {
    const response = await server.app.inject({ method: 'POST', url: '/graphql', payload: { query: '{ whoAmI }' } });
    assert.match(String(response.headers['content-type']), /^application\/json/);
    const { errors } = response.json();
    assert.equal(errors[0].extensions.code, 'UNAUTHENTICATED');
    assert.equal(errors[0].extensions.requestId, response.headers['x-request-id']);
  });

  it('an expired token is refused as expired', async () => {
    const token = await server.tokens.sign('late', [], HOUR_MS);
    server.advance(2 * HOUR_MS);
    const response = await server.app.inject({ url: '/metrics', headers: { authorization: `Bearer ${token}` } });
    server.advance(-2 * HOUR_MS);
    assert.deepEqual([response.statusCode, response.json().detail], [401, 'token: expired']);
  });

  for (const authorization of ['Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a b', 'Bearer x'])
    it(`the header ${JSON.stringify(authorization)} is 401`, async () => {
      const response = await server.app.inject({ url: '/metrics', headers: { authorization } });
      assert.equal(response.statusCode, 401);
    });

  it('a token without the scope of a route is 403, before the body is read', async () => {
    const token = await server.tokens.sign('reader', ['leads:read'], HOUR_MS);
    const response = await server.app.inject({
      method: 'POST',
      url: '/score-lead',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload: 'not even JSON',
    });
    assert.equal(response.statusCode, 403);
    assert.equal(response.json().detail, 'the token lacks the scope scores:write');
  });

  it('the word Bearer may be written in any case', async () => {
    const response = await server.app.inject({ url: '/metrics', headers: { authorization: `bearer ${server.token}` } });
    assert.equal(response.statusCode, 200);
  });
});
