import { setTimeout } from 'node:timers/promises';
import { OutageLog } from '../../../platform/background/outage-log.ts';
import type { Database } from '../../../platform/database/database.ts';
import { hasViews } from '../../../platform/database/published-views.ts';
import type { Logger } from '../../../platform/logger.ts';
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
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;

  constructor(deps: RankingRewriteDeps) {
    this.#deps = deps;
    this.#done = this.#run();
  }

  /** Ends after the try under way. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { log, retryMs = 1_000 } = this.#deps;
    const { signal } = this.#closing;
    const outage = new OutageLog(log, 'ranking could not be rewritten; trying again');
    while (!signal.aborted) {
      try {
        if (await this.#rewrite()) return;
      } catch (error) {
        outage.failed(error);
      }
      await setTimeout(retryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** @returns false while the log is not published */
  async #rewrite(): Promise<boolean> {
    const { database, log, clock } = this.#deps;
    if (!(await hasViews(database, [SCORES]))) return false;
    const db = database.tables<unknown>('long');
    const rewritten = await db.transaction().execute((trx) => rewriteRanking(trx, clock()));
    if (rewritten) log.info(rewritten, 'leads are ranked by the recorded scores of the CRM model');
    return true;
  }
}
