import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { createTestServer, NOW, type TestServer } from '../../support/gateway/test-server.ts';

for (const scoresInProcess of [false, true])
  describe(`POST /score-lead, scores ${scoresInProcess ? 'by the use case itself' : 'through the graph'}`, () => {
    let server: TestServer;
    before(async () => {
      server = await createTestServer({ scoresInProcess });
    });
    after(() => server.close());
    beforeEach(() => {
      (server.inputs as unknown[]).length = 0;
    });

    function post(payload: unknown, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
      return server.app.inject({
        method: 'POST',
        url: '/score-lead',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json', ...headers },
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      });
    }

    it('passes every field on and answers the score', async () => {
      const body = {
        lead_id: 4711,
        company_size: '11-50',
        industry: 'TRADING',
        page_views: 12,
        time_on_site: 340.5,
        form_completion_time: 75,
        referral_source: 'GOOGLE_ADS',
        created_at: '2026-11-20T08:30:00+04:00',
      };
      const response = await post(body, { 'idempotency-key': 'once' });
      assert.equal(response.statusCode, 200);
      assert.deepEqual(response.json(), {
        lead_id: '4711',
        lead_score: 0.75,
        score_category: 'A',
        model_version: 'lead-conversion:1',
        prediction_timestamp: new Date(NOW).toISOString(),
        latency_ms: 1.5,
      });
      assert.deepEqual(JSON.parse(JSON.stringify(server.inputs)), [
        {
          leadId: '4711',
          idempotencyKey: 'once',
          features: {
            companySize: 31,
            industry: 'TRADING',
            pageViews: 12,
            timeOnSite: 340.5,
            formCompletionTime: 75,
            referralSource: 'GOOGLE_ADS',
            createdAt: '2026-11-20T04:30:00.000Z',
          },
        },
      ]);
    });

    it('an absent, null or blank field goes on as missing', async () => {
      const response = await post({ lead_id: 'a', company_size: null, industry: '', page_views: 0 });
      assert.equal(response.statusCode, 200);
      const { features } = server.inputs[0] as { features: Record<string, unknown> };
      const given = Object.entries(features).filter(([, value]) => value !== null && value !== undefined);
      assert.deepEqual(given, [['pageViews', 0]]);
    });

    it('names every fault of a body', async () => {
      const response = await post({ page_views: -1, time_on_site: 'long', shoe_size: 44 });
      assert.equal(response.statusCode, 400);
      const { detail, errors } = response.json();
      const fields = errors.map(({ field }: { field: string }) => field).sort();
      assert.deepEqual(fields, ['lead_id', 'page_views', 'shoe_size', 'time_on_site']);
      for (const field of fields) assert.ok(detail.includes(`${field}: found `), field);
    });

    const faults: readonly (readonly [string, unknown, string])[] = [
      ['no lead', { page_views: 1 }, 'lead_id: found nothing, expected a value'],
      ['a blank lead', { lead_id: ' ' }, 'lead_id: found " ", expected a value that is not blank'],
      [
        'a lead number beyond exact integers',
        '{"lead_id":12345678901234567890}',
        'lead_id: found 12345678901234567000',
      ],
      ['a negative count', { lead_id: 'a', page_views: -1 }, 'page_views: found -1, expected >= 0'],
      ['a negative time', { lead_id: 'a', time_on_site: -0.5 }, 'time_on_site: found -0.5, expected >= 0'],
      ['a number as text', { lead_id: 'a', page_views: '3' }, 'page_views: found "3", expected number or null'],
      ['a truth value', { lead_id: 'a', time_on_site: true }, 'time_on_site: found true, expected number or null'],
      ['a huge number', { lead_id: 'a', page_views: 1e300 }, 'page_views: found 1e+300, expected <= 1000000000'],
      ['an infinite number', '{"lead_id":"a","page_views":1e999}', 'page_views: found Infinity'],
      ['a list', { lead_id: ['a'] }, 'lead_id: found ["a"], expected string or integer'],
      ['an unknown field', { lead_id: 'a', pageviews: 1 }, 'pageviews: found an unknown field, expected no such field'],
      ['a size that is none', { lead_id: 'a', company_size: 'many' }, 'company_size: found "many"'],
      ['a time that is none', { lead_id: 'a', created_at: 'soon' }, 'created_at: found "soon", expected an ISO 8601'],
      [
        'a future time',
        { lead_id: 'a', created_at: '2026-11-23' },
        'created_at: found "2026-11-23", expected a time that',
      ],
      ['a body that is a list', [], 'body: found [], expected object'],
      ['a body that is null', 'null', 'body: found null, expected object'],
      ['NaN', '{"lead_id":"a","page_views":NaN}', 'body: found malformed JSON'],
      ['Infinity', '{"lead_id":"a","page_views":Infinity}', 'body: found malformed JSON'],
      ['no JSON', 'lead_id=a', 'body: found malformed JSON'],
      ['an empty body', '', 'body: found nothing, expected JSON'],
      ['a prototype key', '{"lead_id":"a","__proto__":{"x":1}}', 'body: found malformed JSON or a forbidden key'],
      [
        'a constructor key',
        '{"lead_id":"a","constructor":{"prototype":{"x":1}}}',
        'body: found malformed JSON or a forbidden key',
      ],
    ];
    for (const [name, payload, detail] of faults) {
      it(`refuses ${name} with 400 and says where`, async () => {
        const response = await post(payload);
        assert.equal(response.statusCode, 400, response.body);
        assert.match(String(response.headers['content-type']), /^application\/problem\+json/);
        const problem = response.json();
        assert.equal(problem.code, 'VALIDATION_FAILED');
        assert.ok(problem.detail.startsWith(detail), problem.detail);
        assert.equal(server.inputs.length, 0);
      });
    }

    it('lists a refused value with field, found and expected', async () => {
      const response = await post({ lead_id: 'a', page_views: -1 }, { 'x-request-id': 'trial-1' });
      assert.deepEqual(response.json(), {
        type: 'urn:lead-scoring:problem:validation-failed',
        title: 'A value has the wrong type, format or range; the message names it.',
        status: 400,
        detail: 'page_views: found -1, expected >= 0',
        code: 'VALIDATION_FAILED',
        requestId: 'trial-1',
        errors: [{ field: 'page_views', found: '-1', expected: '>= 0' }],
      });
    });

    it('refuses a blank idempotency key', async () => {
      const response = await post({ lead_id: 'a' }, { 'idempotency-key': ' ' });
      assert.equal(response.statusCode, 400);
      assert.match(response.json().detail, /^idempotency-key: found " "/);
    });

    it('a refusal of the graph keeps its code and gets its status', async () => {
      const response = await post({ lead_id: 'nobody' });
      assert.equal(response.statusCode, 404);
      assert.equal(response.json().code, 'LEAD_NOT_FOUND');
    });

    it('a refusal counts as an operation without data', async () => {
      const outcomes = async (): Promise<readonly string[]> => {
        const headers = { authorization: `Bearer ${server.token}` };
        const { body } = await server.app.inject({ url: '/metrics', headers });
        return body.split('\n').filter((line) => line.includes('operations_total{operation="RestScoreLead"'));
      };
      await post({ lead_id: 'nobody' });
      const found = (await outcomes()).join();
      assert.match(found, /outcome="error"/);
      assert.doesNotMatch(found, /outcome="partial"/);
    });

    for (const [name, payload, detail] of [
      ['a NUL', '{"lead_id":"a\\u0000"}', 'lead_id: found NUL at character 2, expected text that can be stored'],
      [
        'half a surrogate pair',
        '{"lead_id":"a","referral_source":"\\ud83d"}',
        'referral_source: found half a surrogate pair at character 1, expected text that can be stored',
      ],
    ] as const)
      it(`refuses ${name} before it is scored, under the name of its field`, async () => {
        const response = await post(payload);
        assert.deepEqual([response.statusCode, response.json().detail], [400, detail]);
        assert.equal(server.inputs.length, 0);
      });

    it('a refusal names the fields as the request does', async () => {
      const response = await post({ lead_id: 'faulty' });
      assert.equal(
        response.json().detail,
        'lead_id: found "leadId: found ", expected less; industry: found 1, expected 2; idempotency-key: found 3, expected 4',
      );
    });

    it('a fault of ours is masked, and the log has it under the request id', async () => {
      const response = await post({ lead_id: 'breaks' }, { 'x-request-id': 'trial-2' });
      assert.equal(response.statusCode, 500);
      assert.ok(!response.body.includes('secret'));
      assert.deepEqual([response.json().code, response.json().requestId], ['INTERNAL', 'trial-2']);
      const line = server.logLines.find((entry) => entry.requestId === 'trial-2' && entry.level === 50);
      assert.match(JSON.stringify(line), /a secret of ours/);
    });
  });
