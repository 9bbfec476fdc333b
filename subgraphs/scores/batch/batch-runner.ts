import type { Lake } from '../../../lake/delta/lake.ts';
import { GOLD_FEATURES } from '../../../lake/gold/gold-tables.ts';
import { startJobLoop } from '../../../platform/background/job-loop.ts';
import type { PollingLoop } from '../../../platform/background/polling-loop.ts';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError, type ErrorCode, isDatabaseOutage } from '../../../platform/errors.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { BATCH_JOB_TOPIC, BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import { findTraffic } from './log-writer.ts';
import { getFeatureTable } from './open-features.ts';
import type { BatchJob } from './rules/batch-job.ts';
import { answersTraffic } from './rules/log-role.ts';
import { runImportJob } from './run-import-job.ts';
import { runScoreJob, type ScoreJobDeps } from './run-score-job.ts';
import { getRun } from './select-run.ts';
import { BATCH_JOBS, claimJob, findJob, pinJob } from './store/batch-job-store.ts';
import { findPassedVersion } from './store/passed-version.ts';

/** Dependencies and settings of {@link BatchRunner}. */
export interface BatchRunnerDeps extends Omit<ScoreJobDeps, 'db' | 'lake' | 'events' | 'closing'> {
  readonly database: Database;
  /** opens the lake, once; rejects with LAKE_OFF when there is none */
  readonly openLake: () => Promise<Lake>;
  /** interval between two polls without a notification, milliseconds */
  readonly pollMs: number;
}

/** Codes after which the same may succeed later: they end no job. */
const RETRIED: readonly ErrorCode[] = ['LAKE_STORAGE_UNAVAILABLE', 'LAKE_STORAGE_FULL'];

/**
 * Runs batch jobs one after another, in one process at a time: the one that has the lease. A job that a process left behind is
 * resumed where its rows were stored.
 */
export class BatchRunner {
  readonly #deps: BatchRunnerDeps;
  readonly #db: ScoresDb;
  readonly #loop: PollingLoop;
  readonly #closing = new AbortController();

  constructor(deps: BatchRunnerDeps) {
    const { database, log, pollMs } = deps;
    this.#deps = deps;
    this.#db = database.tables<never>('long');
    this.#loop = startJobLoop({
      database,
      lease: 'scores.batch-jobs',
      topic: BATCH_JOB_TOPIC,
      hasOpen: () => BATCH_JOBS.hasOpen(this.#db),
      runNext: () => this.#runNext(),
      everyMs: pollMs,
      log,
      failure: 'batch jobs cannot be run; retrying',
    });
  }

  /** Ends after the rows under way; another process, or the next start, resumes the job. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#loop.close();
  }

  async #runNext(): Promise<boolean> {
    const job = await claimJob(this.#db, this.#deps.clock());
    if (!job) return false;
    const { events } = this.#deps.database;
    events.publish(BATCH_PROGRESS_TOPIC);
    try {
      await this.#run(job);
    } catch (error) {
      if (this.#closing.signal.aborted || isRetried(error)) throw error;
      await this.#fail(job, error);
    } finally {
      events.publish(BATCH_PROGRESS_TOPIC);
    }
    return true;
  }

  async #run(claimed: BatchJob): Promise<void> {
    const { log, database, openLake } = this.#deps;
    const { id, kind, model, version } = claimed;
    log.info({ job: id, kind, model, version, resumed: claimed.tableVersion !== null }, 'batch job started');
    const lake = await openLake();
    const job = await this.#pin(lake, claimed);
    if (!job) return;
    const deps = { ...this.#deps, db: this.#db, lake, events: database.events, closing: this.#closing.signal };
    const run = kind === 'SCORE' ? runScoreJob(deps, job) : runImportJob(deps, job);
    if (await run) await this.#succeed(id);
  }

  /** @returns undefined when it was cancelled meanwhile */
  async #pin(lake: Lake, job: BatchJob): Promise<BatchJob | undefined> {
    if (job.tableVersion !== null) return job;
    const { model, version, digest, sourceJob } = job;
    if (sourceJob !== null)
      return pinJob(this.#db, job.id, { tableVersion: (await getRun(lake, sourceJob)).version, shown: null });
    const identity = { model: model ?? '', version: version ?? 0, digest: digest ?? '' };
    const traffic = await findTraffic(this.#deps.live, identity.model);
    const tableVersion = await this.#featureVersion(lake, job.asOf);
    return pinJob(this.#db, job.id, { tableVersion, shown: answersTraffic(traffic, identity) });
  }

  /** The newest version that passed its gates. @throws {DomainError} LAKE_GATE_FAILED, LAKE_TABLE_NOT_FOUND */
  async #featureVersion(lake: Lake, asOf: number | null): Promise<number> {
    const { version: newest } = await getFeatureTable(lake, asOf);
    const passed = asOf === null ? await findPassedVersion(this.#db, GOLD_FEATURES.path) : undefined;
    // a lake that was filled anew counts its versions from 0
    if (passed !== null) return Math.min(passed ?? newest, newest);
    const message = `${GOLD_FEATURES.path}: found a failed gate in every version, expected one that passed`;
    throw new DomainError('LAKE_GATE_FAILED', message, { table: GOLD_FEATURES.path });
  }

  async #succeed(id: string): Promise<void> {
    const { clock, log, batchMetrics } = this.#deps;
    const done = await findJob(this.#db, id);
    const message = done?.rows === 0 ? 'no lead was to be scored' : undefined;
    const ended = await BATCH_JOBS.end(this.#db, id, { status: 'SUCCEEDED', endedAt: clock(), message });
    if (!ended) return;
    const { kind, recorded, appended, skipped } = ended;
    batchMetrics.ended(kind, 'SUCCEEDED');
    log.info({ job: id, kind, recorded, appended, skipped }, 'batch job succeeded');
  }

  async #fail({ id, kind }: BatchJob, error: unknown): Promise<void> {
    const { clock, log, batchMetrics } = this.#deps;
    const isCoded = error instanceof DomainError;
    const failure = isCoded
      ? { errorCode: error.code, message: error.message }
      : { errorCode: 'INTERNAL', message: 'internal error; the log of the platform has it' };
    await BATCH_JOBS.end(this.#db, id, { status: 'FAILED', endedAt: clock(), ...failure });
    batchMetrics.ended(kind, 'FAILED');
    if (isCoded) log.warn({ job: id, err: error }, 'batch job failed');
    else log.error({ job: id, err: error }, 'batch job failed');
  }
}

function isRetried(error: unknown): boolean {
  return isDatabaseOutage(error) || (error instanceof DomainError && RETRIED.includes(error.code));
}
