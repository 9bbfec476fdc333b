import type { BatchFilter } from './batch-filter.ts';

/** Kinds of batch jobs. SCORE scores leads; IMPORT takes predictions of another engine into the log. */
export const BATCH_JOB_KINDS = ['SCORE', 'IMPORT'] as const;

/** A kind of {@link BATCH_JOB_KINDS}. */
export type BatchJobKind = (typeof BATCH_JOB_KINDS)[number];

/** States of a batch job. SUCCEEDED, CANCELLED and FAILED are final. */
export const BATCH_JOB_STATUSES = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'CANCELLED', 'FAILED'] as const;

/** A state of {@link BATCH_JOB_STATUSES}. */
export type BatchJobStatus = (typeof BATCH_JOB_STATUSES)[number];

/** Destinations of predictions: the prediction log, and the Delta table `predictions` of the lake. */
export const BATCH_OUTPUTS = ['LOG', 'LAKE'] as const;

/** A destination of {@link BATCH_OUTPUTS}. */
export type BatchOutput = (typeof BATCH_OUTPUTS)[number];

/**
 * Reasons for which a row is not recorded in the log. UNCHANGED: the lead's last score has the same features and version.
 * SUPERSEDED: its last score is as of a later time. OTHER_VERSION: a rollout has another version answer the lead. The
 * others are faults of the row, INFERENCE_FAILED of the model on it.
 */
export const SKIP_REASONS = [
  'UNCHANGED',
  'SUPERSEDED',
  'OTHER_VERSION',
  'INFERENCE_FAILED',
  'UNKNOWN_LEAD',
  'UNKNOWN_VERSION',
  'PROBABILITY_OUT_OF_RANGE',
  'DIGEST_MISMATCH',
  'DUPLICATE',
] as const;

/** A reason of {@link SKIP_REASONS}. */
export type SkipReason = (typeof SKIP_REASONS)[number];

/** Numbers of rows by the reason for which they were skipped. */
export type SkipCounts = Readonly<Partial<Record<SkipReason, number>>>;

/** Batch job as stored. Times are epoch milliseconds. */
export interface BatchJob {
  /** UUID; the Delta table `predictions` names its job by it */
  readonly id: string;
  /** grows with every job */
  readonly sequence: number;
  readonly kind: BatchJobKind;
  /** scheduled time; null for a job that was asked for */
  readonly slot: number | null;
  /** null for an import, whose rows name theirs */
  readonly model: string | null;
  readonly version: number | null;
  /** SHA-256 of the artifact, hex */
  readonly digest: string | null;
  readonly filter: BatchFilter;
  /** time as of which features are computed; null: that of the table `gold/features` */
  readonly asOf: number | null;
  readonly outputs: readonly BatchOutput[];
  /** whether only leads whose features or version differ from their last prediction are scored */
  readonly onlyChanged: boolean;
  /** of an import: `job_id` of the imported rows */
  readonly sourceJob: string | null;
  /** Delta version that it reads of `gold/features`, or of `predictions` for an import; null until it is claimed */
  readonly tableVersion: number | null;
  /** whether its version answered traffic when it was claimed, so that its scores are those of the leads */
  readonly shown: boolean | null;
  readonly status: BatchJobStatus;
  /** subject of the access token, `schedule` or `command line` */
  readonly startedBy: string;
  readonly requestedAt: number;
  /** null while it is queued */
  readonly startedAt: number | null;
  /** null until its state is final */
  readonly endedAt: number | null;
  /** rows that it goes through; 0 while it is queued */
  readonly rows: number;
  readonly rowsDone: number;
  /** rows that it wrote to the log */
  readonly recorded: number;
  /** rows that it appended to the lake */
  readonly appended: number;
  readonly skipped: SkipCounts;
  /** last lead whose row the log has; null before the first */
  readonly logPosition: string | null;
  /** last lead of the part `lakePart`, which the lake has; null before the first */
  readonly lakePosition: string | null;
  /** number of the last appended part; 0 before the first */
  readonly lakePart: number;
  /** last lead of the part that is being appended; null when none is */
  readonly lakeIntent: string | null;
  /** its rows */
  readonly lakeIntentRows: number;
  /** when a process last took it up */
  readonly resumedAt: number | null;
  /** `rowsDone` of that time */
  readonly resumedRows: number;
  /** when `rowsDone` last grew */
  readonly progressAt: number | null;
  /** of a FAILED one */
  readonly errorCode: string | null;
  /** reason of FAILED or CANCELLED, or remark of SUCCEEDED, for people */
  readonly message: string | null;
}

/** Whether the state of a job is final. */
export function hasEnded({ status }: Pick<BatchJob, 'status'>): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}
