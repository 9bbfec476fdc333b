import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { changeOfLogOdds } from './log-odds-change.ts';
import { BASELINE_AGE_MS, baselineOf, keepPastScores, pastScoresOfModel } from './past-score-store.ts';
import { lockRanking } from './ranking-lock.ts';

/** Rank of an unscored lead, below every probability. */
export const UNSCORED_RANK = -1;

/** Message of the topic 'leads.write-back': a score of the subgraph `scores`. */
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

/** Revision of the ranking, and the model that it ranks by. */
export interface RankingRevision {
  readonly revision: number;
  /** name of the model */
  readonly model: string;
}

/**
 * Opens the next revision of the ranking.
 *
 * The lock of the single row serialises the writers until each commits, so revisions become visible in order: a reader of
 * revision r sees all rows of r and of earlier revisions.
 */
export async function nextRevision(trx: QueryExecutorProvider): Promise<RankingRevision> {
  const { rows } = await sql<RankingRevision>`
    UPDATE leads.ranking_state SET revision = revision + 1 RETURNING revision, model`.execute(trx);
  const [opened] = rows;
  if (!opened) throw new TypeError('leads.ranking_state has no row');
  return opened;
}

/** Adds new leads to the ranking, unscored. They are stored already. */
export async function rankNewLeads(
  trx: QueryExecutorProvider,
  leadIds: readonly string[],
  revision: number,
): Promise<void> {
  await sql`INSERT INTO leads.ranking (lead_id, rank_key, valid_from_revision, is_closed)
    SELECT id, ${UNSCORED_RANK}, ${revision}::bigint, is_closed FROM leads.lead WHERE id = ANY(${leadIds}::text[])
    `.execute(trx);
}

/**
 * Sets leads of the ranking closed or open, as their stages are. The ranking is locked where one of them changes.
 *
 * @param leadIds leads whose stage may have changed; the transaction holds their locks
 */
export async function closeRanked(trx: QueryExecutorProvider, leadIds: readonly string[]): Promise<void> {
  const changed = sql<unknown>`SELECT r.lead_id, l.is_closed FROM leads.ranking r JOIN leads.lead l ON l.id = r.lead_id
    WHERE r.lead_id = ANY(${leadIds}::text[]) AND r.is_closed <> l.is_closed`;
  const { rows } = await changed.execute(trx);
  if (rows.length === 0) return;
  await lockRanking(trx);
  await sql`UPDATE leads.ranking r SET is_closed = c.is_closed
    FROM (${changed} ORDER BY r.lead_id FOR UPDATE OF r) c WHERE r.lead_id = c.lead_id`.execute(trx);
}

/**
 * Applies scores to the ranking: the newest per lead wins, also against what is stored; scores of other models than the
 * one that leads are ranked by are ignored, and so are unknown leads.
 *
 * @param now epoch milliseconds
 */
export async function applyScores(
  trx: QueryExecutorProvider,
  scores: readonly WrittenBackScore[],
  now: number,
): Promise<void> {
  const { revision, model } = await nextRevision(trx);
  const ranking = scores.filter(({ modelVersion }) => modelVersion.slice(0, modelVersion.lastIndexOf(':')) === model);
  if (ranking.length === 0) return;
  // the score before is the one that is stored, or one of the same batch
  const newer = sql`SELECT ${REPLACED}, s.lead_id, s.sequence, s.probability, s.points, s.grade, s.model_version, s.scored_at,
      CASE WHEN s.sequence_before > COALESCE(r.sequence, -1) THEN s.probability_before ELSE r.probability END
        AS previous_probability
    FROM (
      SELECT DISTINCT ON ("leadId") "leadId" AS lead_id, sequence, probability, points, grade,
        "modelVersion" AS model_version, "scoredAt" AS scored_at,
        lag(sequence) OVER older AS sequence_before, lag(probability) OVER older AS probability_before
      FROM jsonb_to_recordset(${JSON.stringify(ranking)}::jsonb) AS s("leadId" text, sequence bigint,
        probability double precision, points integer, grade text, "modelVersion" text, "scoredAt" bigint)
      WINDOW older AS (PARTITION BY "leadId" ORDER BY sequence)
      ORDER BY "leadId", sequence DESC
    ) s JOIN leads.ranking r ON r.lead_id = s.lead_id
    WHERE r.sequence IS NULL OR s.sequence > r.sequence ORDER BY s.lead_id FOR UPDATE OF r`;
  // a separate statement after the lock: it must see the commit of the previous writer
  await replaceScores(newer, revision, now).execute(trx);
}

/**
 * Ranks every lead by its newest recorded score of the CRM model; one without a score is unscored.
 *
 * @param now epoch milliseconds
 * @returns undefined when the ranking is up to date already
 */
export async function rewriteRanking(
  trx: QueryExecutorProvider,
  now: number,
): Promise<{ readonly model: string; readonly changed: number } | undefined> {
  const { revision, model } = await nextRevision(trx);
  const stale = await sql`UPDATE leads.ranking_state SET is_stale = false WHERE is_stale RETURNING 1`.execute(trx);
  if (stale.rows.length === 0) return undefined;
  await pastScoresOfModel(trx, model, now);
  // the CRM gets what differs materially, of every lead
  await sql`UPDATE leads.crm_target SET is_filled = false, filled_to = NULL`.execute(trx);
  const newest = sql`SELECT * FROM scores.written_back_score WHERE lead_id = r.lead_id AND model = ${model}
      ORDER BY sequence DESC LIMIT 1`;
  const recorded = sql`SELECT ${REPLACED}, r.lead_id, s.sequence, s.probability, s.points, s.grade,
      s.model || ':' || s.version AS model_version, s.scored_at, b.probability AS previous_probability
    FROM leads.ranking r LEFT JOIN LATERAL (${newest}) s ON true LEFT JOIN LATERAL (${newest} OFFSET 1) b ON true
    WHERE r.sequence IS DISTINCT FROM s.sequence ORDER BY r.lead_id FOR UPDATE OF r`;
  const { numAffectedRows = 0n } = await replaceScores(recorded, revision, now).execute(trx);
  return { model, changed: Number(numAffectedRows) };
}

/** Columns of the row `r` of the ranking that is replaced. */
const REPLACED = sql`r.rank_key AS old_rank_key, r.probability AS old_probability, r.points AS old_points,
  r.grade AS old_grade, r.model_version AS old_model_version, r.scored_at AS old_scored_at, r.sequence AS old_sequence,
  r.previous_probability AS old_previous_probability, r.valid_from_revision AS old_valid_from_revision`;

/**
 * Replaces scores of the ranking; the replaced ones are retained for later pages of earlier revisions.
 *
 * @param scores a query that locks the rows of the ranking, with {@link REPLACED}
 */
function replaceScores(scores: RawBuilder<unknown>, revision: number, now: number): RawBuilder<unknown> {
  return sql`
    WITH newer AS MATERIALIZED (${scores}), past AS (${keepPastScores()}), kept AS (
      INSERT INTO leads.ranking_history (lead_id, rank_key, probability, points, grade, model_version, scored_at,
        sequence, previous_probability, valid_from_revision, valid_until_revision, superseded_at)
      SELECT lead_id, old_rank_key, old_probability, old_points, old_grade, old_model_version, old_scored_at, old_sequence,
        old_previous_probability, old_valid_from_revision, ${revision}::bigint, ${now}::bigint FROM newer
    )
    UPDATE leads.ranking r SET rank_key = COALESCE(n.probability, ${UNSCORED_RANK}), probability = n.probability,
      points = n.points, grade = n.grade, model_version = n.model_version, scored_at = n.scored_at,
      sequence = n.sequence, previous_probability = n.previous_probability,
      week_change = COALESCE(${changeOfLogOdds('n.probability', 'n.baseline')}, 0),
      valid_from_revision = ${revision}::bigint
    -- OFFSET 0: the baseline is found once per lead
    FROM (SELECT newer.*, ${baselineOf('newer.lead_id', now - BASELINE_AGE_MS)} AS baseline FROM newer OFFSET 0) n
    WHERE r.lead_id = n.lead_id`;
}

/**
 * Deletes ranking versions that were replaced before `horizon`; cursors of earlier revisions expire.
 *
 * Then vacuums and updates the planner's statistics: the embedded database has no autovacuum.
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
