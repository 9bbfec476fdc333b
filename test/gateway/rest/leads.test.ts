import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createTestServer, NOW, type TestServer } from '../../support/gateway/test-server.ts';

describe('/leads', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer();
  });
  after(() => server.close());

  it('POST stores a lead and says where it can be read', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/leads',
      headers: { authorization: `Bearer ${server.token}`, 'idempotency-key': 'form-1' },
      payload: { name: 'Amina Saleh', email: 'amina@example.com', company_size: 'SMALL', referral_source: 'PARTNER' },
    });
    assert.equal(response.statusCode, 201, response.body);
    const location = '/leads/new%20lead%2F1';
    assert.equal(response.headers.location, location);
    assert.deepEqual(response.json(), { lead_id: 'new lead/1', created_at: new Date(NOW).toISOString(), location });
    const given = Object.entries(server.inputs[0] ?? {}).filter(([, value]) => value !== null);
    assert.deepEqual(Object.fromEntries(given), {
      name: 'Amina Saleh',
      email: 'amina@example.com',
      companySize: 30,
      source: 'PARTNER',
      idempotencyKey: 'form-1',
    });
  });

  it('GET answers the lead at that place', async () => {
    const response = await get('/leads/new%20lead%2F1');
    assert.deepEqual(response.json(), {
      lead_id: 'new lead/1',
      created_at: new Date(NOW).toISOString(),
      stage: 'NEW',
      company: 'Saleh Trading',
      score: null,
    });
  });

  it('GET of an unknown lead is LEAD_NOT_FOUND', async () => {
    const response = await get('/leads/nobody');
    assert.deepEqual([response.statusCode, response.json().code], [404, 'LEAD_NOT_FOUND']);
  });

  for (const [name, payload, detail] of [
    ['an empty lead', {}, 'body: found {}'],
    ['an unknown field', { nmae: 'Amina' }, 'nmae: found an unknown field'],
    ['a name that is a number', { name: 7 }, 'name: found 7, expected string or null'],
    ['a very long name', { name: 'x'.repeat(201) }, `name: found "${'x'.repeat(79)}…, expected`],
  ] as const) {
    it(`POST refuses ${name}`, async () => {
      const response = await server.app.inject({
        method: 'POST',
        url: '/leads',
        headers: { authorization: `Bearer ${server.token}` },
        payload,
      });
      assert.equal(response.statusCode, 400);
      assert.ok(response.json().detail.startsWith(detail), response.json().detail);
    });
  }

  it('POST refuses text that cannot be stored, under the name of its field', async () => {
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
    for (const [payload, place] of [
      ['{"referral_source":"a\\u0000"}', 'referral_source: found NUL at character 2'],
      [
        '{"consents":[{"purpose":"A","text_version":"\\ud800"}]}',
        'consents[0].text_version: found half a surrogate pair',
      ],
    ] as const) {
      const { statusCode, ...response } = await server.app.inject({ method: 'POST', url: '/leads', headers, payload });
      assert.equal(statusCode, 400);
      assert.ok(JSON.parse(response.body).detail.startsWith(place), response.body);
    }
  });

  it('POST names the field of a refusal as the request does', async () => {
    const headers = { authorization: `Bearer ${server.token}` };
    const payload = { name: 'refused' };
    const response = await server.app.inject({ method: 'POST', url: '/leads', headers, payload });
    assert.equal(response.json().detail, 'company_size: found 1, expected 2');
  });

  function get(url: string) {
    return server.app.inject({ url, headers: { authorization: `Bearer ${server.token}` } });
  }
});
