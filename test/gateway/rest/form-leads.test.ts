import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const KEY = 'a-form-key-of-one-site';

describe('POST /leads from a web form', () => {
  let server: TestServer;
  let sent = 0;
  before(async () => {
    const environment = { FORM_KEYS: `website:${KEY},landing:another-form-key-1`, FORM_RATE_LIMIT_PER_MINUTE: '4' };
    server = await createTestServer({ environment });
  });
  after(() => server.close());
  beforeEach(() => server.advance(60_000));

  function submit(headers: Record<string, string>, payload: object = { name: 'Amina Saleh', email: 'a@example.com' }) {
    return server.app.inject({ method: 'POST', url: '/leads', headers, payload });
  }

  function fromForm(headers: Record<string, string> = {}, payload?: object) {
    return submit({ 'x-form-key': KEY, 'idempotency-key': `visit-${sent++}`, ...headers }, payload);
  }

  it('is stored, and answers nothing but where', async () => {
    const response = await fromForm();
    assert.equal(response.statusCode, 201, response.body);
    assert.deepEqual(Object.keys(response.json()), ['lead_id', 'created_at', 'location']);
    assert.equal(server.inputs.at(-1)?.name, 'Amina Saleh');
  });

  it('needs the key of a form', async () => {
    for (const key of ['', 'wrong', KEY.slice(0, -1), `${KEY}x`]) {
      const response = await fromForm({ 'x-form-key': key });
      assert.deepEqual([response.statusCode, response.json().code], [401, 'FORM_KEY_INVALID']);
    }
  });

  it('needs an idempotency key', async () => {
    const response = await submit({ 'x-form-key': KEY });
    assert.deepEqual([response.statusCode, response.json().code], [400, 'VALIDATION_FAILED']);
    assert.equal(response.json().detail, 'idempotency-key: found none, expected one from a web form');
  });

  it('cannot name the lead, which would tell which ids are taken', async () => {
    const response = await fromForm({}, { lead_id: 'lead-1', name: 'Amina' });
    assert.deepEqual([response.statusCode, response.json().code], [400, 'VALIDATION_FAILED']);
  });

  it('is limited per form', async () => {
    for (let count = 0; count < 4; count++) assert.equal((await fromForm()).statusCode, 201);
    const refused = await fromForm();
    assert.deepEqual([refused.statusCode, refused.json().code], [429, 'RATE_LIMITED']);
    assert.equal((await fromForm({ 'x-form-key': 'another-form-key-1' })).statusCode, 201);
  });

  it('does not open any other route', async () => {
    for (const [method, url] of [
      ['GET', '/leads/1'],
      ['POST', '/score-lead'],
      ['POST', '/graphql'],
      ['GET', '/metrics'],
    ] as const) {
      const response = await server.app.inject({ method, url, headers: { 'x-form-key': KEY } });
      assert.equal(response.statusCode, 401, url);
    }
  });

  it('counts for nothing beside a token', async () => {
    const response = await submit({ 'x-form-key': KEY, authorization: 'Bearer x' });
    assert.deepEqual([response.statusCode, response.json().code], [401, 'UNAUTHENTICATED']);
    const token = await server.tokens.sign('crm', ['leads:write'], 60_000);
    assert.equal((await submit({ 'x-form-key': 'x', authorization: `Bearer ${token}` })).statusCode, 201);
  });

  it('is refused where there are no forms', async () => {
    const closed = await createTestServer();
    const headers = { 'x-form-key': '', 'idempotency-key': '1' };
    for (const key of ['', KEY]) {
      const response = await closed.app.inject({
        method: 'POST',
        url: '/leads',
        headers: { ...headers, 'x-form-key': key },
        payload: { name: 'Amina' },
      });
      assert.deepEqual([response.statusCode, response.json().code], [401, 'FORM_KEY_INVALID']);
    }
    await closed.close();
  });
});
