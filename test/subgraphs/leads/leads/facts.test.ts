import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { featureSql } from '../../../../lake/features/feature-sql.ts';
import { insertInteractions } from '../../../../subgraphs/leads/interactions/interaction-store.ts';
import { insertLeads, reviseLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { interactionRow, leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';

const T0 = Date.parse('2026-01-01T00:00:00Z');
const DAY_MS = 86_400_000;

onEachDatabase((kind, open) => {
  describe(`the facts that features are computed from, on ${kind}`, () => {
    let db: TestDatabase;
    before(async () => {
      db = await open('leads');
    });
    after(async () => db?.close());

    const tables = () => db.database.tables<unknown>();
    const industryAsOf = async (leadId: string, time: number): Promise<(string | null)[]> => {
      const { rows } = await sql<{ industry: string | null }>`SELECT industry FROM leads.lead_facts
        WHERE lead_id = ${leadId} AND valid_from <= ${time}::bigint AND ${time}::bigint < valid_until`.execute(
        tables(),
      );
      return rows.map((row) => row.industry);
    };
    const insert = (row: Parameters<typeof leadRow>[0], now: number) =>
      tables()
        .transaction()
        .execute((trx) => insertLeads(trx, [leadRow(row)], { now }));

    test('a lead is known at each time as it was then, by exactly one row', async () => {
      const lead = { id: 'facts-1', created_at: T0 };
      await insert({ ...lead, industry: 'TRADING' }, T0);
      await insert({ ...lead, industry: 'LOGISTICS' }, T0 + DAY_MS);
      await tables()
        .transaction()
        .execute((trx) => reviseLeads(trx, [{ id: lead.id, industry: null }], ['industry'], { now: T0 + 2 * DAY_MS }));
      assert.deepEqual(await industryAsOf(lead.id, T0 - 1), []);
      assert.deepEqual(await industryAsOf(lead.id, T0), ['TRADING']);
      assert.deepEqual(await industryAsOf(lead.id, T0 + DAY_MS - 1), ['TRADING']);
      assert.deepEqual(await industryAsOf(lead.id, T0 + DAY_MS), ['LOGISTICS']);
      assert.deepEqual(await industryAsOf(lead.id, T0 + 9 * DAY_MS), [null]);
    });

    test('changes within one millisecond leave a version each, a millisecond apart', async () => {
      const lead = { id: 'facts-2', created_at: T0 };
      await insert({ ...lead, industry: 'TRADING' }, T0);
      await insert({ ...lead, industry: 'LOGISTICS' }, T0);
      await insert({ ...lead, industry: 'MEDIA' }, T0);
      assert.deepEqual(await industryAsOf(lead.id, T0), ['TRADING']);
      assert.deepEqual(await industryAsOf(lead.id, T0 + 1), ['LOGISTICS']);
      assert.deepEqual(await industryAsOf(lead.id, T0 + 2), ['MEDIA']);
    });

    test('a row that changes nothing keeps the version', async () => {
      const lead = { id: 'facts-3', created_at: T0, industry: 'TRADING' };
      await insert(lead, T0);
      await insert(lead, T0 + DAY_MS);
      const { rows } = await sql`SELECT 1 FROM leads.lead_history WHERE lead_id = ${lead.id}`.execute(tables());
      assert.equal(rows.length, 0);
    });

    test('concurrent changes keep every version, without gap or overlap', async () => {
      const lead = { id: 'facts-4', created_at: T0 };
      await insert(lead, T0);
      await Promise.all(
        Array.from({ length: 8 }, (_, n) => insert({ ...lead, industry: `INDUSTRY_${n}` }, T0 + (n + 1) * DAY_MS)),
      );
      const { rows } = await sql<{ valid_from: number; valid_until: number }>`SELECT valid_from, valid_until
        FROM leads.lead_facts WHERE lead_id = ${lead.id} ORDER BY valid_from`.execute(tables());
      assert.equal(rows[0]?.valid_from, T0);
      for (const [n, row] of rows.slice(1).entries()) assert.equal(row.valid_from, rows[n]?.valid_until);
    });

    test('the feature SQL reads the facts: only what was recorded by the time counts', async () => {
      const lead = { id: 'facts-5', created_at: T0, company_size: 12, source: 'PARTNER' };
      await insert(lead, T0);
      const visit = { lead_id: lead.id, occurred_at: T0 + DAY_MS, quantity: 3 };
      await insertInteractions(tables(), [
        interactionRow({ ...visit, id: 'visit-1' }),
        interactionRow({ ...visit, id: 'visit-2', recorded_at: T0 + 3 * DAY_MS }),
      ]);
      const query = featureSql({
        requested: 'requested',
        leads: 'leads.lead_facts',
        interactions: 'leads.interaction_facts',
        double: 'DOUBLE PRECISION',
      });
      const pagesAsOf = async (time: number) => {
        const { rows } = await sql<{ page_views: number; company_size: number; referral_source: string }>`
          WITH requested AS (SELECT ${lead.id}::text AS lead_id, ${time}::bigint AS as_of)
          SELECT page_views, company_size, referral_source FROM (${sql.raw(query)}) features`.execute(tables());
        return rows;
      };
      const known = { company_size: 12, referral_source: 'PARTNER' };
      assert.deepEqual(await pagesAsOf(T0), [{ ...known, page_views: 0 }]);
      assert.deepEqual(await pagesAsOf(T0 + 2 * DAY_MS), [{ ...known, page_views: 3 }]);
      assert.deepEqual(await pagesAsOf(T0 + 3 * DAY_MS), [{ ...known, page_views: 6 }]);
    });

    test('interactions of an unknown lead are refused', async () => {
      const row = interactionRow({ id: 'visit', lead_id: 'nobody', occurred_at: T0 });
      await assert.rejects(insertInteractions(tables(), [row]), /foreign key/);
    });
  });
});
