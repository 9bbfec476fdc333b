import { type Kysely, sql } from 'kysely';

/** Times of the newest data, epoch milliseconds; null where there is none. */
export interface Freshness {
  /** creation of the newest lead */
  readonly lead: number | null;
  /** recording of the newest interaction, from which features are computed */
  readonly interaction: number | null;
  /** the newest score of each champion's model that was traffic, by model */
  readonly scores: readonly { readonly model: string; readonly at: number | null }[];
}

/** Reads the times of the newest data, each from the end of an index. */
export async function readFreshness(db: Kysely<never>): Promise<Freshness> {
  const { rows } = await sql<Omit<Freshness, 'scores'>>`SELECT
    (SELECT created_at FROM leads.outcome_facts ORDER BY created_at DESC LIMIT 1) AS lead,
    (SELECT recorded_at FROM leads.interaction_facts ORDER BY recorded_at + 0 DESC LIMIT 1) AS interaction`.execute(db);
  const scores = await sql<Freshness['scores'][number]>`
    SELECT d.model, (SELECT p.scored_at FROM scores.prediction_log p WHERE p.model = d.model AND NOT p.is_backfill
      ORDER BY p.scored_at DESC LIMIT 1) AS at
    FROM models.live_deployment d WHERE d.role = 'CHAMPION' ORDER BY 1`.execute(db);
  const [{ lead, interaction } = { lead: null, interaction: null }] = rows;
  return { lead, interaction, scores: scores.rows };
}
