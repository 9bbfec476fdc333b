import { randomBytes } from 'node:crypto';
import type { Database } from '../../../platform/database/database.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { Logger } from '../../../platform/logger.ts';
import { refusal } from '../../../platform/refusal.ts';
import { MOST_OPEN } from '../jobs/job-table.ts';
import type { ScoresDb } from '../record/prediction-store.ts';
import { uuidV7 } from '../record/uuid-v7.ts';
import { findDeployments, type GradingVersion, getRegisteredVersion } from '../versions/deployment-store.ts';
import { BATCH_JOB_TOPIC, BATCH_PROGRESS_TOPIC } from './batch-topics.ts';
import { type BatchFilter, checkFilter } from './rules/batch-filter.ts';
import { BATCH_OUTPUTS, type BatchJob, type BatchOutput } from './rules/batch-job.ts';
import { BATCH_JOBS, findImport, findJob, insertJob, type NewBatchJob } from './store/batch-job-store.ts';

/** Tables of the lake that batch jobs read. */
export interface BatchTables {
  /**
   * Checks that features can be read: of the table `gold/features`, or computed as of a time.
   *
   * @throws {DomainError} LAKE_OFF, LAKE_TABLE_NOT_FOUND, LAKE_*
   */
  checkFeatures(asOf: number | null): Promise<void>;
  /**
   * Checks that the table `predictions` has rows of a run of another engine.
   *
   * @throws {DomainError} LAKE_OFF, LAKE_TABLE_NOT_FOUND, BATCH_RUN_NOT_FOUND, LAKE_*
   */
  checkRun(jobId: string): Promise<void>;
}

/** Dependencies of {@link BatchJobs}. */
export interface BatchJobsDeps {
  readonly database: Database;
  readonly tables: BatchTables;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** name of the model that feeds the CRM */
  readonly crmModel: string;
}

/** Requested batch job. */
export interface BatchRequest {
  /** subject that asks */
  readonly startedBy: string;
  readonly filter?: BatchFilter | null | undefined;
  /** name of the model; the one that feeds the CRM by default */
  readonly model?: string | null | undefined;
  /** the model's champion by default */
  readonly version?: number | null | undefined;
  /** epoch milliseconds; the time of the table `gold/features` by default */
  readonly asOf?: number | null | undefined;
  /** all by default */
  readonly outputs?: readonly BatchOutput[] | null | undefined;
  /** true by default */
  readonly onlyChanged?: boolean | null | undefined;
  /** scheduled time, epoch milliseconds */
  readonly slot?: number | undefined;
}

/** Starts and cancels batch jobs, which a `BatchRunner` of any process runs. */
export class BatchJobs {
  readonly #deps: BatchJobsDeps;
  readonly #db: ScoresDb;

  constructor(deps: BatchJobsDeps) {
    this.#deps = deps;
    this.#db = deps.database.tables<never>();
  }

  /**
   * Queues a job that scores leads.
   *
   * @throws {DomainError} VALIDATION_FAILED, NO_LIVE_MODEL, MODEL_WITHDRAWN, MODEL_VERSION_NOT_FOUND, LAKE_OFF,
   *   LAKE_TABLE_NOT_FOUND, BATCH_QUEUE_FULL
   */
  async start(request: BatchRequest): Promise<BatchJob> {
    const now = this.#deps.clock();
    const { filter, asOf = null, outputs, onlyChanged, slot = null, startedBy } = request;
    checkFilter(filter ?? {});
    if (outputs?.length === 0) throw refusal('VALIDATION_FAILED', 'outputs', 'an empty list', 'LOG, LAKE or both');
    if (asOf !== null && !(asOf <= now)) {
      const [found, latest] = [asOf, now].map((time) => new Date(time).toISOString());
      throw refusal('VALIDATION_FAILED', 'asOf', `${found}`, `a time up to now, ${latest}`);
    }
    await this.#deps.tables.checkFeatures(asOf);
    const { model, version, digest } = await this.#resolve(request);
    return this.#queue({
      id: this.#newId(now),
      kind: 'SCORE',
      slot,
      ...{ model, version, digest, asOf, startedBy },
      filter: filter ?? {},
      outputs: outputs ? [...new Set(outputs)] : BATCH_OUTPUTS,
      onlyChanged: onlyChanged ?? true,
      sourceJob: null,
      requestedAt: now,
    });
  }

  /**
   * Queues an import of the predictions that a run of another engine appended to the Delta table `predictions`.
   *
   * @param sourceJob `job_id` of the run's rows
   * @throws {DomainError} LAKE_OFF, LAKE_TABLE_NOT_FOUND, BATCH_RUN_NOT_FOUND, BATCH_RUN_IMPORTED, BATCH_QUEUE_FULL
   */
  async import(sourceJob: string, startedBy: string): Promise<BatchJob> {
    const now = this.#deps.clock();
    await this.#deps.tables.checkRun(sourceJob);
    const version = { model: null, version: null, digest: null };
    return this.#queue({
      id: this.#newId(now),
      kind: 'IMPORT',
      ...{ ...version, sourceJob, startedBy, slot: null, filter: {}, asOf: null },
      outputs: ['LOG'],
      onlyChanged: false,
      requestedAt: now,
    });
  }

  /**
   * Cancels a job that waits or runs. The predictions that it has written stay.
   *
   * @throws {DomainError} BATCH_JOB_NOT_FOUND, BATCH_JOB_ENDED
   */
  async cancel(id: string, by: string): Promise<BatchJob> {
    const { log, clock } = this.#deps;
    const end = { status: 'CANCELLED', endedAt: clock(), message: `cancelled by ${by}` } as const;
    const cancelled = await BATCH_JOBS.end(this.#db, id, end);
    if (!cancelled) {
      const { status } = await this.get(id);
      const message = `batch job ${id}: found ${status}, expected QUEUED or RUNNING`;
      throw new DomainError('BATCH_JOB_ENDED', message, { id, status });
    }
    this.#publish();
    log.info({ job: id, by }, 'batch job cancelled');
    return cancelled;
  }

  /** Gets a job. @throws {DomainError} BATCH_JOB_NOT_FOUND */
  async get(id: string): Promise<BatchJob> {
    const found = await findJob(this.#db, id);
    if (found) return found;
    throw new DomainError('BATCH_JOB_NOT_FOUND', `found no batch job ${id}`, { id });
  }

  async #queue(job: NewBatchJob): Promise<BatchJob> {
    const { id, kind, sourceJob, model, version, startedBy } = job;
    const queued = await insertJob(this.#db, job);
    if (!queued) throw await this.#whyNot(sourceJob);
    this.#publish();
    this.#deps.log.info({ job: id, kind, model, version, sourceJob, by: startedBy }, 'batch job queued');
    return queued;
  }

  async #whyNot(sourceJob: string | null): Promise<DomainError> {
    const earlier = sourceJob === null ? undefined : await findImport(this.#db, sourceJob);
    if (!earlier)
      return new DomainError('BATCH_QUEUE_FULL', `batch jobs: found ${MOST_OPEN} that wait or run, expected fewer`);
    const { id, status } = earlier;
    const message = `run ${sourceJob}: found job ${id} that imports it, ${status}, expected none`;
    return new DomainError('BATCH_RUN_IMPORTED', message, { id, status });
  }

  async #resolve({ model, version }: BatchRequest): Promise<GradingVersion> {
    const { crmModel } = this.#deps;
    const name = model ?? crmModel;
    if (version != null) return getRegisteredVersion(this.#db, name, version);
    const deployments = await findDeployments(this.#db);
    const champion = deployments.find((each) => each.model === name && each.role === 'CHAMPION');
    if (!champion)
      throw new DomainError('NO_LIVE_MODEL', `model ${name}: found no version in Production, expected one`, {
        model: name,
      });
    if (!champion.isWithdrawn) return champion;
    const message = `${name}:${champion.version} is withdrawn from traffic: its runs do not end`;
    throw new DomainError('MODEL_WITHDRAWN', message, { model: name, version: champion.version });
  }

  #newId(now: number): string {
    return uuidV7(now, randomBytes(10));
  }

  #publish(): void {
    const { events } = this.#deps.database;
    events.publish(BATCH_JOB_TOPIC);
    events.publish(BATCH_PROGRESS_TOPIC);
  }
}
