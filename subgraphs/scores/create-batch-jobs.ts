import type { Registry } from 'prom-client';
import type { Lake } from '../../lake/delta/lake.ts';
import { type OpenLake, openLake } from '../../lake/open-lake.ts';
import type { BatchConfig } from '../../platform/config/batch-config.ts';
import type { LakeConfig } from '../../platform/config/lake-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { BatchJobs } from './batch/batch-jobs.ts';
import { BatchMetrics } from './batch/batch-metrics.ts';
import { followJob } from './batch/batch-progress.ts';
import { BatchRunner } from './batch/batch-runner.ts';
import { startSchedule } from './batch/batch-schedule.ts';
import { exposeBatchJobs } from './batch/expose-batch-jobs.ts';
import { type BatchJob, presentJob } from './batch/graph/batch-job.ts';
import { BatchResolver } from './batch/graph/batch-resolver.ts';
import type { LogWriterDeps } from './batch/log-writer.ts';
import { getFeatureTable } from './batch/open-features.ts';
import type * as rules from './batch/rules/batch-job.ts';
import { getRun } from './batch/select-run.ts';
import { findJob } from './batch/store/batch-job-store.ts';

/** Dependencies and settings of {@link createBatchJobs}. */
export interface CreateBatchJobsDeps extends Pick<LogWriterDeps, 'live' | 'scored' | 'clock' | 'isBusy'> {
  /** only on request when absent */
  readonly batchSchedule?: BatchConfig['batchSchedule'];
  /** threads that score; default 1 */
  readonly batchWorkers?: number | undefined;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly scoringMetrics: LogWriterDeps['metrics'];
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
  /** name of the model that feeds the CRM */
  readonly crmModel: string;
  /** the lake, which is opened at its first use; absent: the platform has none */
  readonly lake?: LakeConfig | undefined;
  /** of a process that runs a model whose cost is unknown, bytes */
  readonly modelMemoryLimitBytes?: number | undefined;
  /** milliseconds between two polls for jobs of other processes; default 2,000 */
  readonly batchPollMs?: number | undefined;
  /** rows of a part; default 32,768 */
  readonly batchPartRows?: number | undefined;
}

/** Batch jobs of a process: their use cases, graph, runner and schedule. */
export interface BatchParts {
  readonly jobs: BatchJobs;
  readonly resolver: BatchResolver;
  /** Reference resolver of the entity `BatchJob`. */
  find(reference: { readonly id: string }): Promise<BatchJob | undefined>;
  /** Follows a job, see {@link followJob}. */
  follow(reference: { readonly id: string }): Promise<AsyncIterableIterator<rules.BatchJob>>;
  close(): Promise<void>;
}

// a statement of the embedded database stops everything else for its duration
const CHUNK_ROWS = { pglite: 100, postgres: 500 } as const;
const PART_ROWS = 32_768;

/** Wires batch jobs, and starts running those that wait. */
export async function createBatchJobs(deps: CreateBatchJobsDeps): Promise<BatchParts> {
  const { database, log, clock, batchSchedule, batchWorkers = 1 } = deps;
  const lake = new LazyLake(deps.lake);
  const open = () => lake.open();
  const db = database.tables<never>();
  exposeBatchJobs({ registry: deps.metrics, db, log });
  const jobs = new BatchJobs({ ...deps, tables: tablesOf(open) });
  const runner = new BatchRunner({
    ...deps,
    openLake: open,
    metrics: deps.scoringMetrics,
    batchMetrics: new BatchMetrics(deps.metrics),
    workers: batchWorkers,
    memoryLimitBytes: deps.modelMemoryLimitBytes,
    chunkRows: CHUNK_ROWS[database.kind],
    partRows: deps.batchPartRows ?? PART_ROWS,
    pollMs: deps.batchPollMs ?? 2_000,
  });
  const schedule = batchSchedule && startSchedule({ db, jobs, log, clock, schedule: batchSchedule });
  return {
    jobs,
    resolver: new BatchResolver({ db, jobs }),
    find: async ({ id }) => {
      const found = await findJob(db, id);
      return found && presentJob(found);
    },
    follow: ({ id }) => followJob({ db, events: database.events }, id),
    close: async () => {
      await schedule?.close();
      await runner.close();
      await lake.close();
    },
  };
}

/** The lake, opened at its first use. */
class LazyLake {
  readonly #config: LakeConfig | undefined;
  #opened: Promise<OpenLake> | undefined;

  constructor(config: LakeConfig | undefined) {
    this.#config = config;
  }

  async open(): Promise<Lake> {
    if (!this.#config) throw new DomainError('LAKE_OFF', 'LAKE_URL: found no lake, expected a folder or bucket');
    this.#opened ??= openLake(this.#config);
    try {
      return await this.#opened;
    } catch (error) {
      // the next use tries again
      this.#opened = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await (await this.#opened)?.close();
  }
}

function tablesOf(openLake: () => Promise<Lake>): ConstructorParameters<typeof BatchJobs>[0]['tables'] {
  return {
    checkFeatures: async (asOf) => {
      await getFeatureTable(await openLake(), asOf);
    },
    checkRun: async (jobId) => {
      await getRun(await openLake(), jobId);
    },
  };
}
