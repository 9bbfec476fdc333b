import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { generateLeads } from '../../demo/generate-leads.ts';
import { activityRow, type DemoCrmRows, dealRow, leadRows } from './demo-crm-rows.ts';
import { findSteps, insertRows } from './demo-crm-store.ts';

/** Leads of the demo CRM at its start. */
export const DEMO_CRM_LEADS = 200;

const SEED = 20_261_117;
const CREATION_SEED = 2;
const DAYS = 120;

/** Fills the demo CRM with leads, activities and deals of the last months, unless it has some. @param now epoch milliseconds */
export async function fillDemoCrm(db: Kysely<never>, now: number): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if ((await findSteps(trx)) !== undefined) return;
    for (const rows of drawRows(now)) await insertRows(trx, rows);
    await sql`INSERT INTO demo_crm.progress (steps) VALUES (0)`.execute(trx);
  });
}

function* drawRows(now: number): Generator<DemoCrmRows> {
  let activities = 0;
  const options = { seed: SEED, creationSeed: CREATION_SEED, endAt: now, leads: DEMO_CRM_LEADS, days: DAYS };
  for (const { leads, interactions, outcomes } of generateLeads({ ...options, batchSize: 20 })) {
    const numbers = new Map(leads.map(({ id }) => [id, Number(id.replace(/\D/g, ''))]));
    const numberOf = (id: string) => numbers.get(id) as number;
    const rows = leads.map((lead) => leadRows(numberOf(lead.id), lead, lead.created_at));
    yield {
      accounts: rows.flatMap((of) => of.accounts ?? []),
      contacts: rows.flatMap((of) => of.contacts ?? []),
      leads: rows.flatMap((of) => of.leads ?? []),
      activities: interactions.map((of) => activityRow(++activities, numberOf(of.lead_id), of)),
      deals: outcomes.map((of) => dealRow(numberOf(of.lead_id), of)),
    };
  }
}
