import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

describe('/graphql', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer();
  });
  after(() => server.close());

  function post(payload: object | string, headers: Record<string, string> = {}) {
    return server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    });
  }

  it('answers in compact JSON, and passes the requester and the request id to the graph', async () => {
    const response = await post({ query: '{ whoAmI }' }, { 'x-request-id': 'trial-3' });
    assert.equal(response.body, '{"data":{"whoAmI":"tester trial-3"}}');
    assert.equal(response.headers['x-request-id'], 'trial-3');
  });

  it('a fault of ours is masked, with a reference that the log carries', async () => {
    const response = await post({ query: '{ broken whoAmI }' });
    const { data, errors } = response.json();
    assert.equal(data.broken, null);
    assert.deepEqual(Object.keys(errors[0].extensions), ['code', 'referenceId']);
    assert.equal(errors[0].extensions.code, 'INTERNAL');
    assert.deepEqual(errors[0].path, ['broken']);
    assert.ok(!response.body.includes('secret'));
    const line = server.logLines.find((entry) => entry.referenceId === errors[0].extensions.referenceId);
    assert.match(JSON.stringify(line), /a secret of ours/);
  });

  it('an error with a public code is shown as it is', async () => {
    const { errors } = (await post({ query: '{ refused }' })).json();
    assert.deepEqual([errors[0].message, errors[0].extensions], ['no', { code: 'FORBIDDEN' }]);
  });

  it('a document that does not fit the schema is refused with the reason', async () => {
    const response = await post({ query: '{ nothing }' });
    assert.equal(response.statusCode, 400);
    assert.equal(response.json().errors[0].extensions.code, 'GRAPHQL_VALIDATION_FAILED');
  });

  for (const [name, payload, status, code] of [
    ['malformed JSON', '{"query":', 400, 'VALIDATION_FAILED'],
    ['an empty body', '', 400, 'VALIDATION_FAILED'],
    ['a body without a query', '{}', 400, 'BAD_REQUEST'],
    ['a batch', '[{"query":"{ whoAmI }"}]', 400, 'BAD_REQUEST'],
    ['a prototype key', '{"query":"{ whoAmI }","__proto__":{}}', 400, 'VALIDATION_FAILED'],
  ] as const)
    it(`${name} is ${status} ${code}`, async () => {
      const response = await post(payload);
      assert.equal(response.statusCode, status);
      assert.equal(response.json().errors[0].extensions.code, code, response.body);
    });

  it('takes no content type but application/json', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const response = await post('{"query":"{ whoAmI }"}', { 'content-type': type });
      assert.equal(response.statusCode, 415);
      assert.equal(response.json().errors[0].extensions.code, 'UNSUPPORTED_MEDIA_TYPE');
    }
  });

  it('answers a GET of a client that shows it is no form, and refuses one that could be', async () => {
    const url = '/graphql?query=%7BwhoAmI%7D';
    const headers = { authorization: `Bearer ${server.token}`, accept: 'application/json' };
    const refused = await server.app.inject({ url, headers });
    assert.equal(refused.statusCode, 400);
    const answered = await server.app.inject({ url, headers: { ...headers, 'apollo-require-preflight': 'yes' } });
    assert.match(answered.json().data.whoAmI, /^tester /);
  });

  it('sends no CORS headers, and takes no OPTIONS', async () => {
    const response = await server.app.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { origin: 'https://example.com', 'access-control-request-method': 'POST' },
    });
    assert.equal(response.statusCode, 405);
    assert.equal(response.headers.allow, 'GET, HEAD, POST');
    assert.ok(!Object.keys(response.headers).some((name) => name.startsWith('access-control')));
  });
});
