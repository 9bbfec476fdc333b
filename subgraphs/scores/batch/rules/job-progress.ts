import type { BatchJob } from './batch-job.ts';

/** Progress of a batch job. */
export interface JobProgress {
  /** share of its rows that it went through, 0 to 1 */
  readonly share: number;
  /** rows per second since a process last took it up; null before its first rows */
  readonly rowsPerSecond: number | null;
  /** seconds left at that rate; null while it waits or has no rate, and once it has ended */
  readonly secondsLeft: number | null;
}

/** Computes the progress of a job from what is stored of it. */
export function jobProgress(
  job: Pick<BatchJob, 'status' | 'rows' | 'rowsDone' | 'resumedAt' | 'resumedRows' | 'progressAt'>,
): JobProgress {
  const { status, rows, rowsDone, resumedAt, resumedRows, progressAt } = job;
  const share = status === 'SUCCEEDED' ? 1 : rows === 0 ? 0 : Math.min(1, rowsDone / rows);
  const tookMs = progressAt === null || resumedAt === null ? 0 : progressAt - resumedAt;
  const rate = tookMs > 0 && rowsDone > resumedRows ? (1_000 * (rowsDone - resumedRows)) / tookMs : null;
  const isRunning = status === 'RUNNING' && rate !== null;
  return { share, rowsPerSecond: rate, secondsLeft: isRunning ? Math.max(0, rows - rowsDone) / rate : null };
}
