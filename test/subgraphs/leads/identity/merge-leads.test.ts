import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { writeBatch } from '../../../../subgraphs/leads/import/write-batch.ts';
import { writeOutcomes } from '../../../../subgraphs/leads/import/write-outcomes.ts';
import { LEAD_COLUMNS } from '../../../../subgraphs/leads/leads/lead-columns.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const T0 = Date.UTC(2026, 10, 22, 12);
const MINUTE = 60_000;
const SUBMIT = 'mutation ($input: SubmitLeadInput!) { submitLead(input: $input) { leadId } }';
const UPDATE = 'mutation ($id: ID!, $input: UpdateLeadInput!) { updateLead(id: $id, input: $input) { leadId } }';
const CALL = `mutation ($id: ID!, $call: ID!, $at: DateTime!) { recordInteractions(leadId: $id,
  interactions: [{ id: $call, kind: CALL, occurredAt: $at, durationSeconds: 60 }]) { recorded } }`;
const OUTCOME = `mutation ($id: ID!, $result: OutcomeResult!) {
  recordOutcome(leadId: $id, outcome: { result: $result }) { lead { stage } } }`;
const OVERRIDE = `mutation ($id: ID!, $until: DateTime!) {
  overrideScore(leadId: $id, grade: A, reason: "met", expiresAt: $until) { leadId } }`;
const MERGE = `mutation ($leadId: ID!, $ids: [ID!]!, $fields: [LeadField!], $reason: String! = "same person") {
  mergeLeads(input: { leadId: $leadId, duplicateIds: $ids, reason: $reason, fields: $fields }) {
    leadId lead { id stage } merges { id leadId survivorId fields actor reason mergedAt undoneAt } } }`;
const UNDO = `mutation ($id: ID!, $reason: String! = "two people") { undoMerge(id: $id, reason: $reason) {
  merge { undoneAt undoneBy undoReason } lead { id stage } survivor { id stage } } }`;
const READ = `query ($id: ID!) { lead(id: $id) { stage company companySize mergedInto { id } lastInteractionAt
  outcome { result occurredAt } scoreOverride { grade }
  interactions { edges { node { id occurredAt recordedAt } } }
  merges { edges { node { leadId fields undoneAt } } } } }`;

const iso = (time: number) => new Date(time).toISOString();

onEachDatabase((kind, open) => {
  describe(`merges of leads on ${kind}`, () => {
    let store: TestDatabase;
    let app: LeadsApp;
    let now = T0;

    before(async () => {
      store = await open('outbox', 'leads');
      app = await createLeadsApp(store.database, T0);
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
    const codeOf = async (query: string, variables: Readonly<Record<string, unknown>>) =>
      (await app.run(query, variables)).codes[0];
    const later = () => {
      now += MINUTE;
      app.setTime(now);
    };
    const submit = async (...ids: readonly string[]) => {
      for (const id of ids) await run(SUBMIT, { input: { id } });
      later();
    };
    const call = (id: string, name: string) => run(CALL, { id, call: name, at: iso(now - 30_000) });
    const read = async (id: string) => (await run(READ, { id })).lead;
    const calls = async (id: string): Promise<string[]> =>
      (await read(id)).interactions.edges.map(({ node }: { node: { id: string } }) => node.id).sort();
    const merge = async (leadId: string, ...ids: readonly string[]): Promise<string[]> => {
      const { merges } = (await run(MERGE, { leadId, ids })).mergeLeads;
      later();
      return merges.map(({ id }: { id: string }) => id);
    };
    const undo = async (id: string) => {
      const undone = (await run(UNDO, { id })).undoMerge;
      later();
      return undone;
    };
    const changes = async (id: string) => {
      const { rows } = await sql<{ kind: string }>`SELECT kind FROM leads.change WHERE lead_id = ${id}
        ORDER BY transaction_id, sequence`.execute(store.database.tables<never>());
      return rows.map(({ kind }) => kind);
    };

    it('mergeLeads copies interactions as recorded now, closes the duplicates, and is audited', async () => {
      await submit('a', 'b');
      await call('a', 'x');
      await call('b', 'y');
      await run(OVERRIDE, { id: 'b', until: iso(T0 + 60 * MINUTE) });
      later();
      const { mergeLeads } = await run(MERGE, { leadId: 'a', ids: ['b'] });
      const [{ id, ...made }] = mergeLeads.merges;
      assert.deepEqual(made, {
        ...{ leadId: 'b', survivorId: 'a', fields: [], actor: 'tester', reason: 'same person' },
        ...{ mergedAt: iso(now), undoneAt: null },
      });
      assert.deepEqual(mergeLeads.lead, { id: 'a', stage: 'NEW' });
      assert.deepEqual(await calls('a'), [`merged:${id}:y`, 'x']);
      const edges: { node: Record<string, string> }[] = (await read('a')).interactions.edges;
      const copy = edges.find(({ node }) => node.id !== 'x')?.node ?? {};
      assert.deepEqual([copy.occurredAt, copy.recordedAt], [iso(now - MINUTE - 30_000), iso(now)]);
      const merged = await read('b');
      assert.deepEqual([merged.stage, merged.mergedInto, merged.scoreOverride], ['MERGED', { id: 'a' }, null]);
      assert.deepEqual(await calls('b'), ['y']);
      assert.deepEqual((await changes('b')).slice(-2), ['MERGED', 'SCORE_OVERRIDE_ENDED']);
      assert.equal((await changes('a')).at(-1), 'MERGED');
      const { rows } = await sql<{ payload: Record<string, unknown> }>`
        SELECT payload FROM outbox.message WHERE topic = 'models.audit' ORDER BY id DESC LIMIT 1`.execute(
        store.database.tables<never>(),
      );
      const { action, by, after: state } = rows[0]?.payload ?? {};
      assert.deepEqual(
        [action, by, state],
        ['MERGE_LEADS', 'tester', { leadId: 'b', mergedInto: 'a', mergeId: id, fields: [] }],
      );
      later();
    });

    it('facts that are recorded of a merged lead later reach the survivor, over a chain, by every way in', async () => {
      await submit('c');
      const [second] = await merge('c', 'a');
      await call('b', 'z');
      assert.deepEqual((await read('b')).mergedInto, { id: 'c' });
      assert.deepEqual((await calls('c')).filter((id) => id.endsWith(':z')).length, 1);
      assert.equal((await calls('a')).filter((id) => id.endsWith(':z')).length, 1);
      assert.equal((await changes('c')).at(-1), 'INTERACTIONS_RECORDED');
      // an import writes fields, interactions and stages of the merged lead
      const empty = Object.fromEntries(LEAD_COLUMNS.map((column) => [column, null]));
      const lead = { ...empty, id: 'b', created_at: T0, company: 'Falcon', stage: 'NEW' } as never;
      const visit = { id: 'visit', lead_id: 'b', kind: 'WEBSITE_VISIT', occurred_at: T0, recorded_at: T0 } as const;
      const interactions = [{ ...visit, duration_seconds: 1, quantity: 1, note: null }];
      const rows = [{ lead, interactions, outcome: undefined }];
      await writeBatch(store.database.tables<unknown>(), rows, LEAD_COLUMNS, now);
      assert.deepEqual([(await read('b')).stage, (await read('b')).company], ['MERGED', 'Falcon']);
      const copies = (await read('c')).interactions.edges.filter(({ node }: { node: { id: string } }) =>
        node.id.endsWith(':visit'),
      );
      assert.equal(copies.length, 1);
      assert.ok(copies[0].node.recordedAt > iso(T0), 'features of before the merge do not change');
      await undo(second as string);
      assert.deepEqual(await calls('c'), []);
      assert.equal((await calls('a')).length, 4);
    });

    it('an outcome of a duplicate becomes that of the survivor, and leaves with it', async () => {
      await submit('d', 'e', 'f');
      await run(UPDATE, { id: 'd', input: { stage: 'QUALIFIED' } });
      await run(OUTCOME, { id: 'e', result: 'CONVERTED' });
      later();
      const [first] = await merge('d', 'e');
      assert.deepEqual([(await read('d')).stage, (await read('d')).outcome.result], ['WON', 'CONVERTED']);
      assert.deepEqual([(await read('e')).stage, (await read('e')).outcome.result], ['MERGED', 'CONVERTED']);
      assert.deepEqual(await undo(first as string), {
        merge: { undoneAt: iso(now - MINUTE), undoneBy: 'tester', undoReason: 'two people' },
        lead: { id: 'e', stage: 'WON' },
        survivor: { id: 'd', stage: 'QUALIFIED' },
      });
      assert.equal((await read('d')).outcome, null);
      // one that is recorded after the merge, by an import of outcomes
      const [again, other] = await merge('d', 'f', 'e').then(async (ids) => [ids[0], ids[1]]);
      assert.equal((await read('d')).stage, 'WON');
      const outcome = {
        lead_id: 'f',
        result: 'CONVERTED',
        occurred_at: now,
        recorded_at: now,
        revenue: null,
        reason: null,
      };
      const occurred = { startMs: now, endMs: now + 1 };
      await writeOutcomes(store.database.tables<unknown>(), [{ outcome, occurred } as never], now);
      assert.deepEqual([(await read('f')).stage, (await read('f')).outcome.result], ['MERGED', 'CONVERTED']);
      // the survivor keeps the outcome that another merged lead has
      assert.deepEqual((await undo(other as string)).survivor, { id: 'd', stage: 'WON' });
      assert.deepEqual((await undo(again as string)).lead, { id: 'f', stage: 'WON' });
      assert.deepEqual([(await read('d')).stage, (await read('d')).outcome], ['QUALIFIED', null]);
    });

    it('contradictory outcomes refuse a merge', async () => {
      await run(OUTCOME, { id: 'd', result: 'LOST' });
      assert.equal(await codeOf(MERGE, { leadId: 'd', ids: ['e'] }), 'MERGE_OUTCOME_CONTRADICTORY');
      assert.equal((await read('e')).stage, 'WON');
    });

    it('a survivor takes the named fields where it has none, and returns those it still has', async () => {
      await submit('g', 'h', 'i');
      await run(UPDATE, { id: 'h', input: { company: 'Oasis', owner: 'noor' } });
      await run(UPDATE, { id: 'i', input: { company: 'Palm', companySize: 12, owner: 'omar' } });
      await run(UPDATE, { id: 'g', input: { owner: 'sara' } });
      later();
      const variables = { leadId: 'g', ids: ['h', 'i'], fields: ['COMPANY', 'COMPANY_SIZE', 'OWNER'] };
      const { merges } = (await run(MERGE, variables)).mergeLeads;
      later();
      assert.deepEqual(
        merges.map(({ leadId, fields }: { leadId: string; fields: string[] }) => [leadId, fields]),
        [
          ['h', ['COMPANY']],
          ['i', ['COMPANY_SIZE']],
        ],
      );
      const survivor = await read('g');
      assert.deepEqual([survivor.company, survivor.companySize], ['Oasis', 12]);
      await run(UPDATE, { id: 'g', input: { companySize: 20 } });
      await undo(merges[0].id);
      await undo(merges[1].id);
      const restored = await read('g');
      assert.deepEqual([restored.company, restored.companySize], [null, 20]);
      const listed = restored.merges.edges.map(({ node }: { node: { leadId: string; undoneAt: unknown } }) => [
        node.leadId,
        node.undoneAt !== null,
      ]);
      assert.deepEqual(listed, [
        ['i', true],
        ['h', true],
      ]);
    });

    it('a merged lead refuses decisions, and names the survivor', async () => {
      const [id] = await merge('g', 'h');
      const until = iso(now + MINUTE);
      assert.equal(await codeOf(UPDATE, { id: 'h', input: { company: 'X' } }), 'LEAD_MERGED');
      assert.equal(await codeOf(OVERRIDE, { id: 'h', until }), 'LEAD_MERGED');
      assert.equal(await codeOf(MERGE, { leadId: 'h', ids: ['i'] }), 'LEAD_MERGED');
      assert.equal(await codeOf(MERGE, { leadId: 'i', ids: ['h'] }), 'LEAD_MERGED');
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: ['g'] }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: ['i', 'i'] }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: [] }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: ['i'], reason: ' ' }), 'VALIDATION_FAILED');
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: ['nobody'] }), 'LEAD_NOT_FOUND');
      const many = Array.from({ length: 21 }, (_, index) => `many-${index}`);
      assert.equal(await codeOf(MERGE, { leadId: 'g', ids: many }), 'TOO_MANY_ITEMS');
      const { messages } = await app.run(UPDATE, { id: 'h', input: { company: 'X' } });
      assert.match(messages.join(), /into: g$/);
      const [chained] = await merge('i', 'g');
      assert.equal(await codeOf(UNDO, { id }), 'LEAD_MERGED');
      await undo(chained as string);
      await undo(id as string);
      assert.equal(await codeOf(UNDO, { id }), 'MERGE_UNDONE');
      assert.equal(await codeOf(UNDO, { id: 'x' }), 'MERGE_NOT_FOUND');
    });

    it('undoMerge keeps what was recorded of the survivor since', async () => {
      await submit('j', 'k');
      await call('k', 'before');
      const [id] = await merge('j', 'k');
      await call('j', 'own');
      await run(UPDATE, { id: 'j', input: { company: 'Kept', stage: 'PROPOSAL' } });
      await run(OUTCOME, { id: 'k', result: 'LOST' });
      assert.equal((await read('j')).stage, 'LOST');
      const { lead, survivor } = await undo(id as string);
      assert.deepEqual([lead.stage, survivor.stage], ['LOST', 'PROPOSAL']);
      assert.deepEqual([await calls('j'), (await read('j')).company], [['own'], 'Kept']);
      assert.equal((await changes('j')).at(-1), 'MERGE_UNDONE');
    });

    it('merges of the same leads at once leave one of them in force', async () => {
      await submit('m', 'n');
      const answers = await Promise.all([
        app.run(MERGE, { leadId: 'm', ids: ['n'] }),
        app.run(MERGE, { leadId: 'n', ids: ['m'] }),
        app.run(CALL, { id: 'm', call: 'p', at: iso(now) }),
        app.run(CALL, { id: 'n', call: 'q', at: iso(now) }),
      ]);
      assert.deepEqual(
        answers.flatMap(({ codes }) => codes),
        ['LEAD_MERGED'],
      );
      const survivor = (await read('m')).stage === 'MERGED' ? 'n' : 'm';
      assert.equal((await calls(survivor)).length, 2);
    });

    it('facts about outcomes leave merged leads out', async () => {
      const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.outcome_facts f
        JOIN leads.lead l ON l.id = f.lead_id WHERE l.stage = 'MERGED'`.execute(store.database.tables<never>());
      assert.deepEqual(rows, []);
    });
  });
});
