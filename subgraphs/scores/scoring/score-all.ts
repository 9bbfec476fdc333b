import { sql } from 'kysely';
import type { Logger } from '../../../platform/logger.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { MOST_LEADS, scoreLeads } from './score-leads.ts';
import type { Scorer } from './scorer.ts';

/** Dependencies of a bulk run. */
export interface ScoreAllDeps {
  readonly db: ScoresDb;
  readonly scorer: Scorer;
  readonly log: Logger;
  /** name of the model that scores */
  readonly model: string;
}

/** Settings of a bulk run. */
export interface ScoreAllOptions {
  /** called after each thousand with the number of leads done */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** whether leads of a closed stage are scored as well; false when absent */
  readonly includeClosed?: boolean | undefined;
}

/** Result of a bulk run. */
export interface ScoreAllOutcome {
  readonly scored: number;
  readonly failed: number;
  /** skipped, since their stage is closed */
  readonly closed: number;
}

/**
 * Scores any number of leads, a thousand at a time, so that other requests are served in between.
 *
 * The scores are as of now, like every score, and marked as a backfill: many leads at once are no traffic, and leads of all
 * ages are no sample of new ones.
 */
export async function scoreAll(
  { db, scorer, log, model }: ScoreAllDeps,
  leadIds: readonly string[],
  { onProgress = () => undefined, includeClosed = false }: ScoreAllOptions = {},
): Promise<ScoreAllOutcome> {
  let scored = 0;
  let closed = 0;
  for (let start = 0; start < leadIds.length; start += MOST_LEADS) {
    const asked = leadIds.slice(start, start + MOST_LEADS);
    const leads = includeClosed ? asked : await withoutClosed(db, asked);
    const results = await scoreLeads(scorer, log, { leadIds: leads, model, requestId: 'score-all', cause: 'BATCH' });
    scored += results.filter(({ score }) => score !== null).length;
    closed += asked.length - leads.length;
    onProgress(start + asked.length, leadIds.length);
  }
  return { scored, failed: leadIds.length - scored - closed, closed };
}

async function withoutClosed(db: ScoresDb, leadIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ lead_id: string }>`SELECT lead_id FROM leads.lead_state
    WHERE is_closed AND lead_id = ANY(${leadIds}::text[])`.execute(db);
  const closed = new Set(rows.map((row) => row.lead_id));
  return leadIds.filter((id) => !closed.has(id));
}
