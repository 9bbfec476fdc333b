import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { ExportSlots } from '../../../../platform/exports/export-slots.ts';
import { SubgraphExports } from '../../../../platform/exports/subgraph-exports.ts';
import { exportLeads } from '../../../../subgraphs/leads/export/export-leads.ts';
import type { LeadRow } from '../../../../subgraphs/leads/leads/lead.ts';
import { insertLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { type ReadExportOptions, readExport } from '../../../support/exports/read-export.ts';

const NOW = Date.UTC(2026, 10, 22);
const LEADS = 2_300;
const idOf = (n: number): string => `lead-${String(n).padStart(5, '0')}`;

const lead = (n: number, given: Partial<LeadRow> = {}): LeadRow => ({
  id: idOf(n),
  created_at: NOW - 1_000_000 + n,
  name: `Name ${n}`,
  email: `${n}@example.net`,
  phone: '+971501234567',
  company: 'Before',
  company_size: 5,
  industry: n % 2 === 0 ? 'TRADING' : 'MEDIA',
  country: 'AE',
  nationality: null,
  emirate: null,
  source: null,
  campaign: null,
  licence_type: null,
  business_activity: null,
  owner: null,
  stage: n % 10 === 0 ? 'WON' : 'NEW',
  ...given,
});

const score = (n: number, sequence: number, probability: number) => ({
  leadId: idOf(n),
  sequence,
  probability,
  points: 50,
  grade: 'B',
  modelVersion: 'lead-conversion:1',
  scoredAt: NOW - 1,
});

onEachDatabase((kind, open) => {
  describe(`the export of leads on ${kind}`, () => {
    let opened: TestDatabase;
    let db: Kysely<never>;
    let exports: SubgraphExports;
    let now = NOW;
    before(async () => {
      opened = await open('outbox', 'leads');
      db = opened.database.tables<never>();
      exports = new SubgraphExports({ leads: exportLeads({ db, clock: () => now }) }, new ExportSlots());
      const rows = Array.from({ length: LEADS }, (_, n) => lead(n));
      await db.transaction().execute((trx) => insertLeads(trx, rows, { now: NOW - 10 }));
      await sql`UPDATE leads.ranking_state SET model = 'lead-conversion'`.execute(db);
      await db.transaction().execute((trx) =>
        applyScores(
          trx,
          [1, 2_201].map((n) => score(n, n, 0.25)),
          NOW,
        ),
      );
    });
    after(() => opened.close());

    const read = (options: ReadExportOptions = {}) =>
      readExport(exports, 'leads', { parameters: { include_closed: true }, ...options });

    it('has personal data for the scope leads:pii alone, and the columns for everybody', async () => {
      const [hidden] = (await read()).rows;
      const [shown] = (await read({ scopes: ['leads:read', 'leads:pii'] })).rows;
      assert.deepEqual([hidden?.name, hidden?.email, hidden?.phone, hidden?.company], [null, null, null, 'Before']);
      assert.deepEqual([shown?.name, shown?.email, shown?.phone], ['Name 0', '0@example.net', '+971501234567']);
      await assert.rejects(read({ scopes: ['leads:pii'] }), { code: 'FORBIDDEN' });
    });

    it('leaves closed leads out unless they are asked for, and follows the filter of the list', async () => {
      const count = async (parameters: Readonly<Record<string, unknown>>) => (await read({ parameters })).rows.length;
      assert.equal(await count({}), LEADS - LEADS / 10);
      assert.equal(await count({ stages: ['WON'] }), LEADS / 10);
      assert.equal(await count({ include_closed: true, industries: ['MEDIA'] }), LEADS / 2);
      assert.equal(await count({ minimum_probability: 0.2 }), 2);
      assert.equal(await count({ unscored: true, search: 'before', created_before: NOW - 1_000_000 + 10 }), 8);
      await assert.rejects(count({ minimum_probability: 2 }), { code: 'VALIDATION_FAILED' });
    });

    it('finds personal data by search for the scope leads:pii alone', async () => {
      const parameters = { search: 'name', include_closed: true };
      assert.equal((await read({ parameters })).rows.length, 0);
      assert.equal((await read({ parameters, scopes: ['leads:read', 'leads:pii'] })).rows.length, LEADS);
    });

    it('has the leads, facts and scores of its beginning, and goes on with the same', async () => {
      const late = [2_201, 2_202].map((n) => lead(n, { company: 'After' }));
      const meanwhile = async (): Promise<void> => {
        await db
          .transaction()
          .execute((trx) => insertLeads(trx, [...late, lead(2_299, { id: 'lead-02299b' })], { now: NOW + 5 }));
        await db.transaction().execute((trx) =>
          applyScores(
            trx,
            [2_201, 2_203].map((n) => score(n, 9_000 + n, 0.75)),
            NOW,
          ),
        );
      };
      const { rows, snapshot } = await read({ meanwhile });
      const facts = (of: typeof rows) =>
        [2_201, 2_202, 2_203].map((n) => {
          const found = of.find((row) => row.id === idOf(n));
          return [found?.company, found?.score_probability];
        });
      const then = [
        ['Before', 0.25],
        ['Before', null],
        ['Before', null],
      ];
      assert.equal(rows.length, LEADS);
      assert.deepEqual(facts(rows), then);
      const resumed = (await read({ snapshot, after: idOf(2_099) })).rows;
      assert.deepEqual([resumed.length, facts(resumed)], [200, then]);
      now = NOW + 10;
      const anew = (await read()).rows;
      assert.deepEqual(
        [anew.length, facts(anew)],
        [
          LEADS + 1,
          [
            ['After', 0.75],
            ['After', null],
            ['Before', 0.75],
          ],
        ],
      );
    });

    it('refuses to go on where the scores of its beginning are no longer kept', async () => {
      const { snapshot } = await read();
      await sql`UPDATE leads.ranking_state SET pruned_revision = revision + 1`.execute(db);
      await assert.rejects(read({ snapshot }), { code: 'CURSOR_EXPIRED' });
      await assert.rejects(read({ snapshot: 'x' }), { code: 'CURSOR_INVALID' });
    });
  });
});
