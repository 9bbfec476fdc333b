import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const MINUTE_MS = 60_000;
const SUBMIT = `mutation ($input: SubmitLeadInput!, $key: String, $minutes: Int) {
  submitLead(input: $input, idempotencyKey: $key, idempotencyMinutes: $minutes) { leadId created }
}`;
const READ = `query ($id: ID!, $first: Int! = 20, $after: String) { lead(id: $id) { consents(first: $first, after: $after) {
  edges { node { purpose textVersion givenAt recordedAt origin subject withdrawnAt } }
  pageInfo { hasNextPage endCursor }
} } }`;

onEachDatabase((kind, open) => {
  describe(`consents on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    before(async () => {
      db = await open('outbox', 'leads');
      app = await createLeadsApp(db.database, NOW);
    });
    after(async () => {
      await app?.close();
      await db?.close();
    });

    const stored = async (): Promise<number> => (await app.run('{ leads { totalCount } }')).data.leads.totalCount;

    test('consents of a submission are stored with its lead, last recorded first, and listed by pages', async () => {
      app.setSubject('form:website');
      const consents = [
        { purpose: 'CONTACT', textVersion: ' 2026-11 ' },
        { purpose: 'MARKETING', textVersion: '2026-10', givenAt: '2026-05-31T09:00:00Z' },
      ];
      const { data, messages } = await app.run(SUBMIT, { input: { id: 'crm-1', name: 'Amina', consents } });
      assert.deepEqual(messages, []);
      const rest = {
        recordedAt: '2026-06-01T12:00:00.000Z',
        origin: 'FORM',
        subject: 'form:website',
        withdrawnAt: null,
      };
      const expected = [
        { purpose: 'MARKETING', textVersion: '2026-10', givenAt: '2026-05-31T09:00:00.000Z', ...rest },
        { purpose: 'CONTACT', textVersion: '2026-11', givenAt: '2026-06-01T12:00:00.000Z', ...rest },
      ];
      const found: unknown[] = [];
      let after: string | null = null;
      do {
        const { data: page } = await app.run(READ, { id: data.submitLead.leadId, first: 1, after });
        found.push(...page.lead.consents.edges.map(({ node }: { node: unknown }) => node));
        after = page.lead.consents.pageInfo.hasNextPage ? page.lead.consents.pageInfo.endCursor : null;
      } while (after !== null);
      assert.deepEqual(found, expected);
      app.setSubject('tester');
    });

    test('a consent that is refused stores neither itself nor the lead', async () => {
      const before = await stored();
      const good = { purpose: 'CONTACT', textVersion: '1' };
      const refused: readonly [object[], RegExp][] = [
        [
          [{ ...good, purpose: 'contact' }],
          /input\.consents\[0\]\.purpose: found "contact", expected a name in capitals/,
        ],
        [[good, good], /input\.consents\[1\]\.purpose: found "CONTACT", expected each purpose once/],
        [[{ ...good, textVersion: ' ' }], /consents\[0\]\.textVersion/],
        [[{ ...good, textVersion: 'nul\0' }], /consents\[0\]\.textVersion/],
        [[{ ...good, givenAt: '2026-06-02T00:00:00Z' }], /consents\[0\]\.givenAt/],
        [Array.from({ length: 21 }, (_, index) => ({ ...good, purpose: `P${index}` })), /at most 20 consents/],
      ];
      for (const [consents, message] of refused) {
        const { codes, messages } = await app.run(SUBMIT, { input: { name: 'Omar', consents } });
        assert.deepEqual(codes, ['VALIDATION_FAILED']);
        assert.match(messages[0] ?? '', message);
      }
      assert.equal(await stored(), before);
    });

    test('a repeated submission records its consents once', async () => {
      const input = { id: 'crm-2', consents: [{ purpose: 'CONTACT', textVersion: '1' }] };
      for (const created of [true, false]) {
        const { data } = await app.run(SUBMIT, { input, key: 'twice' });
        assert.equal(data.submitLead.created, created);
      }
      const { data } = await app.run(READ, { id: 'crm-2' });
      assert.equal(data.lead.consents.edges.length, 1);
    });

    test('a withdrawn consent stays with the time, and another purpose stays in force', async () => {
      const consents = ['CONTACT', 'MARKETING'].map((purpose) => ({ purpose, textVersion: '1' }));
      await app.run(SUBMIT, { input: { id: 'crm-3', consents } });
      app.setTime(NOW + MINUTE_MS);
      const withdraw = (leadId: string, purpose: string) =>
        app.run(
          'mutation ($leadId: ID!, $purpose: String!) { withdrawConsent(leadId: $leadId, purpose: $purpose) { withdrawn } }',
          {
            leadId,
            purpose,
          },
        );
      for (const withdrawn of [1, 0])
        assert.equal((await withdraw('crm-3', 'MARKETING')).data.withdrawConsent.withdrawn, withdrawn);
      const { data } = await app.run(READ, { id: 'crm-3' });
      const ends = data.lead.consents.edges.map(({ node }: { node: { withdrawnAt: string } }) => node.withdrawnAt);
      assert.deepEqual(ends, ['2026-06-01T12:01:00.000Z', null]);
      assert.deepEqual((await withdraw('nobody', 'CONTACT')).codes, ['LEAD_NOT_FOUND']);
      assert.deepEqual((await withdraw('crm-3', 'contact')).codes, ['VALIDATION_FAILED']);
      app.setTime(NOW);
    });

    test('an idempotency key of some minutes is a new one afterwards, also when sent ten times at once', async () => {
      const send = () => app.run(SUBMIT, { input: { name: 'Sara' }, key: 'form:x', minutes: 10 });
      const first = (await send()).data.submitLead;
      app.setTime(NOW + 10 * MINUTE_MS);
      assert.deepEqual((await send()).data.submitLead, { ...first, created: false });
      app.setTime(NOW + 10 * MINUTE_MS + 1);
      const answers = (await Promise.all(Array.from({ length: 10 }, send))).map(({ data }) => data.submitLead);
      assert.equal(answers.filter(({ created }) => created).length, 1);
      assert.equal(new Set(answers.map(({ leadId }) => leadId)).size, 1);
      assert.notEqual(answers[0].leadId, first.leadId);
      for (const minutes of [0, -1, 10_081])
        assert.deepEqual((await app.run(SUBMIT, { input: { name: 'x' }, key: 'y', minutes })).codes, [
          'VALIDATION_FAILED',
        ]);
    });
  });
});
