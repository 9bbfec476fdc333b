import type { Registry } from 'prom-client';
import { DeltaTable } from '../../lake/delta/delta-table.ts';
import type { Lake } from '../../lake/delta/lake.ts';
import type { BatchConfig } from '../../platform/config/batch-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { BatchJobs } from './batch/batch-jobs.ts';
import { BatchMetrics } from './batch/batch-metrics.ts';
import { followJob } from './batch/batch-progress.ts';
import { BatchRunner } from './batch/batch-runner.ts';
import { startSchedule } from './batch/batch-schedule.ts';
import { type BatchJob, presentJob } from './batch/graph/batch-job.ts';
import { BatchResolver } from './batch/graph/batch-resolver.ts';
import type { LogWriterDeps } from './batch/log-writer.ts';
import { getSource } from './batch/open-features.ts';
import type * as rules from './batch/rules/batch-job.ts';
import { findJob } from './batch/store/batch-job-store.ts';

/** Dependencies and settings of {@link createBatchJobs}. */
export interface CreateBatchJobsDeps
  extends Partial<BatchConfig>,
    Pick<LogWriterDeps, 'live' | 'scored' | 'clock' | 'isBusy'> {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  readonly scoringMetrics: LogWriterDeps['metrics'];
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
  /** name of the model that feeds the CRM */
  readonly crmModel: string;
  /** opens the lake, at its first use; absent: the platform has none */
  readonly openLake?: (() => Promise<Lake>) | undefined;
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
  follow(reference: { readonly id: string }): Promise<AsyncIterable<rules.BatchJob>>;
  close(): Promise<void>;
}

// a statement of the embedded database stops everything else for its duration
const CHUNK_ROWS = { pglite: 100, postgres: 500 } as const;
const PART_ROWS = 32_768;

/** Wires batch jobs, and starts running those that wait. */
export async function createBatchJobs(deps: CreateBatchJobsDeps): Promise<BatchParts> {
  const { database, log, clock, openLake = noLake, batchSchedule, batchWorkers = 1 } = deps;
  const db = database.tables<never>();
  const jobs = new BatchJobs({ ...deps, tables: tablesOf(openLake) });
  const runner = new BatchRunner({
    ...deps,
    openLake,
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
    },
  };
}

async function noLake(): Promise<Lake> {
  throw new DomainError('LAKE_OFF', 'found no lake, expected LAKE_URL');
}

function tablesOf(openLake: () => Promise<Lake>): ConstructorParameters<typeof BatchJobs>[0]['tables'] {
  return {
    checkFeatures: async (asOf) => {
      await getSource(await openLake(), asOf);
    },
    checkRun: async (jobId) => {
      const lake = await openLake();
      const snapshot = await DeltaTable.at(lake, 'predictions').snapshot();
      if (snapshot) return;
      throw new DomainError('BATCH_RUN_NOT_FOUND', `predictions: found no row of the run ${jobId}`, { jobId });
    },
  };
}
