import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { LeadConnection } from '../../../../subgraphs/leads/graph/lead-connection.ts';
import { countLeads } from '../../../../subgraphs/leads/leads/count-leads.ts';
import { insertLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { listLeads } from '../../../../subgraphs/leads/leads/list-leads.ts';
import { applyScores, pruneRanking, type WrittenBackScore } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HOUR_MS = 3_600_000;
const ALL = { filter: {}, order: 'SCORE_DESC', readsContacts: true } as const;

onEachDatabase((kind, open) => {
  describe(`the ranking on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    let sequence = 0;
    let created = 0;
    before(async () => {
      db = await open('outbox', 'leads');
      app = await createLeadsApp(db.database, NOW);
    });
    after(async () => {
      await app?.close();
      await db?.close();
    });

    const tables = () => db.database.tables<unknown>();
    const create = async (count: number): Promise<string[]> => {
      const rows = Array.from({ length: count }, () =>
        leadRow({ id: `ranked-${++created}`, created_at: NOW + created }),
      );
      await tables()
        .transaction()
        .execute((trx) => insertLeads(trx, rows, { now: NOW }));
      return rows.map((row) => row.id);
    };
    const score = (leadId: string, probability: number): WrittenBackScore => ({
      leadId,
      sequence: ++sequence,
      probability,
      points: Math.round(1 + 98 * probability),
      grade: probability > 0.5 ? 'A' : 'D',
      modelVersion: 'lead-conversion:1',
      scoredAt: NOW,
    });
    const rescore = (scores: readonly WrittenBackScore[], now = NOW) =>
      tables()
        .transaction()
        .execute((trx) => applyScores(trx, scores, now));
    const walk = async (first: number, between: () => Promise<unknown>): Promise<LeadConnection['edges'][number][]> => {
      const edges: LeadConnection['edges'][number][] = [];
      let after: string | null = null;
      do {
        const page: LeadConnection = await listLeads(tables(), { ...ALL, first, after }, 0);
        edges.push(...page.edges);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
        await between();
      } while (after !== null);
      return edges;
    };
    const idsOf = (edges: LeadConnection['edges']) => edges.map(({ node }) => node.id);

    test('a walk sees every lead of its first page exactly once, in order, while scores and leads change', async () => {
      const ids = await create(30);
      const step = fc.array(fc.tuple(fc.nat(ids.length - 1), fc.constantFrom(0, 0.1, 0.25, 0.5, 0.75, 0.999)), {
        maxLength: 40,
      });
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 9 }),
          fc.array(step, { minLength: 1, maxLength: 8 }),
          async (first, steps) => {
            const expected = idsOf(await walk(200, async () => undefined));
            let turn = 0;
            const seen = await walk(first, async () => {
              const changes = steps[turn++ % steps.length] ?? [];
              if (changes.length > 0) await rescore(changes.map(([lead, p]) => score(ids[lead] ?? '', p)));
              if (turn === 1) await create(1);
            });
            assert.deepEqual(idsOf(seen), expected);
            const keys = seen.map(({ node }) => node.crmScore?.probability ?? -1);
            assert.deepEqual(
              keys,
              keys.toSorted((a, b) => b - a),
            );
          },
        ),
        { numRuns: 20, seed: 42 },
      );
    });

    test('of several scores the newest sequence wins, within a batch and against what is stored', async () => {
      const [id = ''] = await create(1);
      const [older, newer, newest] = [score(id, 0.1), score(id, 0.2), score(id, 0.3)];
      const probability = async () => {
        const { data } = await app.run('query ($id: ID!) { lead(id: $id) { crmScore { probability } } }', { id });
        return data.lead.crmScore.probability;
      };
      await rescore([newer, older]);
      assert.equal(await probability(), 0.2);
      await rescore([newest]);
      await rescore([newer]);
      assert.equal(await probability(), 0.3);
    });

    test('a score of an unknown lead is ignored, and the others of its batch are kept', async () => {
      const [id = ''] = await create(1);
      await rescore([score('nobody', 0.9), score(id, 0.987)]);
      const { data } = await app.run('query ($id: ID!) { lead(id: $id) { crmScore { probability grade } } }', { id });
      assert.deepEqual(data.lead.crmScore, { probability: 0.987, grade: 'A' });
    });

    test('scores published to the outbox reach the ranking', async () => {
      const [id = ''] = await create(1);
      await tables()
        .transaction()
        .execute((trx) => app.outbox.publish(trx as never, 'leads.write-back', [score(id, 0.5)]));
      const probe =
        'query ($id: ID!) { lead(id: $id) { crmScore { probability points grade modelVersion scoredAt } } }';
      let answer = await app.run(probe, { id });
      for (const deadline = Date.now() + 10_000; !answer.data.lead.crmScore && Date.now() < deadline; ) {
        app.outbox.wake('leads.write-back');
        answer = await app.run(probe, { id });
      }
      assert.deepEqual(answer.data.lead.crmScore, {
        probability: 0.5,
        points: 50,
        grade: 'D',
        modelVersion: 'lead-conversion:1',
        scoredAt: new Date(NOW).toISOString(),
      });
    });

    test('a list filters by score, and counts when asked', async () => {
      const [sure = '', unsure = '', unscored = ''] = await create(3);
      await rescore([score(sure, 0.91), score(unsure, 0.01)]);
      const query = `query ($filter: LeadFilter) { leads(first: 200, filter: $filter) {
        totalCount edges { node { id crmScore { grade } } } } }`;
      const high = (await app.run(query, { filter: { minimumProbability: 0.91 } })).data.leads;
      const grades = (await app.run(query, { filter: { grades: ['A'] } })).data.leads;
      const both = (list: { edges: { node: { id: string } }[] }) =>
        [sure, unsure, unscored].map((id) => list.edges.some(({ node }) => node.id === id));
      assert.deepEqual(both(high), [true, false, false]);
      assert.deepEqual(both(grades), [true, false, false]);
      assert.equal(high.totalCount, high.edges.length);
      const all = (await app.run(query, {})).data.leads;
      assert.deepEqual({ count: all.totalCount, isExact: true }, await countLeads(tables(), { ...ALL, now: 0 }));
      assert.equal(all.edges.at(-1).node.crmScore, null);
    });

    test('a cursor of another order, an altered one and no cursor at all are refused with CURSOR_INVALID', async () => {
      await create(2);
      const query = `query ($after: String, $orderBy: LeadOrder) { leads(first: 1, after: $after, orderBy: $orderBy) {
        pageInfo { endCursor } } }`;
      const { data } = await app.run(query, {});
      const cursor = data.leads.pageInfo.endCursor as string;
      const future = Buffer.from(JSON.stringify(['leads:SCORE_DESC', 1e9, 0.5, 'x'])).toString('base64url');
      for (const after of ['', 'x', 'bnVsbA', cursor.slice(0, -4), future]) {
        assert.deepEqual((await app.run(query, { after })).codes, ['CURSOR_INVALID'], after);
      }
      const other = await app.run(query, { after: cursor, orderBy: 'CREATED_AT_DESC' });
      assert.deepEqual(other.codes, ['CURSOR_INVALID']);
    });

    test('a cursor expires once the versions behind it are pruned, and not before', async () => {
      const ids = await create(3);
      const query = 'query ($after: String) { leads(first: 1, after: $after) { pageInfo { endCursor } } }';
      const after = (await app.run(query, {})).data.leads.pageInfo.endCursor;
      await rescore(
        ids.map((id) => score(id, 0.4)),
        NOW + HOUR_MS,
      );
      await pruneRanking(tables(), NOW + HOUR_MS);
      assert.deepEqual((await app.run(query, { after })).codes, []);
      await pruneRanking(tables(), NOW + HOUR_MS + 1);
      assert.deepEqual((await app.run(query, { after })).codes, ['CURSOR_EXPIRED']);
      assert.deepEqual((await app.run(query, {})).codes, []);
    });

    test('a page of no or too many leads is refused', async () => {
      for (const first of [0, -1, 201]) {
        const { codes } = await app.run('query ($first: Int!) { leads(first: $first) { totalCount } }', { first });
        assert.deepEqual(codes, ['VALIDATION_FAILED']);
      }
    });

    test('an empty selection is an empty page', async () => {
      const { data } = await app.run(`{ leads(filter: { owners: ["nobody"] }) {
        totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`);
      assert.deepEqual(data.leads, {
        totalCount: 0,
        edges: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
      });
    });
  });
});
