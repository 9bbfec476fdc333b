import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { applyScores } from '../../../../subgraphs/leads/ranking/ranking-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const MINUTE_MS = 60_000;
const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const IDS = `query ($filter: LeadFilter, $orderBy: LeadOrder, $first: Int, $last: Int, $after: String, $before: String) {
  leads(filter: $filter, orderBy: $orderBy, first: $first, last: $last, after: $after, before: $before) {
    totalCount totalCountIsExact warnings edges { cursor node { id } } pageInfo { startCursor endCursor } } }`;

onEachDatabase((kind, open) => {
  describe(`lists of leads through GraphQL on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    before(async () => {
      db = await open('outbox', 'leads');
      app = await createLeadsApp(db.database, NOW);
      await fill();
    });
    after(async () => {
      await app?.close();
      await db?.close();
    });

    async function fill(): Promise<void> {
      const leads = [
        { id: 'a', company: 'Falcon Trading', name: 'Zeynep Öz', email: 'z.oz@secretmail.ae', phone: '+971501234567' },
        { id: 'b', company: 'Gulf Marine', industry: 'TRADING', owner: 'k.petrov', source: 'PARTNER' },
        { id: 'c', company: 'Äpfel GmbH', industry: 'TRADING', owner: 'k.petrov', licenceType: 'FREELANCE' },
        { id: 'd', industry: 'LOGISTICS', owner: 'n.fernandes' },
        { id: 'e', company: 'Closed Trading' },
      ];
      for (const input of leads) assert.deepEqual((await app.run(SUBMIT, { input })).messages, []);
      const close = 'mutation { recordOutcome(leadId: "e", outcome: { result: LOST }) { leadId } }';
      assert.deepEqual((await app.run(close)).messages, []);
    }

    const list = async (variables: Readonly<Record<string, unknown>> = {}, as = app) => {
      const { data, messages } = await as.run(IDS, variables);
      assert.deepEqual(messages, []);
      const { edges, ...leads } = data.leads;
      return { ...leads, edges, ids: edges.map((edge: { node: { id: string } }) => edge.node.id) };
    };

    test('closed leads are left out unless the filter names their stages or includes them', async () => {
      const orderBy = 'COMPANY_ASC';
      assert.deepEqual((await list({ orderBy })).ids, ['c', 'a', 'b', 'd']);
      const all = await list({ orderBy, filter: { includeClosed: true } });
      assert.deepEqual([all.ids, all.totalCount], [['c', 'e', 'a', 'b', 'd'], 5]);
      assert.deepEqual((await list({ orderBy, filter: { stages: ['LOST'] } })).ids, ['e']);
      assert.deepEqual((await list({ orderBy, filter: { stages: ['NEW'], includeClosed: true } })).ids.length, 4);
      assert.deepEqual((await list({ filter: { stages: [] } })).ids, []);
    });

    test('a search without the right to personal data finds, counts and facets by the company alone', async () => {
      const reader = await createLeadsApp(db.database, NOW, { scopes: ['leads:read'] });
      try {
        for (const search of ['zeynep', 'oz', 'secretmail', '+971 50 123 4567', '1234567', 'falcon secretmail']) {
          const filter = { search };
          assert.deepEqual((await list({ filter })).ids, ['a'], search);
          const blind = await list({ filter }, reader);
          assert.deepEqual([blind.ids, blind.totalCount, blind.pageInfo.endCursor], [[], 0, null], search);
          const facets = await reader.run(
            'query ($filter: LeadFilter) { leads(filter: $filter) { facets { values { count } } } }',
            { filter },
          );
          for (const { values } of facets.data.leads.facets) assert.deepEqual(values, []);
        }
        assert.deepEqual((await list({ filter: { search: 'falc' } }, reader)).ids, ['a']);
      } finally {
        await reader.close();
      }
    });

    test('a search needs a letter or digit, and at most 200 characters', async () => {
      for (const search of ['', ' -', 'x'.repeat(201)]) {
        const { codes, messages } = await app.run(IDS, { filter: { search } });
        assert.deepEqual(codes, ['VALIDATION_FAILED']);
        assert.match(messages[0] ?? '', /filter\.search: found .*, expected /);
      }
    });

    test('a cursor belongs to one filter and one order', async () => {
      const { pageInfo } = await list({ first: 1, orderBy: 'COMPANY_ASC', filter: { owners: ['k.petrov'] } });
      const after = pageInfo.endCursor;
      assert.deepEqual((await list({ after, orderBy: 'COMPANY_ASC', filter: { owners: ['k.petrov'] } })).ids, ['b']);
      for (const other of [
        { orderBy: 'COMPANY_DESC', filter: { owners: ['k.petrov'] } },
        { orderBy: 'COMPANY_ASC', filter: { owners: ['n.fernandes'] } },
        { orderBy: 'COMPANY_ASC' },
      ]) {
        for (const cursor of [{ after }, { before: after }])
          assert.deepEqual((await app.run(IDS, { ...other, ...cursor })).codes, ['CURSOR_INVALID']);
      }
    });

    test('a cursor whose key has another type is refused', async () => {
      const { edges } = await list({ orderBy: 'CREATED_AT_DESC', first: 1 });
      const [name, revision, , id] = JSON.parse(Buffer.from(edges[0].cursor, 'base64url').toString());
      for (const key of ['x', 0.5, null, 1e300]) {
        const after = Buffer.from(JSON.stringify([name, revision, key, id])).toString('base64url');
        assert.deepEqual((await app.run(IDS, { orderBy: 'CREATED_AT_DESC', after })).codes, ['CURSOR_INVALID']);
      }
    });

    test('the last leads are the end of the list, and first with last is refused', async () => {
      assert.deepEqual((await list({ orderBy: 'COMPANY_ASC', last: 2 })).ids, ['b', 'd']);
      assert.deepEqual((await app.run(IDS, { first: 1, last: 1 })).codes, ['VALIDATION_FAILED']);
      assert.deepEqual((await app.run(IDS, { last: 201 })).codes, ['VALIDATION_FAILED']);
    });

    test('cursors of two walks do not bound one page', async () => {
      const first = await list({ first: 1 });
      const score = { probability: 0.5, points: 50, grade: 'A', modelVersion: 'lead-conversion:1', scoredAt: NOW };
      await db.database
        .tables<unknown>()
        .transaction()
        .execute((trx) => applyScores(trx, [{ ...score, leadId: 'd', sequence: 1 }], NOW));
      const second = await list({ first: 3 });
      assert.equal(second.ids[0], 'd');
      const { codes } = await app.run(IDS, { after: first.pageInfo.endCursor, before: second.pageInfo.endCursor });
      assert.deepEqual(codes, ['CURSOR_INVALID']);
    });

    test('a filter by a word that no lead has warns, and names the nearest one', async () => {
      const filter = { industries: ['TRADNG', 'TRADING'], owners: ['nobody-here'], licenceTypes: ['FREELANCE'] };
      const { ids, warnings } = await list({ filter });
      assert.deepEqual(ids, []);
      assert.deepEqual(warnings, [
        'industries: no lead has "TRADNG"; did you mean "TRADING"?',
        'owners: no lead has "nobody-here"',
      ]);
      assert.deepEqual((await list({ filter: { industries: ['TRADING'] } })).warnings, []);
    });

    test('a new word is known to filters at once, and to the vocabulary after a minute', async () => {
      const words = async () => {
        const { data } = await app.run(`{ leadVocabulary(fields: [SOURCE]) { countedAt facets { field valueCount isExact
          values { value count } } } }`);
        return data.leadVocabulary;
      };
      const before = await words();
      assert.deepEqual(before.facets[0].values[1], { value: 'PARTNER', count: 1 });
      assert.deepEqual(before.facets[0].values[0], { value: null, count: 4 });
      await app.run(SUBMIT, { input: { id: 'f', source: 'WALK_IN' } });
      app.setTime(NOW + MINUTE_MS / 2);
      assert.deepEqual((await list({ filter: { sources: ['WALK_IN'] } })).warnings, []);
      app.setTime(NOW + 3 * MINUTE_MS);
      await words();
      const after = await words();
      assert.deepEqual(
        after.facets[0].values.map(({ value }: { value: string | null }) => value),
        [null, 'PARTNER', 'WALK_IN'],
      );
    });

    test('facets count the values of the leads that meet the filter', async () => {
      const query = `query ($filter: LeadFilter) { leads(filter: $filter, first: 1) {
        facets(fields: [OWNER, INDUSTRY, GRADE, STAGE], first: 2) { field valueCount isExact values { value count } } } }`;
      const { data } = await app.run(query, { filter: { withoutOwner: false, includeClosed: true } });
      assert.deepEqual(data.leads.facets, [
        {
          field: 'OWNER',
          valueCount: 2,
          isExact: true,
          values: [
            { value: 'k.petrov', count: 2 },
            { value: 'n.fernandes', count: 1 },
          ],
        },
        {
          field: 'INDUSTRY',
          valueCount: 2,
          isExact: true,
          values: [
            { value: 'TRADING', count: 2 },
            { value: 'LOGISTICS', count: 1 },
          ],
        },
        {
          field: 'GRADE',
          valueCount: 2,
          isExact: true,
          values: [
            { value: null, count: 2 },
            { value: 'A', count: 1 },
          ],
        },
        { field: 'STAGE', valueCount: 1, isExact: true, values: [{ value: 'NEW', count: 3 }] },
      ]);
    });

    test('the last interaction of a lead is shown, and moves forwards only', async () => {
      const record = `mutation ($at: DateTime!) { recordInteractions(leadId: "b", interactions: [{ kind: CALL, occurredAt: $at }])
        { lead { lastInteractionAt } } }`;
      for (const [at, latest] of [
        ['2026-05-20T10:00:00.000Z', '2026-05-20T10:00:00.000Z'],
        ['2026-05-19T10:00:00.000Z', '2026-05-20T10:00:00.000Z'],
      ]) {
        const recorded = await app.run(record, { at });
        assert.equal(recorded.data.recordInteractions.lead.lastInteractionAt, latest);
        const { data } = await app.run(
          '{ b: lead(id: "b") { lastInteractionAt } c: lead(id: "c") { lastInteractionAt } }',
        );
        assert.deepEqual(data, { b: { lastInteractionAt: latest }, c: { lastInteractionAt: null } });
      }
    });
  });
});
