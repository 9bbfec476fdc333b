import { type Kysely, sql } from 'kysely';
import type { Database } from '../../platform/database/database.ts';
import { insertInteractions } from '../../subgraphs/leads/interactions/interaction-store.ts';
import { insertLeads, reviseLeads } from '../../subgraphs/leads/leads/lead-store.ts';
import { applyScores } from '../../subgraphs/leads/ranking/ranking-store.ts';
import { interactionRow, leadRow } from '../../test/support/data/lead-rows.ts';

const BATCH = 500;
const BATCHES = 20;
const INDEXES = ['lead_search', 'lead_updated', 'lead_company', 'ranking_change', 'ranking_contact'];

/** Rates of writes with the indexes of lists and without; everything is rolled back. */
export async function measureWrites(database: Database): Promise<void> {
  console.log('| write | with the indexes of lists | without |\n| --- | --- | --- |');
  const [kept, dropped] = [await measure(database, false), await measure(database, true)];
  for (const [name, rate] of Object.entries(kept)) console.log(`| ${name} | ${rate}/s | ${dropped[name]}/s |`);
}

const UNDONE = new Error('measured');

async function measure(database: Database, withoutIndexes: boolean): Promise<Readonly<Record<string, number>>> {
  const rates: Record<string, number> = {};
  const work = database
    .tables<unknown>('long')
    .transaction()
    .execute(async (trx) => {
      if (withoutIndexes) for (const name of INDEXES) await sql`DROP INDEX leads.${sql.ref(name)}`.execute(trx);
      await measureAll(trx, rates);
      throw UNDONE;
    });
  await work.catch((error: unknown) => {
    if (error !== UNDONE) throw error;
  });
  return rates;
}

async function measureAll(trx: Kysely<unknown>, rates: Record<string, number>): Promise<void> {
  const { rows } = await sql<{
    id: string;
  }>`SELECT id FROM leads.lead TABLESAMPLE SYSTEM (5) LIMIT ${BATCH * BATCHES}`.execute(trx);
  const ids = rows.map(({ id }) => id);
  const now = Date.now();
  const rate = async (name: string, write: (batch: readonly string[], number: number) => Promise<unknown>) => {
    const from = performance.now();
    for (let number = 0; number < BATCHES; number += 1) {
      await write(ids.slice(number * BATCH, (number + 1) * BATCH), number);
    }
    rates[name] = Math.round((BATCH * BATCHES * 1000) / (performance.now() - from));
  };
  await rate('leads stored', (batch, number) => {
    const leads = batch.map((id, index) =>
      leadRow({
        id: `new-${id}`,
        created_at: now,
        name: `First${index} Last${number}`,
        email: `new.${id.slice(0, 8)}@mail.com`,
        phone: `+97155${1_000_000 + number * BATCH + index}`,
        company: `Head${id.slice(0, 6)} Trading`,
      }),
    );
    return insertLeads(trx, leads, { now, update: [] });
  });
  await rate('leads changed', (batch) =>
    reviseLeads(
      trx,
      batch.map((id) => ({ id, owner: 'owner-new' })),
      ['owner'],
      { now },
    ),
  );
  await rate('scores written back', (batch, number) =>
    applyScores(
      trx,
      batch.map((leadId, index) => ({
        leadId,
        sequence: 10 + number * BATCH + index,
        probability: (index + 1) / (BATCH + 1),
        points: 50,
        grade: 'A',
        modelVersion: 'lead-conversion:1',
        scoredAt: now,
      })),
      now,
    ),
  );
  await rate('interactions recorded', (batch) =>
    insertInteractions(
      trx,
      batch.map((id) => interactionRow({ id: 'bench', lead_id: id, occurred_at: now })),
    ),
  );
}
