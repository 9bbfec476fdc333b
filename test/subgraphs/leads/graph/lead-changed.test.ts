import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openChanges, pruneChanges } from '../../../../subgraphs/leads/changes/change-store.ts';
import { writeBatch } from '../../../../subgraphs/leads/import/write-batch.ts';
import { interactionRow, leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { openSubscription, refusalOf } from '../../../support/graph/subscribe.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const T0 = Date.UTC(2026, 10, 22, 12);
const DAY_MS = 86_400_000;

const LEAD_CHANGED = `subscription ($filter: LeadChangedFilter, $after: String) {
  leadChanged(filter: $filter, after: $after) { cursor kind at changedAt lead { id company stage } }
}`;
const SUBMIT = `mutation ($id: ID!, $key: String) {
  submitLead(input: { id: $id, company: "Acme" }, idempotencyKey: $key) { lead { id } }
}`;
const UPDATE = `mutation ($id: ID!, $company: String) { updateLead(id: $id, input: { company: $company }) { lead { id } } }`;
const RECORD = `mutation ($id: ID!, $interactions: [InteractionInput!]!) {
  recordInteractions(leadId: $id, interactions: $interactions) { recorded }
}`;
const CLOSE = `mutation ($id: ID!) { recordOutcome(leadId: $id, outcome: { result: LOST }) { lead { stage } } }`;
const CALL = { kind: 'CALL', occurredAt: new Date(T0).toISOString() };

onEachDatabase((kind, open) => {
  describe(`leadChanged on ${kind}`, () => {
    let store: TestDatabase;
    let app: LeadsApp;

    before(async () => {
      store = await open('outbox', 'leads');
      app = await createLeadsApp(store.database, T0);
    });
    after(async () => {
      await app.close();
      await store.close();
    });

    const subscribe = (variables = {}) => openSubscription(app.leads.schema, LEAD_CHANGED, variables);
    const kindsOf = (events: readonly { leadChanged: { kind: string; lead: { id: string } } }[]) =>
      events.map(({ leadChanged }) => `${leadChanged.lead.id} ${leadChanged.kind}`);
    const run = async (query: string, variables: Readonly<Record<string, unknown>>) => {
      const { codes } = await app.run(query, variables);
      assert.deepEqual(codes, []);
    };

    it('leadChanged sends every change of a lead, with the lead as it is then', async () => {
      const changes = await subscribe();
      app.setTime(T0 + 1_000);
      await run(SUBMIT, { id: 'a' });
      const [{ leadChanged: submitted }] = await changes.next(1);
      assert.equal(typeof submitted.cursor, 'string');
      assert.deepEqual(
        { ...submitted, cursor: '' },
        {
          cursor: '',
          kind: 'SUBMITTED',
          at: new Date(T0 + 1_000).toISOString(),
          changedAt: new Date(T0 + 1_000).toISOString(),
          lead: { id: 'a', company: 'Acme', stage: 'NEW' },
        },
      );
      await run(UPDATE, { id: 'a', company: 'Umbrella' });
      const [{ leadChanged: updated }] = await changes.next(1);
      assert.deepEqual([updated.kind, updated.lead.company], ['UPDATED', 'Umbrella']);
      await run(RECORD, { id: 'a', interactions: [CALL, CALL] });
      await run(CLOSE, { id: 'a' });
      assert.deepEqual(kindsOf(await changes.next(2)), ['a INTERACTIONS_RECORDED', 'a OUTCOME_RECORDED']);
      await changes.close();
    });

    it('leadChanged sends nothing for requests that changed nothing, were refused, or were repeated', async () => {
      await run(SUBMIT, { id: 'b', key: 'once' });
      await run(RECORD, { id: 'b', interactions: [{ ...CALL, id: 'c1' }] });
      const changes = await subscribe();
      await run(SUBMIT, { id: 'b', key: 'once' });
      await run(UPDATE, { id: 'b', company: 'Acme' });
      await run(RECORD, { id: 'b', interactions: [{ ...CALL, id: 'c1' }] });
      assert.deepEqual((await app.run(SUBMIT, { id: 'b' })).codes, ['LEAD_EXISTS']);
      assert.deepEqual((await app.run(CLOSE, { id: 'a' })).codes, ['OUTCOME_EXISTS']);
      await run(CLOSE, { id: 'b' });
      assert.deepEqual(kindsOf(await changes.next(1)), ['b OUTCOME_RECORDED']);
      await changes.close();
    });

    it('leadChanged sends the changes of an import, a change for each lead and fact', async () => {
      const rows = ['i1', 'i2'].map((id) => ({
        lead: leadRow({ id, created_at: T0 }),
        interactions: ['x', 'y'].map((each) => interactionRow({ id: each, lead_id: id, occurred_at: T0 })),
        outcome: undefined,
      }));
      const changes = await subscribe();
      const db = store.database.tables<unknown>();
      await writeBatch(db, rows, ['company'], T0);
      await writeBatch(db, rows, ['company'], T0);
      const [first, ...rest] = rows;
      assert.ok(first);
      await writeBatch(db, [{ ...first, lead: { ...first.lead, company: 'Acme' } }, ...rest], ['company'], T0 + 1);
      assert.deepEqual(kindsOf(await changes.next(5)), [
        'i1 SUBMITTED',
        'i2 SUBMITTED',
        'i1 INTERACTIONS_RECORDED',
        'i2 INTERACTIONS_RECORDED',
        'i1 UPDATED',
      ]);
      await changes.close();
    });

    it('leadChanged sends the events since a cursor, and of what fits the filter only', async () => {
      const all = await subscribe();
      for (const id of ['m1', 'm2', 'm3']) await run(SUBMIT, { id });
      await run(CLOSE, { id: 'm2' });
      const events = await all.next(4);
      const after = events[0].leadChanged.cursor;
      const missed = await subscribe({ after });
      assert.deepEqual(kindsOf(await missed.next(3)), ['m2 SUBMITTED', 'm3 SUBMITTED', 'm2 OUTCOME_RECORDED']);
      const outcomes = await subscribe({ after, filter: { kinds: ['OUTCOME_RECORDED'] } });
      assert.deepEqual(kindsOf(await outcomes.next(1)), ['m2 OUTCOME_RECORDED']);
      const third = await subscribe({ after, filter: { leadIds: ['m3'] } });
      assert.deepEqual(kindsOf(await third.next(1)), ['m3 SUBMITTED']);
      for (const each of [all, missed, outcomes, third]) await each.close();
    });

    it('leadChanged refuses a cursor of another stream, and one older than what is kept', async () => {
      const changes = await subscribe();
      app.setTime(T0 + DAY_MS);
      for (const id of ['p1', 'p2']) await run(SUBMIT, { id });
      app.setTime(T0 + 9 * DAY_MS);
      await run(SUBMIT, { id: 'p3' });
      const [first, second] = await changes.next(3);
      const stream = await openChanges(store.database.tables<never>());
      await pruneChanges(store.database.tables<unknown>(), stream, T0 + 2 * DAY_MS);
      const refused = (after: string) => refusalOf(app.leads.schema, LEAD_CHANGED, { after });
      assert.equal(await refused(first.leadChanged.cursor), 'CURSOR_EXPIRED');
      assert.equal(await refused('nonsense'), 'CURSOR_INVALID');
      const kept = await subscribe({ after: second.leadChanged.cursor });
      assert.deepEqual(kindsOf(await kept.next(1)), ['p3 SUBMITTED']);
      for (const each of [changes, kept]) await each.close();
    });
  });
});
