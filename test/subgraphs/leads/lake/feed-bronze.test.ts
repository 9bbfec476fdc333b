import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { INTERACTION_EVENTS } from '../../../../lake/bronze/interaction-events.ts';
import { LEAD_EVENTS } from '../../../../lake/bronze/lead-events.ts';
import { DeltaTable } from '../../../../lake/delta/delta-table.ts';
import type { OpenLake } from '../../../../lake/open-lake.ts';
import { openLake } from '../../../../lake/open-lake.ts';
import { insertInteractions } from '../../../../subgraphs/leads/interactions/interaction-store.ts';
import { openFactStream } from '../../../../subgraphs/leads/lake/fact-stream.ts';
import { type FeedDeps, feedBronze } from '../../../../subgraphs/leads/lake/feed-bronze.ts';
import { insertLeads, reviseLeads } from '../../../../subgraphs/leads/leads/lead-store.ts';
import { insertOutcomes } from '../../../../subgraphs/leads/outcomes/outcome-store.ts';
import { interactionRow, leadRow } from '../../../support/data/lead-rows.ts';
import { onEachDatabase, type TestDatabase } from '../../../support/database/databases.ts';
import { assertSameEvents, BRONZE_TABLES, bronzeRows, storedRows } from '../../../support/lake/stored-events.ts';
import { temporaryFolder } from '../../../support/lake/temporary-folder.ts';

const NOW = Date.UTC(2026, 10, 1);
const HOSTILE = [
  '',
  '"',
  '",\n1,2',
  '\\N',
  'NULL',
  "'; --",
  '\r\n',
  '\u{1F600}\u0301',
  '\\x41',
  ',,,',
  ' a ',
  '\t',
  '\u0001',
  'a\ufeff',
];

onEachDatabase((kind, open) => {
  describe(`the bronze feed on ${kind}`, () => {
    let db: TestDatabase;
    let lake: OpenLake;
    let epoch: string;
    const folder = temporaryFolder();
    before(async () => {
      db = await open('leads');
      epoch = await openFactStream(db.database.tables<never>());
      lake = await openLake({ url: folder.path('lake'), memoryMb: 256, threads: 2, tempDir: folder.path('temp') });
    });
    after(async () => {
      await lake?.close();
      await db?.close();
    });

    const feed = (given: Partial<FeedDeps> = {}) =>
      feedBronze({
        lake,
        database: db.database,
        epoch,
        clock: () => NOW,
        signal: new AbortController().signal,
        ...given,
      });
    const tables = () => db.database.tables<unknown>();
    const write = (work: (trx: ReturnType<typeof tables>) => Promise<unknown>) => tables().transaction().execute(work);
    const assertEqual = async (from = lake) => {
      for (const table of BRONZE_TABLES)
        assertSameEvents(await bronzeRows(from, table), await storedRows(db.database, table));
    };
    const versionsOf = async (path: string) => (await DeltaTable.at(lake, path).snapshot())?.version;

    test('an empty database gives empty tables', async () => {
      await feed();
      await assertEqual();
    });

    test('every version, interaction and outcome comes as it was stored, whatever its texts', async () => {
      await write(async (trx) => {
        const rows = HOSTILE.map((text, n) =>
          leadRow({
            id: `lead-${n}${text}`,
            created_at: NOW + n,
            name: text,
            company: text,
            company_size: n,
            email: null,
          }),
        );
        await insertLeads(trx, rows, { now: NOW, origin: 'FORM' });
        await insertInteractions(
          trx,
          HOSTILE.map((text, n) =>
            interactionRow({ id: `i${text}`, lead_id: `lead-${n}${text}`, occurred_at: NOW, note: text }),
          ),
          'API',
        );
        await insertOutcomes(
          trx,
          [
            {
              lead_id: 'lead-0',
              result: 'CONVERTED',
              occurred_at: NOW,
              recorded_at: NOW,
              revenue: 0.1 + 0.2,
              reason: '"',
            },
          ],
          'CRM',
        );
      });
      await write((trx) =>
        reviseLeads(trx, [{ id: 'lead-0', industry: 'A' }], ['industry'], { now: NOW, origin: 'API' }),
      );
      await write((trx) =>
        reviseLeads(trx, [{ id: 'lead-0', industry: 'B' }], ['industry'], { now: NOW, origin: 'IMPORT' }),
      );
      await feed();
      await assertEqual();
    });

    test('a run without news commits nothing', async () => {
      const before = await versionsOf(LEAD_EVENTS.path);
      await feed();
      assert.equal(await versionsOf(LEAD_EVENTS.path), before);
    });

    test('many events come in commits of whole transactions, and are equal', async () => {
      for (let batch = 0; batch < 4; batch += 1)
        await write(async (trx) => {
          const ids = Array.from({ length: 700 }, (_, n) => `many-${batch}-${n}`);
          await insertLeads(
            trx,
            ids.map((id) => leadRow({ id, created_at: NOW })),
            { now: NOW, update: [] },
          );
          const visits = ids.flatMap((id) =>
            Array.from({ length: 6 }, (_, n) => interactionRow({ id: `v${n}`, lead_id: id, occurred_at: NOW + n })),
          );
          await insertInteractions(trx, visits);
        });
      const before = (await versionsOf(INTERACTION_EVENTS.path)) ?? 0;
      await feed({ mostEvents: 5_000 });
      // 4 transactions of 4,200: a commit ends with the transaction that reaches 5,000
      assert.equal(await versionsOf(INTERACTION_EVENTS.path), before + 2);
      await assertEqual();
    });

    test('what is written while it runs is neither lost nor doubled', async () => {
      let writing = 3;
      const writer = async (name: string) => {
        for (let n = 0; n < 40; n += 1) {
          const id = `${name}-${n % 7}`;
          await write(async (trx) => {
            await insertLeads(trx, [leadRow({ id, created_at: NOW, owner: `${n}` })], { now: NOW });
            await insertInteractions(trx, [interactionRow({ id: `i${n}`, lead_id: id, occurred_at: NOW })]);
          });
        }
        writing -= 1;
      };
      const writers = Promise.all(['a', 'b', 'c'].map(writer));
      while (writing > 0) await feed({ mostEvents: 50 });
      await writers;
      await feed();
      await assertEqual();
    });

    test('every change of a lead is a version of its own', async () => {
      const { rows } = await sql`SELECT l.id FROM leads.lead l LEFT JOIN leads.lead_history h ON h.lead_id = l.id
        GROUP BY l.id, l.version HAVING l.version <> count(h.lead_id) + 1`.execute(tables());
      assert.deepEqual(rows, []);
    });

    test('two feeds at once double nothing', async () => {
      for (let run = 0; run < 3; run += 1) {
        await write((trx) =>
          insertLeads(trx, [leadRow({ id: `race-${run}`, created_at: NOW })], { now: NOW, update: [] }),
        );
        const results = await Promise.allSettled([feed(), feed(), feed()]);
        for (const result of results)
          if (result.status === 'rejected') assert.equal(result.reason.code, 'LAKE_COMMIT_CONFLICT');
      }
      await feed();
      await assertEqual();
    });

    test('facts of before are events of transaction 0', async () => {
      await sql`UPDATE leads.interaction SET transaction_id = 0, origin = 'UNKNOWN'`.execute(tables());
      await sql`UPDATE leads.lead_history SET transaction_id = 0, version = NULL`.execute(tables());
      const other = await openLake({
        url: folder.path('other'),
        memoryMb: 256,
        threads: 1,
        tempDir: folder.path('temp'),
      });
      try {
        await feed({ lake: other });
        const [, interactions] = BRONZE_TABLES as [(typeof BRONZE_TABLES)[0], (typeof BRONZE_TABLES)[0]];
        assertSameEvents(await bronzeRows(other, interactions), await storedRows(db.database, interactions));
        const versions = (await bronzeRows(other, LEAD_EVENTS)).flatMap((row) => {
          const { lead_id, version } = Object.fromEntries(JSON.parse(row));
          return lead_id === 'lead-0' ? version : [];
        });
        assert.deepEqual(versions.sort(), [1, 2, 3]);
      } finally {
        await other.close();
      }
    });

    test('the lake of another database, or of this one before a restore, is refused', async () => {
      await assert.rejects(feed({ epoch: 'other' }), { code: 'LAKE_OF_ANOTHER_DATABASE' });
      await sql`UPDATE leads.fact_stream SET transaction_offset = transaction_offset - 1000000`.execute(tables());
      await assert.rejects(feed(), { code: 'LAKE_OF_ANOTHER_DATABASE' });
    });
  });
});
