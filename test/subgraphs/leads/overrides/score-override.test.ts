import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { openSubscription } from '../../../support/graph/subscribe.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const T0 = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const PATIENCE_MS = 60_000;

const OVERRIDE = '{ grade actor reason createdAt expiresAt endedAt endCause endActor endReason }';
const SET = `mutation ($id: ID! = "a", $grade: Grade! = A, $reason: String! = "met the CEO", $until: DateTime!) {
  overrideScore(leadId: $id, grade: $grade, reason: $reason, expiresAt: $until) {
    leadId lead { effectiveGrade } scoreOverride ${OVERRIDE} } }`;
const END = `mutation ($id: ID! = "a", $reason: String! = "no budget") {
  endScoreOverride(leadId: $id, reason: $reason) { leadId lead { effectiveGrade } scoreOverride ${OVERRIDE} } }`;
const READ = `query ($id: ID! = "a", $first: Int! = 20, $after: String) { lead(id: $id) {
  effectiveGrade crmScore { grade probability } scoreOverride ${OVERRIDE}
  scoreOverrides(first: $first, after: $after) { edges { node ${OVERRIDE} } pageInfo { hasNextPage endCursor } } } }`;
const LIST = `query ($has: Boolean, $grades: [Grade!]) { leads(filter: { hasOverride: $has, grades: $grades }) {
  totalCount edges { node { id effectiveGrade scoreOverride { grade } } } } }`;
const CHANGES = 'subscription { leadChanged { kind lead { id effectiveGrade } } }';

const iso = (time: number) => new Date(time).toISOString();

onEachDatabase((kind, open) => {
  describe(`overrides of scores on ${kind}`, () => {
    let store: TestDatabase;
    let app: LeadsApp;

    before(async () => {
      store = await open('outbox', 'leads');
      app = await createLeadsApp(store.database, T0, { overridePollMs: 20 });
      for (const id of ['a', 'b', 'c', 'unscored'])
        await run('mutation ($id: ID!) { submitLead(input: { id: $id }) { leadId } }', { id });
      await score({ a: 0.1, b: 0.5, c: 0.3 });
    });
    after(async () => {
      await app.close();
      await store.close();
    });

    const run = async (query: string, variables: Readonly<Record<string, unknown>> = {}) => {
      const { data, codes, messages } = await app.run(query, variables);
      assert.deepEqual(codes, [], messages.join());
      return data;
    };
    const codeOf = async (query: string, variables: Readonly<Record<string, unknown>>) =>
      (await app.run(query, variables)).codes[0];
    let sequence = 0;
    /** Scores leads by the model. */
    const score = (probabilities: Readonly<Record<string, number>>) => {
      const scores = Object.entries(probabilities).map(([leadId, probability]) => ({
        leadId,
        sequence: ++sequence,
        probability,
        points: Math.round(100 * probability),
        grade: probability >= 0.4 ? 'A' : probability >= 0.2 ? 'B' : 'C',
        modelVersion: 'lead-conversion:1',
        scoredAt: T0,
      }));
      return store.database
        .tables<unknown>()
        .transaction()
        .execute((trx) => applyScores(trx, scores, T0));
    };
    const audited = async () => {
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        SELECT payload FROM outbox.message WHERE topic = 'models.audit' ORDER BY id`.execute(
        store.database.tables<never>(),
      );
      return rows.map(({ payload }) => payload);
    };
    const causes = async (id: string) =>
      (await run(READ, { id })).lead.scoreOverrides.edges.map(
        ({ node }: { node: { endCause: string | null } }) => node.endCause,
      );
    const until = async (id: string, cause: string) => {
      for (const since = performance.now(); (await causes(id))[0] !== cause; await sleep(20))
        assert.ok(performance.now() - since < PATIENCE_MS, `${id} ${cause}`);
    };

    it('a lead without an override has the grade of the model, or none', async () => {
      const { lead } = await run(READ);
      assert.deepEqual([lead.effectiveGrade, lead.scoreOverride, lead.scoreOverrides.edges], ['C', null, []]);
      assert.equal((await run(READ, { id: 'unscored' })).lead.effectiveGrade, null);
    });

    it('overrideScore stands beside the score of the model, with author, reason and expiry', async () => {
      const changes = await openSubscription(app.leads.schema, CHANGES, {});
      const { overrideScore } = await run(SET, { until: iso(T0 + DAY) });
      const expected = {
        grade: 'A',
        actor: 'tester',
        reason: 'met the CEO',
        createdAt: iso(T0),
        expiresAt: iso(T0 + DAY),
        ...{ endedAt: null, endCause: null, endActor: null, endReason: null },
      };
      const payload = { leadId: 'a', lead: { effectiveGrade: 'A' }, scoreOverride: expected };
      assert.deepEqual(overrideScore, payload);
      const { lead } = await run(READ);
      assert.deepEqual([lead.scoreOverride, lead.crmScore.grade, lead.crmScore.probability], [expected, 'C', 0.1]);
      const [event] = await changes.next(1);
      assert.deepEqual(event.leadChanged, { kind: 'SCORE_OVERRIDDEN', lead: { id: 'a', effectiveGrade: 'A' } });
      await changes.close();
    });

    it('an override changes neither the order of a list nor its filter by grade, and has a filter of its own', async () => {
      const list = async (variables: object) =>
        (await run(LIST, variables as Record<string, unknown>)).leads.edges.map(
          ({ node }: { node: { id: string } }) => node.id,
        );
      assert.deepEqual(await list({}), ['b', 'c', 'a', 'unscored']);
      assert.deepEqual(await list({ grades: ['A'] }), ['b']);
      assert.deepEqual(await list({ has: true }), ['a']);
      assert.deepEqual(await list({ has: false }), ['b', 'c', 'unscored']);
      const { edges, totalCount } = (await run(LIST, { has: true })).leads;
      assert.deepEqual(
        [totalCount, edges[0].node.scoreOverride, edges[0].node.effectiveGrade],
        [1, { grade: 'A' }, 'A'],
      );
    });

    it('an override survives a new score', async () => {
      await score({ a: 0.3 });
      const { lead } = await run(READ);
      assert.deepEqual([lead.effectiveGrade, lead.crmScore.grade], ['A', 'B']);
    });

    it('the same override again changes nothing, another one replaces it, and the history has both', async () => {
      await run(SET, { until: iso(T0 + DAY) });
      assert.deepEqual(await causes('a'), [null]);
      app.setSubject('ben');
      app.setTime(T0 + HOUR);
      await run(SET, { grade: 'D', reason: 'a student', until: iso(T0 + 2 * DAY) });
      const { edges } = (await run(READ)).lead.scoreOverrides;
      const [newest, oldest] = edges.map(({ node }: { node: Record<string, unknown> }) => node);
      assert.deepEqual([newest?.grade, newest?.actor, newest?.endCause], ['D', 'ben', null]);
      assert.deepEqual(
        [oldest?.grade, oldest?.endedAt, oldest?.endCause, oldest?.endActor],
        ['A', iso(T0 + HOUR), 'REPLACED', 'ben'],
      );
      const page = (await run(READ, { first: 1 })).lead.scoreOverrides;
      assert.equal(page.pageInfo.hasNextPage, true);
      const rest = (await run(READ, { first: 1, after: page.pageInfo.endCursor })).lead.scoreOverrides;
      assert.deepEqual([rest.edges[0].node.grade, rest.pageInfo.hasNextPage], ['A', false]);
    });

    it('endScoreOverride ends it with author and reason, once', async () => {
      const { endScoreOverride } = await run(END);
      assert.deepEqual(endScoreOverride.lead, { effectiveGrade: 'B' });
      const { endedAt, endCause, endActor, endReason } = endScoreOverride.scoreOverride;
      assert.deepEqual([endedAt, endCause, endActor, endReason], [iso(T0 + HOUR), 'ENDED', 'ben', 'no budget']);
      assert.equal(await codeOf(END, {}), 'SCORE_OVERRIDE_NOT_FOUND');
      assert.equal((await run(READ)).lead.scoreOverride, null);
    });

    it('every override and end is audited: who, when, why, before and after', async () => {
      const events = await audited();
      const by = events.map(({ action, by: who, reason }) => [action, who, reason]);
      assert.deepEqual(by, [
        ['OVERRIDE_SCORE', 'tester', 'met the CEO'],
        ['OVERRIDE_SCORE', 'ben', 'a student'],
        ['END_SCORE_OVERRIDE', 'ben', 'no budget'],
      ]);
      const override = (grade: string, actor: string, days: number) => ({
        leadId: 'a',
        override: { grade, actor, expiresAt: iso(T0 + days * DAY) },
      });
      assert.deepEqual(
        [events[1]?.before, events[1]?.after, events[1]?.at, events[1]?.requestId],
        [override('A', 'tester', 1), override('D', 'ben', 2), T0 + HOUR, 'test'],
      );
      assert.deepEqual(events[2]?.after, { leadId: 'a', override: null, endCause: 'ENDED' });
    });

    it('overrideScore refuses a blank reason, a past or far expiry, and unknown and closed leads', async () => {
      const now = T0 + HOUR;
      assert.equal(await codeOf(SET, { until: iso(now + DAY), reason: ' ' }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(SET, { until: iso(now) }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(SET, { until: iso(now + 90 * DAY + 1) }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(SET, { until: iso(now + DAY), id: 'nobody' }), 'LEAD_NOT_FOUND');
      assert.equal(await codeOf(END, { id: 'nobody' }), 'LEAD_NOT_FOUND');
      assert.deepEqual(await causes('a'), ['ENDED', 'REPLACED']);
    });

    it('an override of a lead that closes ends with it', async () => {
      await run(SET, { id: 'c', until: iso(T0 + DAY) });
      const changes = await openSubscription(app.leads.schema, CHANGES, {});
      await run('mutation { recordOutcome(leadId: "c", outcome: { result: CONVERTED }) { leadId } }');
      const kinds = (await changes.next(2)).map(
        ({ leadChanged }: { leadChanged: { kind: string } }) => leadChanged.kind,
      );
      assert.deepEqual(kinds, ['OUTCOME_RECORDED', 'SCORE_OVERRIDE_ENDED']);
      await changes.close();
      assert.deepEqual(await causes('c'), ['CLOSED']);
      assert.equal(await codeOf(SET, { id: 'c', until: iso(T0 + DAY) }), 'LEAD_CLOSED');
    });

    it('concurrent overrides leave one in force, and every other in the history', async () => {
      await Promise.all(['A', 'B', 'C', 'D'].map((grade) => run(SET, { id: 'unscored', grade, until: iso(T0 + DAY) })));
      const found = await causes('unscored');
      assert.deepEqual(found, [null, 'REPLACED', 'REPLACED', 'REPLACED']);
      await run(END, { id: 'unscored' });
    });

    it('an override is not in force from its expiry on, and ends by itself as an event of the system', async () => {
      const changes = await openSubscription(app.leads.schema, CHANGES, {});
      await run(SET, { until: iso(T0 + DAY) });
      await changes.next(1);
      app.setTime(T0 + DAY - 1);
      assert.equal((await run(READ)).lead.effectiveGrade, 'A');
      app.setTime(T0 + DAY);
      // whether the background has come to it or not
      const { lead } = await run(READ);
      assert.deepEqual([lead.effectiveGrade, lead.scoreOverride], ['B', null]);
      assert.deepEqual((await run(LIST, { has: true })).leads.edges, []);
      const [event] = await changes.next(1);
      assert.deepEqual(event.leadChanged, { kind: 'SCORE_OVERRIDE_ENDED', lead: { id: 'a', effectiveGrade: 'B' } });
      await changes.close();
      const [ended] = (await run(READ)).lead.scoreOverrides.edges;
      const { endedAt, endCause, endActor, endReason } = ended.node;
      assert.deepEqual([endedAt, endCause, endActor, endReason], [iso(T0 + DAY), 'EXPIRED', null, null]);
      const last = (await audited()).at(-1);
      assert.deepEqual(
        [last?.action, last?.by, last?.reason],
        ['END_SCORE_OVERRIDE', undefined, 'the override expired'],
      );
    });

    it('an override of a lead that an import closed is not in force, and ends by itself', async () => {
      await run(SET, { id: 'b', until: iso(T0 + 2 * DAY) });
      await sql`UPDATE leads.lead SET stage = 'LOST' WHERE id = 'b'`.execute(store.database.tables<never>());
      assert.equal((await run(READ, { id: 'b' })).lead.scoreOverride, null);
      await until('b', 'CLOSED');
    });
  });
});
