import { type Kysely, sql } from 'kysely';
import type { Database } from '../platform/database/database.ts';
import { migrate } from '../platform/database/migrate.ts';
import { type DemoBatch, generateLeads } from '../subgraphs/leads/demo/generate-leads.ts';
import { insertInteractions } from '../subgraphs/leads/interactions/interaction-store.ts';
import { insertLeads } from '../subgraphs/leads/leads/lead-store.ts';
import { MIGRATIONS } from '../subgraphs/leads/migrations/index.ts';
import { insertOutcomes } from '../subgraphs/leads/outcomes/outcome-store.ts';
import { drawExample, type Example } from './scoring-times.ts';

/** Which population to train on. */
export interface PopulationOptions {
  readonly seed: number;
  /** epoch milliseconds */
  readonly endAt: number;
  readonly leads: number;
  readonly days: number;
}

/** An example with the ground truth's probability that the lead ever converts. */
export type KnownExample = Example & { readonly truth: number };

/**
 * Fills the tables of the `leads` subgraph with a population, and `training.example` with the examples drawn from it.
 *
 * @param onProgress called with the number of leads loaded so far
 * @returns the examples, in order of leads
 */
export async function loadPopulation(
  database: Database,
  options: PopulationOptions,
  onProgress: (leads: number) => void = () => undefined,
): Promise<readonly KnownExample[]> {
  const db = database.tables<unknown>();
  await migrate(database, 'leads', MIGRATIONS);
  await sql`CREATE SCHEMA training`.execute(db);
  await sql`CREATE TABLE training.example (lead_id text PRIMARY KEY, as_of bigint NOT NULL)`.execute(db);
  const examples: KnownExample[] = [];
  let rank = 0;
  for (const batch of generateLeads(options)) {
    const drawn = examplesOf(batch, rank, options);
    await insertBatch(db, batch, drawn);
    examples.push(...drawn);
    rank += batch.leads.length;
    onProgress(rank);
  }
  await sql`ANALYZE`.execute(db);
  return examples;
}

function examplesOf(batch: DemoBatch, firstRank: number, { seed, endAt }: PopulationOptions): KnownExample[] {
  const outcomes = new Map(batch.outcomes.map((outcome) => [outcome.lead_id, outcome]));
  return batch.leads.flatMap((lead, index) => {
    // the seed above the population's: scoring times must not follow the draws that made the leads
    const example = drawExample(seed + 1, firstRank + index, lead, outcomes.get(lead.id), endAt);
    return example ? [{ ...example, truth: batch.truth[index] ?? Number.NaN }] : [];
  });
}

async function insertBatch(db: Kysely<unknown>, batch: DemoBatch, examples: readonly Example[]): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await insertLeads(trx, batch.leads, { now: 0, update: [] });
    await insertInteractions(trx, batch.interactions);
    await insertOutcomes(trx, batch.outcomes);
    await sql`INSERT INTO training.example SELECT * FROM jsonb_to_recordset(${JSON.stringify(examples)}::jsonb)
      AS e(lead_id text, as_of bigint)`.execute(trx);
  });
}
