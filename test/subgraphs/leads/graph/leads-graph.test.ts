import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const DAY_MS = 86_400_000;
const SUBMIT = `mutation ($input: SubmitLeadInput!, $key: String) {
  submitLead(input: $input, idempotencyKey: $key) { created lead { id createdAt stage company companySize email crmScore { points } } }
}`;
const UPDATE = `mutation ($id: ID!, $input: UpdateLeadInput!) {
  updateLead(id: $id, input: $input) { lead { id stage company country updatedAt } }
}`;
const RECORD = `mutation ($id: ID!, $interactions: [InteractionInput!]!) {
  recordInteractions(leadId: $id, interactions: $interactions) { recorded }
}`;
const OUTCOME = `mutation ($id: ID!, $outcome: OutcomeInput!) {
  recordOutcome(leadId: $id, outcome: $outcome) { lead { stage outcome { result } } outcome { result revenue occurredAt } }
}`;

onEachDatabase((kind, open) => {
  describe(`leads through GraphQL on ${kind}`, () => {
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

    const submit = async (id: string, more: Readonly<Record<string, unknown>> = {}) => {
      const answer = await app.run(SUBMIT, { input: { id, ...more } });
      assert.deepEqual(answer.messages, []);
      return answer.data.submitLead.lead;
    };

    test('a submitted lead is stored as NEW and unscored, with blank texts unknown', async () => {
      const lead = await submit('crm-1', { company: '  Falcon Trading ', companySize: 12, email: '' });
      assert.deepEqual(lead, {
        id: 'crm-1',
        createdAt: '2026-06-01T12:00:00.000Z',
        stage: 'NEW',
        company: 'Falcon Trading',
        companySize: 12,
        email: null,
        crmScore: null,
      });
      const { data } = await app.run('{ lead(id: "crm-1") { company outcome { result } } }');
      assert.deepEqual(data.lead, { company: 'Falcon Trading', outcome: null });
    });

    test('a lead without an id gets one', async () => {
      const { data } = await app.run(SUBMIT, { input: { company: 'Nameless' } });
      assert.match(data.submitLead.lead.id, /^made-/);
    });

    test('an unknown lead is null, also when its id cannot exist', async () => {
      for (const id of ['nobody', 'nul\0', '\ud800']) {
        const { data, codes } = await app.run('query ($id: ID!) { lead(id: $id) { id } }', { id });
        assert.deepEqual({ data, codes }, { data: { lead: null }, codes: [] });
      }
    });

    test('a taken id is refused with LEAD_EXISTS', async () => {
      await submit('crm-taken');
      const { codes, data } = await app.run(SUBMIT, { input: { id: 'crm-taken' } });
      assert.deepEqual({ codes, data }, { codes: ['LEAD_EXISTS'], data: { submitLead: null } });
    });

    test('an idempotency key stores one lead, and is refused with another input', async () => {
      const first = await app.run(SUBMIT, { input: { company: 'Once' }, key: 'form-1' });
      const again = await app.run(SUBMIT, { input: { company: 'Once' }, key: 'form-1' });
      assert.equal(first.data.submitLead.created, true);
      assert.equal(again.data.submitLead.created, false);
      assert.equal(again.data.submitLead.lead.id, first.data.submitLead.lead.id);
      const other = await app.run(SUBMIT, { input: { company: 'Twice' }, key: 'form-1' });
      assert.deepEqual(other.codes, ['IDEMPOTENCY_KEY_REUSED']);
    });

    test('one idempotency key sent ten times at once stores one lead', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => app.run(SUBMIT, { input: { company: 'Rush' }, key: 'form-rush' })),
      );
      assert.equal(new Set(answers.map(({ data }) => data.submitLead.lead.id)).size, 1);
      assert.equal(answers.filter(({ data }) => data.submitLead.created).length, 1);
    });

    test('a value out of range is refused with VALIDATION_FAILED, naming the field', async () => {
      const refused: readonly [string, unknown][] = [
        ['companySize', -1],
        ['country', 'Oman'],
        ['email', 'nobody'],
        ['phone', 'call me'],
        ['company', 'x'.repeat(201)],
        ['name', 'nul\0'],
        ['id', ''],
        ['createdAt', '2026-06-02T12:00:00Z'],
      ];
      for (const [field, value] of refused) {
        const { codes, messages } = await app.run(SUBMIT, { input: { [field]: value } });
        assert.deepEqual(codes, ['VALIDATION_FAILED'], field);
        assert.match(messages[0] ?? '', new RegExp(`input\\.${field}: found .*, expected `));
      }
    });

    test('every fault of an input is named at once', async () => {
      const input = { companySize: -1, country: 'Oman', email: 'nobody', createdAt: '2030-01-01T00:00:00Z' };
      const { codes, messages } = await app.run(SUBMIT, { input, key: '' });
      assert.deepEqual(codes, ['VALIDATION_FAILED']);
      for (const where of ['idempotencyKey', ...Object.keys(input).map((field) => `input.${field}`)])
        assert.ok(messages[0]?.includes(`${where}: found `), where);
      const interactions = [
        { kind: 'CALL', occurredAt: '2030-01-01T00:00:00Z', quantity: -1 },
        { kind: 'CALL', occurredAt: '2026-05-01T00:00:00Z', durationSeconds: -1 },
      ];
      const { messages: recorded } = await app.run(RECORD, { id: 'nobody', interactions });
      assert.match(
        recorded[0] ?? '',
        /interactions\[0\]\.occurredAt: .*interactions\[0\]\.quantity: .*interactions\[1\]\.durationSeconds: /,
      );
    });

    test('a value of the wrong type is refused by GraphQL', async () => {
      const { messages } = await app.run(SUBMIT, { input: { companySize: 'many' } });
      assert.match(messages[0] ?? '', /companySize/);
    });

    test('an update changes what it mentions, clears what is null, and keeps the version before', async () => {
      await submit('crm-update', { company: 'Before', country: 'AE' });
      app.setTime(NOW + 1_000);
      const { data } = await app.run(UPDATE, { id: 'crm-update', input: { country: null, stage: 'QUALIFIED' } });
      assert.deepEqual(data.updateLead.lead, {
        id: 'crm-update',
        stage: 'QUALIFIED',
        company: 'Before',
        country: null,
        updatedAt: '2026-06-01T12:00:01.000Z',
      });
    });

    test('stages of an outcome are not set by an update', async () => {
      await submit('crm-stage');
      const { codes } = await app.run(UPDATE, { id: 'crm-stage', input: { stage: 'WON' } });
      assert.deepEqual(codes, ['VALIDATION_FAILED']);
    });

    test('every mutation of an unknown lead is refused with LEAD_NOT_FOUND', async () => {
      const variables = { id: 'nobody', input: {}, interactions: [], outcome: { result: 'LOST' } };
      for (const mutation of [UPDATE, RECORD, OUTCOME]) {
        const { codes } = await app.run(mutation, variables);
        assert.deepEqual(codes, ['LEAD_NOT_FOUND'], mutation);
      }
    });

    test('interactions are listed the latest first, page by page, each once', async () => {
      await submit('crm-visits', { createdAt: '2026-05-01T00:00:00Z' });
      const interactions = Array.from({ length: 25 }, (_, n) => ({
        kind: 'WEBSITE_VISIT',
        // every time occurs twice: ids break the ties
        occurredAt: new Date(NOW - DAY_MS + Math.floor(n / 2) * 1_000).toISOString(),
        durationSeconds: n,
        quantity: 3,
      }));
      const { data } = await app.run(RECORD, { id: 'crm-visits', interactions });
      assert.equal(data.recordInteractions.recorded, 25);
      const seen: { id: string; occurredAt: string }[] = [];
      let after: string | null = null;
      do {
        const page = await app.run(
          `query ($after: String) { lead(id: "crm-visits") { interactions(first: 10, after: $after) {
            edges { node { id occurredAt } } pageInfo { hasNextPage endCursor } } } }`,
          { after },
        );
        const { edges, pageInfo } = page.data.lead.interactions;
        seen.push(...edges.map((edge: { node: { id: string; occurredAt: string } }) => edge.node));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after !== null);
      assert.equal(new Set(seen.map(({ id }) => id)).size, 25);
      const times = seen.map(({ occurredAt }) => occurredAt);
      assert.deepEqual(times, [...times].sort().reverse());
    });

    test('an interaction with an id is recorded once', async () => {
      await submit('crm-repeat');
      const interactions = [{ id: 'visit-1', kind: 'CALL', occurredAt: '2026-05-20T00:00:00Z', durationSeconds: 0 }];
      const first = await app.run(RECORD, { id: 'crm-repeat', interactions });
      const again = await app.run(RECORD, { id: 'crm-repeat', interactions });
      assert.deepEqual(
        [first, again].map(({ data }) => data.recordInteractions.recorded),
        [1, 0],
      );
    });

    test('a refused interaction is named, and none of its call is recorded', async () => {
      await submit('crm-refused');
      const good = { kind: 'MEETING', occurredAt: '2026-05-20T00:00:00Z' };
      const refused: readonly Readonly<Record<string, unknown>>[] = [
        { ...good, occurredAt: '2026-07-01T00:00:00Z' },
        { ...good, durationSeconds: -1 },
        { ...good, quantity: -3 },
        { ...good, id: '' },
        { ...good, note: 'x'.repeat(2_001) },
      ];
      for (const bad of refused) {
        const { codes, messages } = await app.run(RECORD, { id: 'crm-refused', interactions: [good, bad] });
        assert.deepEqual(codes, ['VALIDATION_FAILED']);
        assert.match(messages[0] ?? '', /interactions\[1\]\.\w+: found .*, expected /);
      }
      const tooMany = await app.run(RECORD, { id: 'crm-refused', interactions: Array(1_001).fill(good) });
      assert.deepEqual(tooMany.codes, ['TOO_MANY_ITEMS']);
      const { data } = await app.run('{ lead(id: "crm-refused") { interactions { edges { node { id } } } } }');
      assert.deepEqual(data.lead.interactions.edges, []);
    });

    test('an outcome closes the lead, and is recorded once', async () => {
      await submit('crm-won', { createdAt: '2026-05-01T00:00:00Z' });
      const outcome = { result: 'CONVERTED', revenue: 15_500.5, occurredAt: '2026-05-30T00:00:00Z' };
      const { data } = await app.run(OUTCOME, { id: 'crm-won', outcome });
      assert.deepEqual(data.recordOutcome, {
        lead: { stage: 'WON', outcome: { result: 'CONVERTED' } },
        outcome: { result: 'CONVERTED', revenue: 15_500.5, occurredAt: '2026-05-30T00:00:00.000Z' },
      });
      for (const second of [outcome, { result: 'LOST' }]) {
        const answer = await app.run(OUTCOME, { id: 'crm-won', outcome: second });
        assert.deepEqual(answer.codes, ['OUTCOME_EXISTS']);
      }
      const reopened = await app.run(UPDATE, { id: 'crm-won', input: { stage: 'NEW' } });
      assert.deepEqual(reopened.codes, ['VALIDATION_FAILED']);
    });

    test('an outcome before the lead existed, in the future, or with a wrong revenue is refused', async () => {
      await submit('crm-early', { createdAt: '2026-05-01T00:00:00Z' });
      const refused = [
        { result: 'LOST', occurredAt: '2026-04-30T00:00:00Z' },
        { result: 'LOST', occurredAt: '2026-07-30T00:00:00Z' },
        { result: 'LOST', revenue: 1 },
        { result: 'CONVERTED', revenue: -1 },
      ];
      for (const outcome of refused) {
        const { codes } = await app.run(OUTCOME, { id: 'crm-early', outcome });
        assert.deepEqual(codes, ['VALIDATION_FAILED']);
      }
    });

    test('the present of a client whose clock is ahead is stored as now, and a later time is refused', async () => {
      app.setTime(NOW + 60_000);
      const [ahead, future] = [30_000, 30_001].map((later) => new Date(NOW + 60_000 + later).toISOString());
      const now = new Date(NOW + 60_000).toISOString();
      const consents = (givenAt?: string) => [{ purpose: 'CONTACT', textVersion: '1', givenAt }];
      assert.equal((await submit('crm-ahead', { createdAt: ahead, consents: consents(ahead) })).createdAt, now);
      const call = (occurredAt?: string) => ({
        id: 'crm-ahead',
        interactions: [{ id: 'c', kind: 'CALL', occurredAt }],
      });
      assert.deepEqual((await app.run(RECORD, call(ahead))).messages, []);
      const decision = (occurredAt?: string) => ({ id: 'crm-ahead', outcome: { result: 'CONVERTED', occurredAt } });
      const refused = await Promise.all([
        app.run(SUBMIT, { input: { id: 'crm-far', createdAt: future } }),
        app.run(SUBMIT, { input: { id: 'crm-far', consents: consents(future) } }),
        app.run(RECORD, call(future)),
        app.run(OUTCOME, decision(future)),
      ]);
      for (const { codes } of refused) assert.deepEqual(codes, ['VALIDATION_FAILED']);
      assert.deepEqual((await app.run(OUTCOME, decision(ahead))).messages, []);
      const { data } =
        await app.run(`{ lead(id: "crm-ahead") { outcome { occurredAt } consents { edges { node { givenAt } } }
        interactions { edges { node { occurredAt } } } } }`);
      assert.deepEqual(data.lead, {
        outcome: { occurredAt: now },
        consents: { edges: [{ node: { givenAt: now } }] },
        interactions: { edges: [{ node: { occurredAt: now } }] },
      });
    });

    test('entity references answer known leads, twice when asked twice, and null for unknown ones', async () => {
      await submit('crm-entity', { company: 'Entity' });
      const representations = ['crm-entity', 'nobody', 'crm-entity'].map((id) => ({ __typename: 'Lead', id }));
      const { data } = await app.run(
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Lead { company } } }',
        { r: representations },
      );
      assert.deepEqual(data._entities, [{ company: 'Entity' }, null, { company: 'Entity' }]);
    });
  });
});
