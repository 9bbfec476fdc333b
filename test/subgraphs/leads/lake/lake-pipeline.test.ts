import assert from 'node:assert/strict';
import { rename, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { INTERACTION_EVENTS } from '../../../../lake/bronze/interaction-events.ts';
import { DeltaTable } from '../../../../lake/delta/delta-table.ts';
import { type OpenLake, openLake } from '../../../../lake/open-lake.ts';
import { createLogger } from '../../../../platform/logger.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { assertSameEvents, BRONZE_TABLES, bronzeRows, storedRows } from '../../../support/lake/stored-events.ts';
import { temporaryFolder } from '../../../support/lake/temporary-folder.ts';
import { createLeadsApp, type LeadsApp } from '../../../support/leads/leads-app.ts';

const NOW = Date.UTC(2026, 10, 1);
const REFRESH = 'mutation { refreshLake { requestedAt } }';
const TABLES = '{ lakeTables { name rows version } }';
const SCOPES = ['leads:read', 'leads:write', 'leads:pii', 'monitoring:read', 'monitoring:write'] as const;
const POLL_MS = 50;
const PATIENCE_MS = 60_000;

onEachDatabase((kind, open) => {
  describe(`the pipeline of the lake on ${kind}`, () => {
    let db: TestDatabase;
    let app: LeadsApp;
    let lake: OpenLake;
    const folder = temporaryFolder();
    const warnings: string[] = [];
    const log = Object.assign(createLogger('silent'), {
      warn: (_facts: object, message: string) => warnings.push(message),
    });
    before(async () => {
      db = await open('outbox', 'leads');
      const config = {
        url: folder.path('lake'),
        refreshMinutes: 0,
        memoryMb: 256,
        threads: 1,
        tempDir: folder.path('temp'),
      };
      app = await createLeadsApp(db.database, NOW, { lake: config, scopes: SCOPES, log });
      lake = await openLake(config);
    });
    after(async () => {
      await app?.close();
      await lake?.close();
      await db?.close();
    });

    /** Asks for a refresh, and waits until the tables in the graph are as a condition says. */
    const refreshUntil = async (isDone: (rows: Readonly<Record<string, number | null>>) => boolean) => {
      const { codes } = await app.run(REFRESH);
      assert.deepEqual(codes, []);
      const deadline = Date.now() + PATIENCE_MS;
      for (;;) {
        const { data } = await app.run(TABLES);
        const tables = data.lakeTables as readonly { readonly name: string; readonly rows: number | null }[];
        const rows = Object.fromEntries(tables.map(({ name, rows }) => [name, rows]));
        if (isDone(rows)) return rows;
        assert.ok(Date.now() < deadline, JSON.stringify(rows));
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    };
    const record = (id: string, number: number) =>
      app.run(
        `mutation ($id: ID!, $visits: [InteractionInput!]!) { recordInteractions(leadId: $id, interactions: $visits) { recorded } }`,
        { id, visits: [{ id: `v${number}`, kind: 'WEBSITE_VISIT', occurredAt: new Date(NOW).toISOString() }] },
      );

    test('a refresh takes every layer from the facts of leads to gold', async () => {
      for (const id of ['a', 'b', 'c'])
        await app.run('mutation ($id: ID!) { submitLead(input: { id: $id, company: "Falcon" }) { leadId } }', { id });
      await record('a', 1);
      await app.run('mutation { updateLead(id: "a", input: { owner: "omar" }) { leadId } }');
      await app.run('mutation { recordOutcome(leadId: "b", outcome: { result: LOST }) { leadId } }');
      const rows = await refreshUntil((found) => found['gold/training_set'] != null);
      assert.deepEqual(rows, {
        'bronze/lead_events': 5,
        'bronze/interaction_events': 1,
        'bronze/outcome_events': 1,
        'silver/leads': 5,
        'silver/interactions': 1,
        'silver/outcomes': 1,
        'silver/rejects': 0,
        'gold/features': 3,
        'gold/training_set': rows['gold/training_set'],
        predictions: null,
      });
      for (const table of BRONZE_TABLES)
        assertSameEvents(await bronzeRows(lake, table), await storedRows(db.database, table));
    });

    test('the origin of an event is the channel that it came by', async () => {
      app.setSubject('form:website');
      await app.run('mutation { submitLead(input: { id: "form" }) { leadId } }');
      app.setSubject('tester');
      await refreshUntil((found) => found['gold/features'] === 4);
      const origins = (await bronzeRows(lake, BRONZE_TABLES[0] as (typeof BRONZE_TABLES)[number])).map((row) => {
        const { lead_id, origin } = Object.fromEntries(JSON.parse(row));
        return `${lead_id} ${origin}`;
      });
      assert.deepEqual([...new Set(origins)].sort(), ['a API', 'b API', 'c API', 'form FORM']);
    });

    test('an outage of the storage is logged once, and what came meanwhile follows it', async () => {
      const path = folder.path('lake');
      await rename(path, `${path}-away`);
      await writeFile(path, 'no folder');
      await record('b', 2);
      const { codes } = await app.run(REFRESH);
      assert.deepEqual(codes, []);
      const deadline = Date.now() + PATIENCE_MS;
      while (warnings.length === 0) {
        assert.ok(Date.now() < deadline);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
      await app.run(REFRESH);
      await rename(path, `${path}-file`);
      await rename(`${path}-away`, path);
      await refreshUntil((found) => found['silver/interactions'] === 2);
      assert.deepEqual(warnings, ['the lake cannot be refreshed; will try again']);
    });

    test('a deleted lake is filled again', async () => {
      await record('c', 3);
      await rename(folder.path('lake'), folder.path('deleted'));
      await refreshUntil((found) => found['gold/features'] === 4 && found['silver/interactions'] === 3);
      const filled = await openLake({
        url: folder.path('lake'),
        memoryMb: 256,
        threads: 1,
        tempDir: folder.path('temp'),
      });
      try {
        for (const table of BRONZE_TABLES)
          assertSameEvents(await bronzeRows(filled, table), await storedRows(db.database, table));
        assert.equal((await DeltaTable.at(filled, INTERACTION_EVENTS.path).snapshot())?.version, 1);
      } finally {
        await filled.close();
      }
    });

    test('an undone merge leaves no copies in the lake', async () => {
      const facts = (found: Readonly<Record<string, number | null>>) =>
        ['bronze/interaction_events', 'bronze/outcome_events', 'silver/interactions', 'silver/outcomes'].map(
          (name) => found[name],
        );
      const merge = await app.run(`mutation { mergeLeads(input: {
        leadId: "c", duplicateIds: ["a", "b"], reason: "same person" }) { merges { id } } }`);
      assert.deepEqual(merge.messages, []);
      await refreshUntil((found) => facts(found).join() === '5,2,5,2');
      for (const { id } of merge.data.mergeLeads.merges)
        assert.deepEqual(
          (await app.run(`mutation { undoMerge(id: "${id}", reason: "two people") { lead { id } } }`)).codes,
          [],
        );
      await record('c', 4);
      await app.run('mutation { recordOutcome(leadId: "c", outcome: { result: CONVERTED }) { leadId } }');
      await refreshUntil((found) => facts(found).join() === '4,2,4,2');
      const filled = await openLake({
        url: folder.path('lake'),
        memoryMb: 256,
        threads: 1,
        tempDir: folder.path('temp'),
      });
      try {
        for (const table of BRONZE_TABLES)
          assertSameEvents(await bronzeRows(filled, table), await storedRows(db.database, table));
      } finally {
        await filled.close();
      }
    });

    test('without a lake a refresh is refused', async () => {
      const other = await createLeadsApp(db.database, NOW, { scopes: SCOPES });
      try {
        assert.deepEqual((await other.run(REFRESH)).codes, ['LAKE_OFF']);
      } finally {
        await other.close();
      }
    });
  });
});
