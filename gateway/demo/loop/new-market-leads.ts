import type { Database } from '../../../platform/database/database.ts';
import { DAY_MS } from '../../../platform/time.ts';
import { generateLeads } from '../../../subgraphs/leads/demo/generate-leads.ts';
import { NEW_MARKET } from '../../../subgraphs/leads/demo/market.ts';
import { insertInteractions } from '../../../subgraphs/leads/interactions/interaction-store.ts';
import { insertLeads, refreshStatistics } from '../../../subgraphs/leads/leads/lead-store.ts';
import { insertOutcomes } from '../../../subgraphs/leads/outcomes/outcome-store.ts';

const SEED = 20_261_130;
/** behind the numbers of the demo leads */
const FIRST_NUMBER = 500_001;

/** Leads of the new market that were added. */
export interface NewMarketLeads {
  readonly added: number;
  /** ids of those that are open and young enough to be scored now */
  readonly scored: readonly string[];
}

/**
 * Adds a year of leads of the new market with interactions and outcomes, as a migration of its CRM does.
 *
 * @param youngerThanDays age of the oldest lead that is scored now, days
 */
export async function addNewMarketLeads(
  database: Database,
  leads: number,
  youngerThanDays: number,
): Promise<NewMarketLeads> {
  const now = Date.now();
  const scored: string[] = [];
  const db = database.tables<never>('long');
  await db.transaction().execute(async (trx) => {
    for (const batch of generateLeads({
      seed: SEED,
      endAt: now,
      leads,
      market: NEW_MARKET,
      firstNumber: FIRST_NUMBER,
    })) {
      await insertLeads(trx, batch.leads, { now, update: [] });
      await insertInteractions(trx, batch.interactions);
      await insertOutcomes(trx, batch.outcomes);
      const closed = new Set(batch.outcomes.map(({ lead_id }) => lead_id));
      const young = batch.leads.filter(({ created_at }) => created_at > now - youngerThanDays * DAY_MS);
      scored.push(...young.flatMap(({ id }) => (closed.has(id) ? [] : [id])));
    }
    await refreshStatistics(trx);
  });
  return { added: leads, scored };
}
