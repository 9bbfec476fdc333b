import { type Kysely, sql } from 'kysely';
import { generateLeads } from '../../../subgraphs/leads/demo/generate-leads.ts';
import { insertInteractions } from '../../../subgraphs/leads/interactions/interaction-store.ts';
import { insertLeads } from '../../../subgraphs/leads/leads/lead-store.ts';
import { insertOutcomes } from '../../../subgraphs/leads/outcomes/outcome-store.ts';
import type { Random } from './random.ts';

/** From this probability on sales work a lead at once; about three leads of ten. */
const WORKED_FROM = 0.08;

/** What work does to a lead's own chance: those that are not worked mostly go elsewhere. */
const WORKED = 3;
const NOT_WORKED = 0.1;
const MOST_CERTAIN = 0.95;

/** Leads come to this market, and what becomes of them depends on how they were scored. */
export class LeadMarket {
  readonly #db: Kysely<never>;
  readonly #random: Random;
  /** ground truth by lead */
  readonly #truth = new Map<string, number>();
  #waves = 0;

  constructor(db: Kysely<never>, random: Random) {
    this.#db = db;
    this.#random = random;
  }

  /** Lets new leads arrive, with what they did since; they came during the last `days` before `now`. */
  async arrive(count: number, now: number, days = 60): Promise<readonly string[]> {
    const seed = Math.floor(this.#random.uniform() * 2 ** 31);
    const wave = ++this.#waves;
    const named = (id: string) => `${wave}-${id}`;
    const ids: string[] = [];
    for (const batch of generateLeads({ seed, endAt: now, leads: count, days, batchSize: 1000 })) {
      const leads = batch.leads.map((lead) => ({ ...lead, id: named(lead.id), stage: 'NEW' as const }));
      const interactions = batch.interactions.map((one) => ({ ...one, lead_id: named(one.lead_id) }));
      await insertLeads(this.#db, leads, { now, update: [] });
      await insertInteractions(this.#db, interactions);
      for (const [at, { id }] of leads.entries()) this.#truth.set(id, batch.truth[at] as number);
      ids.push(...leads.map(({ id }) => id));
    }
    return ids;
  }

  /**
   * Lets leads come to their end: sales work first what scores high, and so a version that scores the wrong leads high
   * converts fewer of them.
   *
   * @param ids leads without an outcome; one without a score is not worked
   * @returns how many converted
   */
  async decide(ids: readonly string[], now: number): Promise<number> {
    const { rows } = await sql<{ lead_id: string; probability: number }>`
      SELECT DISTINCT ON (lead_id) lead_id, probability FROM scores.prediction_log
      WHERE lead_id = ANY(${ids}::text[]) AND role <> 'SHADOW' ORDER BY lead_id, sequence`.execute(this.#db);
    const shown = new Map(rows.map((row) => [row.lead_id, row.probability]));
    const outcomes = ids.map((id) => {
      const factor = (shown.get(id) ?? 0) >= WORKED_FROM ? WORKED : NOT_WORKED;
      const chance = Math.min(MOST_CERTAIN, factor * (this.#truth.get(id) as number));
      const result = this.#random.uniform() < chance ? ('CONVERTED' as const) : ('LOST' as const);
      return { lead_id: id, result, occurred_at: now, recorded_at: now, revenue: null, reason: null };
    });
    await insertOutcomes(this.#db, outcomes);
    return outcomes.filter(({ result }) => result === 'CONVERTED').length;
  }
}
