import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { up } from '../../../../subgraphs/leads/migrations/009-lead-version.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const UPDATE = `mutation ($id: ID!, $input: UpdateLeadInput!, $expectedVersion: Int) {
  updateLead(id: $id, input: $input, expectedVersion: $expectedVersion) { lead { owner version } }
}`;
const UPDATE_MANY = `mutation ($updates: [UpdateLeadsItemInput!]!) {
  updateLeads(updates: $updates) { updated failed results { leadId lead { owner stage company version } error { code message } } }
}`;

onEachDatabase((kind, open) => {
  describe(`updates of leads on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    before(async () => {
      db = await open('outbox', 'leads');
      app = await createLeadsApp(db.database, NOW);
      for (const id of ['a', 'b', 'c', 'won'])
        await app.run('mutation ($id: ID!) { submitLead(input: { id: $id, company: "Falcon" }) { leadId } }', { id });
      await app.run('mutation { recordOutcome(leadId: "won", outcome: { result: CONVERTED }) { leadId } }');
    });
    after(async () => {
      await app?.close();
      await db?.close();
    });

    const versionOf = async (id: string) =>
      (await app.run('query ($id: ID!) { lead(id: $id) { version } }', { id })).data.lead.version;
    const updateMany = async (updates: readonly object[]) => {
      const { data, codes } = await app.run(UPDATE_MANY, { updates });
      assert.deepEqual(codes, []);
      return data.updateLeads;
    };

    test('Lead.version counts the changes of fields, and neither equal values nor interactions', async () => {
      assert.equal(await versionOf('a'), 1);
      await app.run(UPDATE, { id: 'a', input: { owner: 'sara' } });
      await app.run(UPDATE, { id: 'a', input: { owner: 'sara' } });
      await app.run(`mutation { recordInteractions(leadId: "a", interactions: [
        { kind: CALL_CONNECTED, occurredAt: "2026-05-01T00:00:00Z" }]) { recorded } }`);
      assert.equal(await versionOf('a'), 2);
      assert.equal(await versionOf('won'), 2, 'an outcome changes the stage');
    });

    test('Lead.version of leads that were changed before there were versions is one more than their history', async () => {
      await db.database
        .tables<unknown>()
        .transaction()
        .execute(async (trx) => {
          await sql`INSERT INTO leads.lead_history (lead_id, created_at, valid_from, valid_until, stage)
            SELECT 'b', ${NOW}::bigint - 9, ${NOW}::bigint - n, ${NOW}::bigint - n + 1, 'NEW' FROM generate_series(1, 3) n
          `.execute(trx);
          await sql`ALTER TABLE leads.lead DROP COLUMN version`.execute(trx);
          await up(trx);
        });
      assert.equal(await versionOf('b'), 4);
      // its change within the millisecond of its creation is a version of its own
      assert.equal(await versionOf('a'), 2);
    });

    test('Of two changes that are based on the same version the second is refused, and changes nothing', async () => {
      const expectedVersion = await versionOf('a');
      const [first, second] = await Promise.all(
        ['omar', 'lina'].map((owner) => app.run(UPDATE, { id: 'a', input: { owner }, expectedVersion })),
      );
      const codes = [...(first?.codes ?? []), ...(second?.codes ?? [])];
      assert.deepEqual(codes, ['LEAD_VERSION_CONFLICT']);
      const won = [first, second].find((answer) => answer?.codes.length === 0);
      assert.equal(won?.data.updateLead.lead.version, expectedVersion + 1);
      const refused = [first, second].find((answer) => answer?.codes.length === 1);
      assert.match(
        refused?.messages[0] ?? '',
        /expectedVersion: found \d+, expected \d+, the current version of lead a/,
      );
    });

    test('updateLeads gives one result per change: refused ones leave the others alone', async () => {
      const found = await updateMany([
        { id: 'c', input: { owner: 'sara', stage: 'CONTACTED' }, expectedVersion: 1 },
        { id: 'b', input: { company: null } },
        { id: 'nobody', input: { owner: 'sara' } },
        { id: 'won', input: { stage: 'NEW' } },
        { id: 'c', input: { owner: 'omar' } },
        { id: 'a', input: { companySize: -1 } },
        { id: 'won', input: { owner: 'x' }, expectedVersion: 9 },
      ]);
      assert.deepEqual(
        found.results.map(({ leadId, lead, error }: { leadId: string; lead: object; error?: { code: string } }) => [
          leadId,
          lead,
          error?.code,
        ]),
        [
          ['c', { owner: 'sara', stage: 'CONTACTED', company: 'Falcon', version: 2 }, undefined],
          ['b', { owner: null, stage: 'NEW', company: null, version: 5 }, undefined],
          ['nobody', null, 'LEAD_NOT_FOUND'],
          ['won', null, 'VALIDATION_FAILED'],
          ['c', null, 'VALIDATION_FAILED'],
          ['a', null, 'VALIDATION_FAILED'],
          ['won', null, 'VALIDATION_FAILED'],
        ],
      );
      assert.deepEqual([found.updated, found.failed], [2, 5]);
    });

    test('updateLeads refuses more than 1,000 changes, and accepts none', async () => {
      const updates = Array.from({ length: 1_001 }, (_, i) => ({ id: `${i}`, input: {} }));
      assert.deepEqual((await app.run(UPDATE_MANY, { updates })).codes, ['TOO_MANY_ITEMS']);
      assert.deepEqual(await updateMany([]), { updated: 0, failed: 0, results: [] });
    });

    test('updateLeads of the same leads in opposite orders at once both succeed', async () => {
      const ids = Array.from({ length: 40 }, (_, i) => `many-${i}`);
      for (const id of ids) await app.run('mutation ($id: ID!) { submitLead(input: { id: $id }) { leadId } }', { id });
      const change = (those: readonly string[], owner: string) =>
        updateMany(those.map((id) => ({ id, input: { owner } })));
      for (let round = 0; round < 5; round++) {
        const [first, second] = await Promise.all([change(ids, `x${round}`), change(ids.toReversed(), `y${round}`)]);
        assert.deepEqual([first.updated, second.updated], [40, 40]);
      }
      assert.equal(await versionOf('many-0'), 11);
    });
  });
});
