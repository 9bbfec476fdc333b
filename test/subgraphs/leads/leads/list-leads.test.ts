import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { insertInteractions } from '../../../../subgraphs/leads/interactions/interaction-store.ts';
import { countLeads } from '../../../../subgraphs/leads/leads/count-leads.ts';
import type { LeadFilter } from '../../../../subgraphs/leads/leads/lead-filter.ts';
import { LeadOrder } from '../../../../subgraphs/leads/leads/lead-order.ts';
import { readRange } from '../../../../subgraphs/leads/leads/lead-query.ts';
import { insertLeads, reviseLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { type LeadPage, listLeads } from '../../../../subgraphs/leads/leads/list-leads.ts';
import { endOverride, insertOverride } from '../../../../subgraphs/leads/overrides/override-store.ts';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { interactionRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { drawLead, fewConditions, LISTED_AT } from '../../../support/leads/lead-filters.ts';
import { listAll, type OracleLead, readAll } from '../../../support/leads/lead-oracle.ts';
import { isThorough } from '../../../support/runner/thorough.ts';

const LEADS = 150;
const HOUR_MS = 3_600_000;
const orders = fc.constantFrom(...Object.values(LeadOrder));
const RUNS = isThorough() ? 200 : 40;

onEachDatabase((kind, open) => {
  describe(`lists of leads on ${kind}`, () => {
    let db: TestDatabase;
    let leads: OracleLead[];
    const tables = () => db.database.tables<unknown>();
    before(async () => {
      db = await open('outbox', 'leads');
      await fill();
      leads = await readAll(tables());
    });
    after(() => db?.close());

    /** Leads, some of them scored up to three times, changed and contacted. */
    async function fill(): Promise<void> {
      const [pick] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 7 });
      const draw = (most: number) => (pick?.next().value as number) % most;
      const rows = Array.from({ length: LEADS }, (_, index) => drawLead(index, draw));
      const inTransaction = (work: (trx: ReturnType<typeof tables>) => Promise<unknown>) =>
        tables().transaction().execute(work);
      await inTransaction((trx) => insertLeads(trx, rows, { now: LISTED_AT }));
      for (let round = 0; round < 3; round += 1) {
        const at = LISTED_AT - (2 - round) * 5 * 24 * HOUR_MS;
        const scores = rows
          .filter(() => draw(3) > 0)
          .map(({ id }) => ({
            leadId: id,
            sequence: round * LEADS + draw(LEADS),
            probability: [0.05, 0.1, 0.12, 0.5, 0.9][draw(5)] as number,
            points: 1 + draw(99),
            grade: draw(2) === 0 ? 'A' : 'D',
            modelVersion: 'lead-conversion:1',
            scoredAt: at,
          }));
        await inTransaction((trx) => applyScores(trx, scores, at));
      }
      const changed = rows
        .filter(() => draw(4) === 0)
        .map(({ id }) => ({ id, owner: 'n.fernandes', stage: 'WON' as const }));
      await inTransaction((trx) => reviseLeads(trx, changed, ['owner', 'stage'], { now: LISTED_AT + HOUR_MS }));
      const interactions = rows
        .filter(() => draw(2) === 0)
        .flatMap(({ id }) =>
          [1, 2].map((n) => interactionRow({ id: `${n}`, lead_id: id, occurred_at: LISTED_AT - draw(12) * HOUR_MS })),
        );
      await insertInteractions(tables(), interactions);
      await overrideSome(rows.map(({ id }) => id));
    }

    /** Overrides of every kind: in force, expired and not ended yet, and ended. */
    async function overrideSome(ids: readonly string[]): Promise<void> {
      for (const [index, leadId] of ids.entries()) {
        const kind = index % 7;
        if (kind > 2) continue;
        const expiresAt = LISTED_AT + (kind === 1 ? 0 : HOUR_MS);
        const createdAt = LISTED_AT - HOUR_MS;
        const { id } = await insertOverride(tables(), {
          leadId,
          grade: 'A',
          actor: 'ann',
          reason: '-',
          createdAt,
          expiresAt,
        });
        const end = { endedAt: LISTED_AT, endCause: 'ENDED', endActor: 'ann', endReason: '-' } as const;
        if (kind === 2) await endOverride(tables(), id, end);
      }
    }

    const idsOf = ({ edges }: LeadPage) => edges.map(({ node }) => node.id);

    test('a list walked forwards is that of an oracle, each page with the right neighbours', async () => {
      await fc.assert(
        fc.asyncProperty(
          fewConditions,
          orders,
          fc.integer({ min: 1, max: 60 }),
          fc.boolean(),
          async (filter, order, first, readsContacts) => {
            const expected = listAll(leads, filter, order, readsContacts);
            const seen: string[] = [];
            let after: string | null = null;
            for (let isFirst = true; isFirst || after !== null; isFirst = false) {
              const page: LeadPage = await listLeads(
                tables(),
                { filter, order, first, after, readsContacts },
                LISTED_AT,
              );
              assert.equal(page.pageInfo.hasPreviousPage, !isFirst);
              seen.push(...idsOf(page));
              assert.equal(page.pageInfo.hasNextPage, seen.length < expected.length);
              after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
            }
            assert.deepEqual(seen, expected);
          },
        ),
        { numRuns: RUNS, seed: 11 },
      );
    });

    test('a list walked backwards is that of an oracle, each page with the right neighbours', async () => {
      await fc.assert(
        fc.asyncProperty(fewConditions, orders, fc.integer({ min: 1, max: 60 }), async (filter, order, last) => {
          const expected = listAll(leads, filter, order, true);
          const seen: string[] = [];
          let before: string | null = null;
          for (let isLast = true; isLast || before !== null; isLast = false) {
            const page: LeadPage = await listLeads(
              tables(),
              { filter, order, last, before, readsContacts: true },
              LISTED_AT,
            );
            assert.equal(page.pageInfo.hasNextPage, !isLast);
            seen.unshift(...idsOf(page));
            assert.equal(page.pageInfo.hasPreviousPage, seen.length < expected.length);
            before = page.pageInfo.hasPreviousPage ? page.pageInfo.startCursor : null;
          }
          assert.deepEqual(seen, expected);
        }),
        { numRuns: RUNS, seed: 12 },
      );
    });

    test('a list reads the same leads whatever budget its index is read with', async () => {
      const budgets = fc.constantFrom(undefined, [], [1], [5], [1, 5, 40], [5, 1_000]);
      const limits = fc.integer({ min: 1, max: 40 });
      await fc.assert(
        fc.asyncProperty(
          fewConditions,
          orders,
          budgets,
          limits,
          fc.boolean(),
          async (filter, order, budget, limit, backwards) => {
            const selection = { filter, order, readsContacts: true, now: LISTED_AT };
            const found = await readRange(tables(), selection, { limit, backwards }, budget);
            const all = listAll(leads, filter, order, true);
            const expected = (backwards ? all.reverse() : all).slice(0, limit);
            assert.deepEqual(
              found.leads.map(({ lead }) => lead.id),
              expected,
            );
          },
        ),
        { numRuns: RUNS, seed: 13 },
      );
    });

    test('leads between two cursors are listed from either end', async () => {
      const request = { filter: {}, order: LeadOrder.COMPANY_ASC, readsContacts: true } as const;
      const { edges } = await listLeads(tables(), { ...request, first: 30 }, LISTED_AT);
      const between = { after: edges[4]?.cursor, before: edges[20]?.cursor };
      const ids = edges.slice(5, 20).map(({ node }) => node.id);
      const forwards = await listLeads(tables(), { ...request, ...between, first: 10 }, LISTED_AT);
      assert.deepEqual(idsOf(forwards), ids.slice(0, 10));
      const backwards = await listLeads(tables(), { ...request, ...between, last: 10 }, LISTED_AT);
      assert.deepEqual(idsOf(backwards), ids.slice(-10));
      for (const { pageInfo } of [forwards, backwards])
        assert.deepEqual([pageInfo.hasPreviousPage, pageInfo.hasNextPage], [true, true]);
    });

    test('a count is the number of leads of the list', async () => {
      await fc.assert(
        fc.asyncProperty(fewConditions, orders, async (filter: LeadFilter, order) => {
          const expected = listAll(leads, filter, order, true).length;
          const counted = await countLeads(tables(), { filter, order, readsContacts: true, now: LISTED_AT });
          assert.deepEqual(counted, { count: expected, isExact: true });
        }),
        { numRuns: RUNS / 2, seed: 14 },
      );
    });
  });
});
