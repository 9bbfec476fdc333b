import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { reviseLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codesOf, DAY, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE_LEAD = `mutation ($lead: ID!, $key: String, $model: String = "lead-conversion") {
  scoreLead(leadId: $lead, idempotencyKey: $key, model: $model) { score {
    id probability points grade gradePolicy trend previousProbability role scoredAt latencyMs requestId
    lead { id } modelVersion { model version } features { name number text }
  } }
}`;

const visits = (count: number) => Array.from({ length: count }, () => ({ kind: 'WEBSITE_VISIT' }));

onEachDatabase((kind, open) => {
  describe(`scoreLead on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.addLead('eager', visits(2));
      await world.addLead('idle');
    });
    after(() => world.close());

    const score = async (lead: string, rest: Record<string, unknown> = {}) => {
      const result = await world.ask(SCORE_LEAD, { lead, ...rest });
      assert.deepEqual(result.errors, undefined);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      return (result.data as any).scoreLead.score;
    };

    it('scoreLead says NO_LIVE_MODEL without a champion', async () => {
      assert.deepEqual(codesOf(await world.ask(SCORE_LEAD, { lead: 'eager' })), ['NO_LIVE_MODEL']);
      await world.promoteVisitsModel();
    });

    it('scoreLead scores a lead on its interactions and records the score', async () => {
      const given = await score('eager');
      assert.ok(Math.abs(given.probability - 1 / (1 + Math.exp(-2))) < 1e-6);
      assert.deepEqual([given.points, given.grade, given.gradePolicy, given.trend], [88, 'A', 'v1', 'NEW']);
      assert.deepEqual([given.role, given.lead, given.previousProbability], ['CHAMPION', { id: 'eager' }, null]);
      assert.deepEqual(given.modelVersion, { model: 'lead-conversion', version: 1 });
      assert.equal(given.scoredAt, new Date(NOW).toISOString());
      assert.equal(given.requestId, 'test-request');
      assert.ok(given.latencyMs > 0);
      const stored = await sql<{ probability: number; features: Record<string, unknown> }>`
        SELECT probability, features FROM scores.prediction WHERE id = ${given.id}`.execute(world.db);
      assert.equal(stored.rows[0]?.probability, given.probability);
      assert.equal(stored.rows[0]?.features.website_visits, 2);
    });

    it('scoreLead writes the score back through the outbox in the same commit', async () => {
      const given = await score('eager');
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        SELECT payload -> 0 AS payload FROM outbox.message WHERE payload -> 0 ->> 'scoreId' = ${given.id}`.execute(
        world.db,
      );
      const { sequence, ...payload } = rows[0]?.payload ?? {};
      assert.equal(typeof sequence, 'number');
      assert.deepEqual(payload, {
        leadId: 'eager',
        scoreId: given.id,
        probability: given.probability,
        points: 88,
        grade: 'A',
        modelVersion: 'lead-conversion:1',
        scoredAt: NOW,
      });
    });

    it('scoreLead scores a lead without interactions: counts are 0, times are missing', async () => {
      const given = await score('idle');
      const features = new Map(given.features.map((each: { name: string }) => [each.name, each]));
      assert.equal(given.probability, 0.5);
      assert.deepEqual(features.get('page_views'), { name: 'page_views', number: 0, text: null });
      assert.deepEqual(features.get('days_since_interaction'), {
        name: 'days_since_interaction',
        number: null,
        text: null,
      });
      assert.deepEqual(features.get('industry'), { name: 'industry', number: null, text: 'TRADING' });
    });

    it('scoreLead does not count interactions of the future', async () => {
      await world.addLead('planner', [
        { kind: 'WEBSITE_VISIT' },
        { kind: 'WEBSITE_VISIT', occurredAt: NOW + DAY, recordedAt: NOW },
      ]);
      const given = await score('planner');
      assert.ok(Math.abs(given.probability - 1 / (1 + Math.exp(-1))) < 1e-6);
    });

    it('scoreLead uses every committed fact, also by hosts whose clocks are ahead', async () => {
      await world.addLead('ahead', [{ kind: 'WEBSITE_VISIT' }], NOW + 20_000);
      await world.addLead('visited', [
        { kind: 'WEBSITE_VISIT' },
        { kind: 'WEBSITE_VISIT', occurredAt: NOW + 30_000, recordedAt: NOW + 30_000 },
      ]);
      const [ahead, visited] = [await score('ahead'), await score('visited')];
      assert.equal(ahead.scoredAt, new Date(NOW + 20_000).toISOString());
      assert.equal(visited.scoredAt, new Date(NOW + 30_000).toISOString(), 'not before the facts used');
      assert.ok(Math.abs(visited.probability - 1 / (1 + Math.exp(-2))) < 1e-6);
    });

    it('scoreLead scores a changed lead from its new values, and the history keeps those of each score', async () => {
      await world.addLead('changed');
      const change = (industry: string, now: number) =>
        world.database
          .tables<unknown>()
          .transaction()
          .execute((trx) => reviseLeads(trx, [{ id: 'changed', industry }], ['industry'], { now }));
      const scores: { readonly scoredAt: string; readonly industry: unknown }[] = [];
      for (const [industry, now] of [
        ['MEDIA', NOW + 20_000],
        ['LOGISTICS', NOW + 5_000],
        ['RETAIL', NOW + 10_000],
      ] as const) {
        await change(industry, now);
        const { scoredAt, features } = await score('changed');
        scores.push({ scoredAt, industry: features.find((each: { name: string }) => each.name === 'industry').text });
      }
      assert.deepEqual(
        scores.map(({ industry }) => industry),
        ['MEDIA', 'LOGISTICS', 'RETAIL'],
      );
      for (const { scoredAt, industry } of scores) {
        const at = Date.parse(scoredAt);
        const { rows } = await sql<{ industry: string }>`SELECT industry FROM leads.lead_facts
          WHERE lead_id = 'changed' AND valid_from <= ${at} AND ${at} < valid_until`.execute(world.db);
        assert.deepEqual(rows, [{ industry }]);
      }
    });

    it('scoreLead compares with the previous score of the lead', async () => {
      await world.addLead('warming', visits(1));
      const first = await score('warming');
      await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at)
        VALUES ('more', 'warming', 'WEBSITE_VISIT', ${NOW}, ${NOW})`.execute(world.db);
      const second = await score('warming');
      assert.deepEqual([first.trend, second.trend], ['NEW', 'RISING']);
      assert.equal(second.previousProbability, first.probability);
      assert.equal((await score('warming')).trend, 'STEADY');
    });

    it('scoreLead says LEAD_NOT_FOUND for an unknown lead and scores the other leads of the batch', async () => {
      const results = await Promise.all(['eager', 'nobody', 'idle'].map((lead) => world.ask(SCORE_LEAD, { lead })));
      assert.deepEqual(results.map(codesOf), [[], ['LEAD_NOT_FOUND'], []]);
    });

    it('scoreLead refuses a lead id the database cannot store, and scores the other leads of the batch', async () => {
      const bad = ['a\0b', '\ud800', 'x'.repeat(201), ''];
      const results = await Promise.all([...bad, 'idle'].map((lead) => world.ask(SCORE_LEAD, { lead })));
      assert.deepEqual(results.map(codesOf), [...bad.map(() => ['VALIDATION_FAILED']), []]);
    });

    it('scoreLead says NO_LIVE_MODEL for a model without champion', async () => {
      assert.deepEqual(codesOf(await world.ask(SCORE_LEAD, { lead: 'eager', model: 'other' })), ['NO_LIVE_MODEL']);
    });

    it('scoreLead gives the same stored score for the same idempotency key', async () => {
      const first = await score('eager', { key: 'once' });
      const again = await score('eager', { key: 'once' });
      assert.deepEqual(again, first);
    });

    it('scoreLead gives one stored score to requests with the same key in one batch', async () => {
      const before = await world.count('scores.prediction');
      const given = await Promise.all(Array.from({ length: 5 }, () => score('eager', { key: 'together' })));
      assert.equal(new Set(given.map(({ id }) => id)).size, 1);
      assert.equal(await world.count('scores.prediction'), before + 1);
    });

    it('scoreLead says IDEMPOTENCY_KEY_REUSED when the key comes with another request, then and in one batch', async () => {
      await score('eager', { key: 'taken' });
      assert.deepEqual(codesOf(await world.ask(SCORE_LEAD, { lead: 'idle', key: 'taken' })), [
        'IDEMPOTENCY_KEY_REUSED',
      ]);
      const both = await Promise.all(
        ['eager', 'idle'].map((lead) => world.ask(SCORE_LEAD, { lead, key: 'contested' })),
      );
      assert.deepEqual(both.map(codesOf).sort(), [[], ['IDEMPOTENCY_KEY_REUSED']]);
    });
  });
});
