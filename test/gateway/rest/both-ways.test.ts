import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { sql } from 'kysely';
import { onEachDatabase } from '../../support/database/databases.ts';
import { createPlatformServer, type PlatformServer } from '../../support/gateway/platform-server.ts';
import { NOW, ScoresWorld } from '../../support/scores/scores-world.ts';

const INPUT = { page_views: 7, industry: 'TRADING', company_size: 5, created_at: '2026-11-20T08:30:00Z' };
const LONG = 'x'.repeat(200);
const EMOJI = '😀';

/** Bodies of a lead, each an extreme of something. */
const BODIES: Readonly<Record<string, unknown>> = {
  'a known lead': { lead_id: 'known' },
  'every field': {
    lead_id: 'known',
    ...INPUT,
    time_on_site: 340.5,
    form_completion_time: 0,
    referral_source: 'PARTNER',
  },
  'an unknown lead': { lead_id: 'nobody' },
  'blank features of an unknown lead': { lead_id: 'nobody', industry: '', referral_source: '' },
  'a time alone': { lead_id: 'web', created_at: '0000-01-01' },
  'a time before the calendar': { lead_id: 'web', page_views: 1, created_at: '0000-01-01T00:00+14:00' },
  'the smallest numbers': { lead_id: 'web', page_views: 5e-324, company_size: 1e-300 },
  'negative zeros': '{"lead_id":-0,"page_views":-0.0}',
  'the largest numbers': { lead_id: Number.MAX_SAFE_INTEGER, time_on_site: 1e9, company_size: 1e9 },
  'words of arrays': { lead_id: '{}', industry: 'NULL', referral_source: '{"a","b\\"}' },
  'quotes and backslashes': { lead_id: '"', industry: '\\', referral_source: '\\"\n\t\u0001\u2028' },
  'the longest texts': { lead_id: LONG, industry: LONG, referral_source: EMOJI.repeat(100) },
  'an id that is too long': { lead_id: EMOJI.repeat(101), industry: EMOJI.repeat(200) },
  'text that no row can hold': '{"lead_id":"a\\u0000","industry":"\\ud800"}',
};

onEachDatabase((kind, open) => {
  describe(`POST /score-lead with and without the graph on ${kind}`, () => {
    let world: ScoresWorld;
    let servers: readonly PlatformServer[];
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      await world.addLead('known', [{ kind: 'WEBSITE_VISIT' }]);
      const { schema: scores, score: scoreDirectly } = world.scores;
      const shared = { scores, clock: () => NOW };
      servers = await Promise.all([createPlatformServer({ ...shared, scoreDirectly }), createPlatformServer(shared)]);
    });
    after(async () => {
      await Promise.all(servers.map((server) => server.close()));
      await world.close();
    });

    function post(
      { app, token }: PlatformServer,
      url: string,
      payload: unknown,
      headers: Readonly<Record<string, string>> = {},
    ): Promise<LightMyRequestResponse> {
      const given = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-request-id': 'one' };
      const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
      return app.inject({ method: 'POST', url, headers: { ...given, ...headers }, payload: text });
    }

    /** What a body leaves in the database, without what is new in every row. */
    async function recorded(from: number): Promise<readonly unknown[]> {
      const { rows } = await sql<object>`SELECT lead_id, model, version, role, cause, lead_closed, rollout, raw,
        probability, points, grade, grade_policy, features::text, scored_at, request_id
        FROM scores.prediction ORDER BY sequence OFFSET ${from}`.execute(world.db);
      return rows.map((row) => ({ ...row }));
    }

    for (const [name, body] of Object.entries(BODIES))
      it(`POST /score-lead answers and records ${name} alike on both ways`, async () => {
        const results: unknown[] = [];
        for (const server of servers) {
          const before = await world.count('scores.prediction');
          const response = await post(server, '/score-lead', body);
          const { latency_ms: _, ...answer } = response.json();
          results.push({ status: response.statusCode, answer, rows: await recorded(before) });
        }
        assert.deepEqual(results[0], results[1]);
      });

    it('an idempotency key has one score over all ways, and is refused with other features', async () => {
      const body = { lead_id: 'known', ...INPUT };
      const query = 'mutation ($input: ScoreFeaturesInput!) { scoreFeatures(input: $input) { score { probability } } }';
      const features = { pageViews: 7, industry: 'TRADING', companySize: 5, createdAt: '2026-11-20T12:30:00+04:00' };
      const input = { leadId: 'known', idempotencyKey: 'once', features };
      const key = { 'idempotency-key': 'once' };
      const before = await world.count('scores.prediction');
      const all = servers.flatMap((server) => [
        post(server, '/score-lead', body, key),
        post(server, '/graphql', { query, variables: { input } }),
      ]);
      for (const response of await Promise.all(all)) assert.equal(response.json().errors, undefined, response.body);
      assert.equal(await world.count('scores.prediction'), before + 1);
      const others = servers.map((server) => post(server, '/score-lead', { ...body, page_views: 8 }, key));
      const [direct, throughGraph] = (await Promise.all(others)).map((response) => response.json());
      assert.deepEqual([direct.status, direct.code], [409, 'IDEMPOTENCY_KEY_REUSED']);
      assert.match(direct.detail, /^idempotency-key: found /);
      assert.deepEqual(direct, throughGraph);
    });
  });
});
