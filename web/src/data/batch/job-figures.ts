import type {
  BatchJobStatus,
  DataBatchJobsQuery,
  DataBatchProgressFieldsFragment,
} from '../../graph/generated/graphql.ts';

/** A batch job of the list. */
export type BatchJobFacts = NonNullable<DataBatchJobsQuery['batchJobs']>['edges'][number]['node'];

/** The part of a batch job that changes while it runs. */
export type BatchJobProgress = DataBatchProgressFieldsFragment;

/** Whether a job waits or runs. */
export function isActive(status: BatchJobStatus): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

/** A job with its latest state: of list and stream the one that is further on. */
export function latestOf(job: BatchJobFacts, live: BatchJobProgress | undefined): BatchJobFacts {
  if (!live || live.id !== job.id) return job;
  const isOlder = !isActive(job.status) && isActive(live.status);
  return isOlder || live.rowsDone < job.rowsDone ? job : { ...job, ...live };
}

/** Rows per second over the whole of a job that ran; undefined before its end, and where it took no time. */
export function averageRate({
  startedAt,
  endedAt,
  rowsDone,
}: Pick<BatchJobProgress, 'startedAt' | 'endedAt' | 'rowsDone'>): number | undefined {
  const durationMs = runMs({ startedAt, endedAt });
  return durationMs ? (rowsDone * 1_000) / durationMs : undefined;
}

/** Time that a job ran, milliseconds; undefined before its end, and for one that never began. */
export function runMs({ startedAt, endedAt }: Pick<BatchJobProgress, 'startedAt' | 'endedAt'>): number | undefined {
  return startedAt === null || endedAt === null ? undefined : Date.parse(endedAt) - Date.parse(startedAt);
}

/** Number of rows that a job did not record in the log. */
export function skippedRows({ skipped }: Pick<BatchJobProgress, 'skipped'>): number {
  return skipped.reduce((total, { rows }) => total + rows, 0);
}
