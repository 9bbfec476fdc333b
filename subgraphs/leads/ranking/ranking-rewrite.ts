import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import { hasViews } from '../../../platform/database/published-views.ts';
import type { Logger } from '../../../platform/logger.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { rewriteRanking } from './ranking-store.ts';

/** Dependencies of {@link startRankingRewrite}. */
export interface RankingRewriteDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
}

const SCORES = 'scores.written_back_score';

/**
 * Replaces the ranking by the recorded scores of the CRM model, once, in the background: the scores are published by the
 * subgraph `scores`, which may start later. A process that ends before leaves the work to the next start.
 */
export function startRankingRewrite(deps: RankingRewriteDeps): PollingLoop {
  const loop = new PollingLoop({
    everyMs: SECOND_MS,
    turn: async () => {
      // not awaited: the loop ends after this turn
      if (await rewrite(deps)) void loop.close();
      return undefined;
    },
    log: deps.log,
    failure: 'ranking cannot be rewritten; retrying',
  });
  return loop;
}

/** @returns false while the scores are not published */
async function rewrite({ database, log, clock }: RankingRewriteDeps): Promise<boolean> {
  if (!(await hasViews(database, [SCORES]))) return false;
  const db = database.tables<unknown>('long');
  const rewritten = await db.transaction().execute((trx) => rewriteRanking(trx, clock()));
  if (rewritten) log.info(rewritten, 'ranking rewritten by the recorded scores of the CRM model');
  return true;
}
