import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { startContactKeyFill } from '../../../../subgraphs/leads/identity/keys/fill-contact-keys.ts';
import { writeBatch } from '../../../../subgraphs/leads/import/write-batch.ts';
import { LEAD_COLUMNS } from '../../../../subgraphs/leads/leads/lead-columns.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const T0 = Date.UTC(2026, 10, 22, 12);
const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const UPDATE = 'mutation ($id: ID!, $input: UpdateLeadInput!) { updateLead(id: $id, input: $input) { leadId } }';
const DUPLICATES = 'query ($id: ID!) { lead(id: $id) { duplicates { lead { id } matchedBy } } }';
const GROUPS = `query ($first: Int! = 20, $after: String) { duplicateLeads(first: $first, after: $after) {
  edges { cursor node { lead { id } duplicates { lead { id } matchedBy } } } pageInfo { hasNextPage endCursor } } }`;
const MERGE = `mutation ($leadId: ID!, $ids: [ID!]!) {
  mergeLeads(input: { leadId: $leadId, duplicateIds: $ids, reason: "same person" }) { merges { id } } }`;

interface Group {
  readonly node: {
    readonly lead: { readonly id: string };
    readonly duplicates: readonly { readonly lead: { readonly id: string }; readonly matchedBy: readonly string[] }[];
  };
}

interface GroupPage {
  readonly edges: readonly Group[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

onEachDatabase((kind, open) => {
  describe(`duplicates of leads on ${kind}`, () => {
    let store: TestDatabase;
    let app: LeadsApp;
    let time = T0;

    before(async () => {
      store = await open('outbox', 'leads');
      app = await createLeadsApp(store.database, T0 + 1_000_000);
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
    const tick = () => {
      time += 1_000;
      return time;
    };
    const submit = (id: string, input: object = {}) =>
      run(SUBMIT, { input: { id, createdAt: new Date(tick()).toISOString(), ...input } });
    const duplicates = async (id: string) =>
      (await run(DUPLICATES, { id })).lead.duplicates.map((each: Group['node']['duplicates'][number]) => [
        each.lead.id,
        ...each.matchedBy,
      ]);
    const groups = async (first = 20) => {
      const found: string[][] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { edges, pageInfo }: GroupPage = (await run(GROUPS, { first, after })).duplicateLeads;
        for (const { node } of edges) found.push([node.lead.id, ...node.duplicates.map(({ lead }) => lead.id)]);
        [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
      }
      return found;
    };
    const insert = (...leads: readonly (readonly [id: string, email: string | null, phone?: string | null])[]) => {
      const empty = Object.fromEntries(LEAD_COLUMNS.map((column) => [column, null]));
      const rows = leads.map(([id, email, phone = null]) => ({
        lead: { ...empty, id, created_at: tick(), email, phone, stage: 'NEW' } as never,
        interactions: [],
        outcome: undefined,
      }));
      return writeBatch(store.database.tables<unknown>(), rows, ['email', 'phone', 'country'], T0);
    };

    it('leads of one person are found, however they came and however their contacts are written', async () => {
      await submit('form', { email: 'Sara.Haddad@Example.ae', phone: '050 123 4568' });
      await insert(
        ['import', ' "Sara" <SARA.haddad@example.ae>', '\u202a+٩٧١ ٥٠ ١٢٣ ٤٥٦٨\u202c'],
        ['other', 'sara@example.ae'],
      );
      await submit('phone', { phone: '\u200e00971 ٥٠ 1234568', email: 'office@example.ae' });
      assert.deepEqual(await duplicates('form'), [
        ['import', 'EMAIL', 'PHONE'],
        ['phone', 'PHONE'],
      ]);
      assert.deepEqual(await duplicates('phone'), [
        ['form', 'PHONE'],
        ['import', 'PHONE'],
      ]);
      assert.deepEqual(await duplicates('other'), []);
    });

    it('a change of a contact changes the duplicates', async () => {
      await run(UPDATE, { id: 'other', input: { email: 'office@example.ae' } });
      assert.deepEqual(await duplicates('other'), [['phone', 'EMAIL']]);
      await insert(['phone', null, '04 391 0000']);
      assert.deepEqual(await duplicates('other'), []);
      // the country of a national number is the lead's
      await submit('british', { phone: '020 7946 0958', country: 'GB' });
      await submit('unknown', { phone: '020 7946 0958' });
      await submit('abroad', { phone: '+44 20 7946 0958' });
      assert.deepEqual(await duplicates('abroad'), [['british', 'PHONE']]);
      await run(UPDATE, { id: 'unknown', input: { country: 'GB' } });
      assert.deepEqual(await duplicates('abroad'), [
        ['british', 'PHONE'],
        ['unknown', 'PHONE'],
      ]);
      await run(UPDATE, { id: 'unknown', input: { phone: null } });
      assert.deepEqual(await duplicates('abroad'), [['british', 'PHONE']]);
    });

    it('groups are listed once, the oldest first, whatever the size of a page', async () => {
      // a chain whose ends share nothing: c shares with a and with b
      await submit('a', { email: 'a@example.ae' });
      await submit('b', { phone: '+971501234599' });
      await submit('c', { email: 'a@example.ae', phone: '+971501234599' });
      const expected = [
        ['form', 'import'],
        ['british', 'abroad'],
        ['a', 'b', 'c'],
      ];
      for (const first of [1, 2, 20]) assert.deepEqual(await groups(first), expected);
    });

    it('a contact of more than 50 leads links none of them', async () => {
      const holders = (from: number, to: number) =>
        Array.from({ length: to - from }, (_, i) => [`s${from + i}`, 'info@agency.example'] as const);
      await insert(...holders(0, 50));
      assert.equal((await duplicates('s7')).length, 49);
      assert.equal((await groups()).length, 4);
      await insert(...holders(50, 51));
      assert.deepEqual(await duplicates('s7'), []);
      assert.equal((await groups()).length, 3);
    });

    it('merged leads are no duplicates, and their contacts are those of the survivor', async () => {
      await run(MERGE, { leadId: 'b', ids: ['a'] });
      assert.deepEqual(await duplicates('a'), []);
      assert.deepEqual(await duplicates('b'), [['c', 'EMAIL', 'PHONE']]);
      assert.deepEqual((await groups()).at(-1), ['b', 'c']);
      await run(MERGE, { leadId: 'c', ids: ['b'] });
      assert.deepEqual(await duplicates('c'), []);
      await insert(['d', 'a@example.ae']);
      assert.deepEqual(await duplicates('d'), [['c', 'EMAIL']]);
      assert.deepEqual((await groups()).at(-1), ['c', 'd']);
    });

    it('leads of before there were keys get theirs in the background', async () => {
      const db = store.database.tables<unknown>();
      const keys = async () => (await sql`SELECT * FROM leads.contact_key ORDER BY lead_id, kind`.execute(db)).rows;
      const expected = await keys();
      await sql`DELETE FROM leads.contact_key WHERE lead_id > 'b'`.execute(db);
      await sql`INSERT INTO leads.contact_key_fill (after_id) VALUES ('')`.execute(db);
      const fill = startContactKeyFill({ database: store.database, log: createLogger('silent') });
      for (
        const since = performance.now();
        (await sql`SELECT FROM leads.contact_key_fill`.execute(db)).rows.length > 0;
      )
        assert.ok(performance.now() - since < 60_000);
      await fill.close();
      assert.deepEqual(await keys(), expected);
    });

    it('a list of duplicates refuses a foreign cursor and a page out of range', async () => {
      assert.deepEqual((await app.run(GROUPS, { after: 'x' })).codes, ['CURSOR_INVALID']);
      assert.deepEqual((await app.run(GROUPS, { first: 0 })).codes, ['VALIDATION_FAILED']);
    });
  });
});
