import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { LeadOrder } from '../../../../subgraphs/leads/leads/lead-order.ts';
import { insertLeads, refreshStatistics } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { FACET_FIELDS, type LeadFacet } from '../../../../subgraphs/leads/vocabulary/facet-field.ts';
import { findFacets } from '../../../../subgraphs/leads/vocabulary/find-facets.ts';
import { leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { drawLead, fewConditions, LISTED_AT } from '../../../support/leads/lead-filters.ts';
import { listAll, type OracleLead, readAll } from '../../../support/leads/lead-oracle.ts';

const MANY = 6_000;
const COLUMNS = { STAGE: 'stage', GRADE: 'grade', OWNER: 'owner', INDUSTRY: 'industry', COUNTRY: 'country' } as const;

onEachDatabase((kind, open) => {
  describe(`facets of leads on ${kind}`, () => {
    let db: TestDatabase;
    const tables = () => db.database.tables<unknown>();
    const insert = (rows: Parameters<typeof insertLeads>[1]) =>
      tables()
        .transaction()
        .execute((trx) => insertLeads(trx, rows, { now: LISTED_AT, update: [] }));
    before(async () => {
      db = await open('outbox', 'leads');
      const [pick] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 3 });
      await insert(
        Array.from({ length: 80 }, (_, index) => drawLead(index, (most) => (pick?.next().value as number) % most)),
      );
    });
    after(() => db?.close());

    const counts = (leads: readonly OracleLead[], column: keyof OracleLead): Map<unknown, number> => {
      const counted = new Map<unknown, number>();
      for (const lead of leads) counted.set(lead[column], (counted.get(lead[column]) ?? 0) + 1);
      return counted;
    };

    test('counts are those of an oracle, the most frequent value first', async () => {
      const leads = await readAll(tables());
      await fc.assert(
        fc.asyncProperty(fewConditions, async (filter) => {
          const selection = { filter, order: LeadOrder.SCORE_DESC, readsContacts: true, now: Date.now() };
          const facets = await findFacets(tables(), selection, FACET_FIELDS);
          const ids = new Set(listAll(leads, filter, LeadOrder.SCORE_DESC, true));
          const members = leads.filter(({ id }) => ids.has(id));
          for (const [field, column] of Object.entries(COLUMNS)) {
            const facet = facets.find((each) => each.field === field) as LeadFacet;
            assert.deepEqual(new Map(facet.values.map(({ value, count }) => [value, count])), counts(members, column));
            assert.equal(facet.isExact, true);
            const sizes = facet.values.map(({ count }) => count);
            assert.deepEqual(
              sizes,
              sizes.toSorted((a, b) => b - a),
            );
          }
        }),
        { numRuns: 60, seed: 21 },
      );
    });

    test('counts of many leads are estimated from a sample of them, and say so', async () => {
      await insert(
        Array.from({ length: MANY }, (_, index) =>
          leadRow({ id: `many-${index}`, created_at: LISTED_AT, source: index % 4 === 0 ? 'EVENT' : 'PARTNER' }),
        ),
      );
      await refreshStatistics(tables());
      const selection = { filter: {}, order: LeadOrder.SCORE_DESC, readsContacts: false, now: Date.now() };
      const [facet] = await findFacets(tables(), selection, ['SOURCE'], { counted: 1_000, sampled: 3_000 });
      assert.equal(facet?.isExact, false);
      const estimated = (value: string) => facet?.values.find((each) => each.value === value)?.count ?? 0;
      // half of the pages are read: 30 % is far outside of what a sample of so many rows errs by
      assert.ok(Math.abs(estimated('PARTNER') / (0.75 * MANY) - 1) < 0.3, `${estimated('PARTNER')}`);
      assert.ok(Math.abs(estimated('EVENT') / (0.25 * MANY) - 1) < 0.3, `${estimated('EVENT')}`);
    });
  });
});
