import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { type OpenLake, openLake } from '../../../lake/open-lake.ts';
import { refreshSilver } from '../../../lake/silver/refresh-silver.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DAY_MS } from '../../../platform/time.ts';
import { generateLeads } from '../../../subgraphs/leads/demo/generate-leads.ts';
import { insertInteractions } from '../../../subgraphs/leads/interactions/interaction-store.ts';
import { openFactStream } from '../../../subgraphs/leads/lake/fact-stream.ts';
import { feedBronze } from '../../../subgraphs/leads/lake/feed-bronze.ts';
import { insertLeads, refreshStatistics, reviseLeads } from '../../../subgraphs/leads/leads/lead-store.ts';
import { insertOutcomes } from '../../../subgraphs/leads/outcomes/outcome-store.ts';
import { interactionRow, leadRow } from '../data/lead-rows.ts';

/** End of the generated leads, epoch milliseconds. */
export const END_AT = Date.UTC(2026, 10, 12, 9, 30);

/** Times to compare features at: of long ago, between, and when all is known. */
export const FIXED_TIMES: readonly number[] = [END_AT - 300 * DAY_MS, END_AT - 45 * DAY_MS - 1, END_AT, END_AT + 1];

/** Fills the tables of leads: the demo's first leads, a third of them changed later, and some at the limits of every type. */
export async function fillLeads(database: Database, leads: number): Promise<void> {
  const db = database.tables<never>('long');
  // a third of the time without what no test here reads
  for (const index of ['lead_search', 'interaction_recorded', 'interaction_transaction'])
    await sql.raw(`DROP INDEX leads.${index}`).execute(db);
  await sql`ALTER TABLE leads.interaction DROP CONSTRAINT interaction_lead_id_fkey`.execute(db);
  for (const batch of generateLeads({ seed: 20_261_112, creationSeed: 1, endAt: END_AT, leads, batchSize: 1_000 }))
    await db.transaction().execute(async (trx) => {
      await insertLeads(trx, batch.leads, { now: END_AT, update: [] });
      await sql`INSERT INTO leads.interaction (id, lead_id, kind, occurred_at, recorded_at, duration_seconds, quantity, note)
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(batch.interactions)}::jsonb) AS i(id text, lead_id text, kind text,
          occurred_at bigint, recorded_at bigint, duration_seconds integer, quantity integer, note text)`.execute(trx);
      await insertOutcomes(trx, batch.outcomes);
      const changed = batch.leads.filter((_, index) => index % 3 === 0);
      for (const { id, created_at, company_size } of changed.slice(0, 10))
        await reviseLeads(
          trx,
          [{ id, company_size: (company_size ?? 0) + 1, industry: null }],
          ['company_size', 'industry'],
          {
            now: Math.min(END_AT - 1, created_at + 20 * DAY_MS),
          },
        );
    });
  await db.transaction().execute(async (trx) => {
    const odd = { created_at: -2_000_000_000_001, company_size: 10_000_000, industry: 'Ä "x"\n\\N', country: 'AE' };
    await insertLeads(trx, [leadRow({ id: 'odd, "1"', ...odd })], { now: END_AT, update: [] });
    const most = { lead_id: 'odd, "1"', quantity: 2 ** 31 - 1, duration_seconds: 2 ** 31 - 1 };
    const visits = Array.from({ length: 40 }, (_, index) =>
      interactionRow({ ...most, id: `'${index}`, occurred_at: END_AT - 7 * DAY_MS + index - 20 }),
    );
    const blank = { lead_id: most.lead_id, occurred_at: -1, quantity: null, duration_seconds: null } as const;
    await insertInteractions(trx, [...visits, interactionRow({ ...blank, id: 'none', kind: 'CALL' })]);
  });
  await refreshStatistics(db);
}

/** A lake with the silver tables of a database, in a folder that is deleted with it. */
export async function openFilledLake(database: Database): Promise<OpenLake & { readonly folder: string }> {
  const root = await mkdtemp(join(tmpdir(), 'lake-'));
  const folder = join(root, 'lake');
  const lake = await openLake({ url: folder, memoryMb: 512, threads: 2, tempDir: join(root, 'temp') });
  const close = async () => {
    await lake.close();
    await rm(root, { recursive: true, force: true });
  };
  try {
    const epoch = await openFactStream(database.tables<never>());
    const clock = () => END_AT + DAY_MS;
    await feedBronze({ lake, database, epoch, clock, signal: new AbortController().signal });
    const written = await refreshSilver(lake);
    assert.equal(written['silver/rejects'], 0);
    return { ...lake, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
