import { type QueryExecutorProvider, sql } from 'kysely';

/** Where an unscored lead ranks: below every probability. */
export const UNSCORED_RANK = -1;

/** A score on its way back from `scores`, as the topic 'leads.write-back' carries it. */
export interface WrittenBackScore {
  readonly leadId: string;
  /** grows with every score; of two scores of a lead the one with the larger sequence is newer */
  readonly sequence: number;
  readonly probability: number;
  readonly points: number;
  readonly grade: string;
  /** such as `lead-conversion:1` */
  readonly modelVersion: string;
  /** epoch milliseconds */
  readonly scoredAt: number;
}

/**
 * Opens the next revision of the ranking.
 *
 * The one row's lock orders the writers until each commits, so revisions become visible in order: whoever reads
 * revision r sees all of r and of everything before.
 */
export async function nextRevision(trx: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    UPDATE leads.ranking_state SET revision = revision + 1 RETURNING revision`.execute(trx);
  const revision = rows[0]?.revision;
  if (revision === undefined) throw new TypeError('leads.ranking_state has no row');
  return revision;
}

/** Adds new leads to the ranking, unscored. */
export async function rankNewLeads(
  trx: QueryExecutorProvider,
  leadIds: readonly string[],
  revision: number,
): Promise<void> {
  await sql`INSERT INTO leads.ranking (lead_id, rank_key, valid_from_revision)
    SELECT value, ${UNSCORED_RANK}, ${revision}::bigint FROM jsonb_array_elements_text(${JSON.stringify(leadIds)}::jsonb)
    `.execute(trx);
}

/**
 * Applies scores to the ranking: the newest per lead wins, also against what is stored; unknown leads are ignored.
 *
 * The versions replaced are kept for the page walks under way.
 *
 * @param now epoch milliseconds
 */
export async function applyScores(
  trx: QueryExecutorProvider,
  scores: readonly WrittenBackScore[],
  now: number,
): Promise<void> {
  const revision = await nextRevision(trx);
  // a statement of its own after the lock: it must see what the writer before committed
  await sql`
    WITH newest AS (
      SELECT DISTINCT ON ("leadId") *
      FROM jsonb_to_recordset(${JSON.stringify(scores)}::jsonb) AS s("leadId" text, sequence bigint,
        probability double precision, points integer, grade text, "modelVersion" text, "scoredAt" bigint)
      ORDER BY "leadId", sequence DESC
    ), newer AS (
      SELECT s.* FROM newest s JOIN leads.ranking r ON r.lead_id = s."leadId"
      WHERE r.sequence IS NULL OR s.sequence > r.sequence
    ), kept AS (
      INSERT INTO leads.ranking_history (lead_id, rank_key, probability, points, grade, model_version, scored_at,
        sequence, valid_from_revision, valid_until_revision, superseded_at)
      SELECT r.lead_id, r.rank_key, r.probability, r.points, r.grade, r.model_version, r.scored_at, r.sequence,
        r.valid_from_revision, ${revision}::bigint, ${now}::bigint
      FROM leads.ranking r WHERE r.lead_id IN (SELECT "leadId" FROM newer)
    )
    UPDATE leads.ranking r SET rank_key = n.probability, probability = n.probability, points = n.points,
      grade = n.grade, model_version = n."modelVersion", scored_at = n."scoredAt", sequence = n.sequence,
      valid_from_revision = ${revision}::bigint
    FROM newer n WHERE r.lead_id = n."leadId"`.execute(trx);
}

/**
 * Forgets ranking versions that were replaced before `horizon`; page walks begun before they were replaced expire.
 *
 * Then clears what updates left behind and renews the planner's statistics: the embedded database does neither itself.
 *
 * @param db      not a transaction: VACUUM runs outside one
 * @param horizon epoch milliseconds
 */
export async function pruneRanking(db: QueryExecutorProvider, horizon: number): Promise<void> {
  await sql`
    WITH gone AS (
      DELETE FROM leads.ranking_history WHERE valid_until_revision < COALESCE((
        SELECT valid_until_revision FROM leads.ranking_history WHERE superseded_at >= ${horizon}::bigint
        ORDER BY valid_until_revision LIMIT 1
      ), 9223372036854775807) RETURNING valid_until_revision
    )
    UPDATE leads.ranking_state SET pruned_revision = GREATEST(pruned_revision, g.revision)
    FROM (SELECT max(valid_until_revision) AS revision FROM gone) g WHERE g.revision IS NOT NULL`.execute(db);
  await sql`VACUUM (ANALYZE) leads.ranking, leads.ranking_history, leads.ranking_state`.execute(db);
}
