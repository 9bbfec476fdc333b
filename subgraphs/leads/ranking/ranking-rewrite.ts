import { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import { arePublished } from '../../../platform/database/published-views.ts';
import type { Logger } from '../../../platform/logger.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { rewriteRanking } from './ranking-store.ts';

/** Dependencies of {@link RankingRewrite}. */
export interface RankingRewriteDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** pause before a next try, ms; 1,000 when absent */
  readonly retryMs?: number | undefined;
}

const SCORES = 'scores.written_back_score';

/**
 * Replaces the ranking by the recorded scores of the CRM model, once, in the background: the log belongs to `scores`,
 * which may start later. A process that ends before leaves the work to the next start.
 */
export class RankingRewrite {
  readonly #deps: RankingRewriteDeps;
  readonly #loop: PollingLoop;

  constructor(deps: RankingRewriteDeps) {
    this.#deps = deps;
    this.#loop = new PollingLoop({
      everyMs: deps.retryMs ?? SECOND_MS,
      turn: () => this.#turn(),
      log: deps.log,
      failure: 'ranking cannot be rewritten; retrying',
    });
  }

  /** Ends after the attempt under way. */
  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #turn(): Promise<undefined> {
    // not awaited: the loop ends after this turn
    if (await this.#rewrite()) void this.#loop.close();
  }

  /** @returns false while the log is not published */
  async #rewrite(): Promise<boolean> {
    const { database, log, clock } = this.#deps;
    if (!(await arePublished(database, [SCORES]))) return false;
    const db = database.tables<unknown>('long');
    const rewritten = await db.transaction().execute((trx) => rewriteRanking(trx, clock()));
    if (rewritten) log.info(rewritten, 'leads are ranked by the recorded scores of the CRM model');
    return true;
  }
}
