import type { Logger } from '../shared/logger.ts';
import { DEFAULT_MODEL } from '../shared/model-manifest.ts';
import { MOST_LEADS, scoreLeads } from './score-leads.ts';
import type { Scorer } from './scorer.ts';

/** What became of a bulk run. */
export interface ScoreAllOutcome {
  readonly scored: number;
  readonly failed: number;
}

/**
 * Scores any number of leads with the default model, a thousand at a time, so that requests of others get their turn.
 *
 * Recorded as of now, like every score.
 *
 * @param onProgress called after each thousand with how many of `total` are done
 */
export async function scoreAll(
  scorer: Scorer,
  log: Logger,
  leadIds: readonly string[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<ScoreAllOutcome> {
  let scored = 0;
  for (let start = 0; start < leadIds.length; start += MOST_LEADS) {
    const leads = leadIds.slice(start, start + MOST_LEADS);
    const results = await scoreLeads(scorer, log, { leadIds: leads, model: DEFAULT_MODEL, requestId: 'score-all' });
    scored += results.filter(({ score }) => score !== null).length;
    onProgress(start + leads.length, leadIds.length);
  }
  return { scored, failed: leadIds.length - scored };
}
