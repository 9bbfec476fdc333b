import { startJobLoop } from '../../../platform/background/job-loop.ts';
import type { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, isDatabaseOutage } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { readArtifact } from '../../../scoring/artifact.ts';
import { BACKTEST_TOPIC } from '../../../scoring/backtest-topic.ts';
import type { ModelSession } from '../inference/model-session.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { type GradingVersion, getRegisteredVersion } from '../versions/deployment-store.ts';
import type { ModelHost } from '../versions/model-host.ts';
import type { Backtest } from './rules/backtest.ts';
import { runBacktest } from './run-backtest.ts';
import { pruneBacktests } from './store/backtest-scores.ts';
import { BACKTESTS, claimBacktest, findBacktest, setLeads } from './store/backtest-store.ts';
import { countLeads } from './store/lead-page.ts';

/** Dependencies and settings of {@link BacktestRunner}. */
export interface BacktestRunnerDeps {
  readonly database: Database;
  readonly host: Pick<ModelHost, 'load'>;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** how long scores of ended backtests are kept, milliseconds; for good when absent */
  readonly retentionMs?: number | undefined;
  /** interval between two polls without a notification, milliseconds */
  readonly pollMs: number;
}

/**
 * Runs backtests one after another, in one process at a time: the one that has the lease. A backtest that a process left
 * behind is resumed where its last page was stored.
 */
export class BacktestRunner {
  readonly #deps: BacktestRunnerDeps;
  readonly #db: ScoresDb;
  readonly #loop: PollingLoop;
  #isClosing = false;

  constructor(deps: BacktestRunnerDeps) {
    const { database, log, pollMs } = deps;
    this.#deps = deps;
    this.#db = database.tables<never>('long');
    this.#loop = startJobLoop({
      database,
      lease: 'scores.backtests',
      topic: BACKTEST_TOPIC,
      hasOpen: () => BACKTESTS.hasOpen(this.#db),
      runNext: () => this.#runNext(),
      whenIdle: () => this.#prune(),
      everyMs: pollMs,
      log,
      failure: 'backtests cannot be run; retrying',
    });
  }

  /** Ends after the page under way; another process, or the next start, resumes the backtest. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#loop.close();
  }

  async #prune(): Promise<boolean> {
    const { clock, retentionMs } = this.#deps;
    const now = clock();
    return pruneBacktests(this.#db, { now, horizon: retentionMs === undefined ? 0 : now - retentionMs });
  }

  async #runNext(): Promise<boolean> {
    const backtest = await claimBacktest(this.#db, this.#deps.clock());
    if (!backtest) return false;
    try {
      await this.#run(backtest);
    } catch (error) {
      // an outage of the database ends no backtest: it is resumed
      if (!(error instanceof DomainError) || isDatabaseOutage(error) || this.#isClosing) throw error;
      await this.#fail(backtest, error);
    } finally {
      this.#deps.database.events.publish(BACKTEST_TOPIC);
    }
    return true;
  }

  async #run(backtest: Backtest): Promise<void> {
    const { log } = this.#deps;
    const { id, model, version } = backtest;
    log.info({ backtest: id, model, version, resumed: backtest.position !== null }, 'backtest started');
    await setLeads(this.#db, id, await countLeads(this.#db, backtest));
    const { version: tried, session } = await this.#load(backtest);
    try {
      const isClosing = () => this.#isClosing;
      const isDone = await runBacktest({ db: this.#db, version: tried, session, isClosing }, backtest);
      if (isDone) await this.#succeed(id);
    } finally {
      await session.release();
    }
  }

  async #load({
    model,
    version,
    digest,
  }: Backtest): Promise<{ readonly version: GradingVersion; readonly session: ModelSession }> {
    const found = await getRegisteredVersion(this.#db, model, version);
    if (found.digest !== digest) {
      const message = `${model}:${version}: found another file, expected the version as it was`;
      throw new DomainError('MODEL_VERSION_NOT_FOUND', message, { model, version });
    }
    const bytes = await readArtifact(this.#db, digest);
    return { version: found, session: await this.#deps.host.load(bytes, found, 'BACKTEST') };
  }

  async #succeed(id: number): Promise<void> {
    const { clock, log } = this.#deps;
    const done = await findBacktest(this.#db, id);
    const message = done && describeEmpty(done);
    const ended = await BACKTESTS.end(this.#db, id, { status: 'SUCCEEDED', endedAt: clock(), message });
    if (!ended) return;
    const { model, version, scored, failed } = ended;
    log.info({ backtest: id, model, version, scored, failed }, 'backtest succeeded');
  }

  async #fail({ id, model, version }: Backtest, error: DomainError): Promise<void> {
    const { clock, log } = this.#deps;
    const failure = { errorCode: error.code, message: error.message };
    await BACKTESTS.end(this.#db, id, { status: 'FAILED', endedAt: clock(), ...failure });
    log.warn({ backtest: id, model, version, err: error }, 'backtest failed');
  }
}

/** Remark on a backtest that scored nothing; undefined for any other. */
function describeEmpty({ scored, failed, leadsDone, from, until }: Backtest): string | undefined {
  if (scored > 0) return undefined;
  if (failed > 0) return `the model failed on all ${failed} decisions`;
  const [since, to] = [from, until].map((time) => new Date(time).toISOString());
  return `no lead has a decision from ${since} until ${to}, of ${leadsDone} leads that could have one`;
}
