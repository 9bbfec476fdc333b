import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import { ModelVersion } from '../../graph/stubs.ts';
import type * as rules from '../rules/batch-job.ts';
import { jobProgress } from '../rules/job-progress.ts';
import { BatchJobKind, BatchJobStatus, BatchOutput, BatchSkipReason } from './batch-enums.ts';

/** Right to read batch jobs. */
export const READ_JOBS = requiresScopes('scores:write', 'monitoring:read');

@Directive(READ_JOBS)
@ObjectType({ simpleResolvers: true, description: 'Rows of a batch job that were not recorded in the prediction log.' })
export class BatchSkip {
  @Field(() => BatchSkipReason, { description: 'Reason for which they were not recorded.' })
  readonly reason: rules.SkipReason;

  @Field(() => Float, { description: 'Number of rows, 1 or more.' })
  readonly rows: number;
}

@Directive('@key(fields: "id")')
@Directive(READ_JOBS)
@ObjectType({
  simpleResolvers: true,
  description:
    'Job that scores many leads from the lake in the background, or imports the predictions of another engine. One runs at ' +
    'a time. Its scores count neither as traffic nor in drift.',
})
export class BatchJob {
  @Field(() => ID, {
    description: 'Id of the job, a UUID. Its rows in the Delta table `predictions` have it as `job_id`.',
  })
  readonly id: string;

  @Field(() => BatchJobKind, { description: 'Kind of the job.' })
  readonly kind: rules.BatchJobKind;

  @Field(() => BatchJobStatus, { description: 'State of the job.' })
  readonly status: rules.BatchJobStatus;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the model that scores; null for an import, whose rows name theirs.',
  })
  readonly model: string | null;

  @Field(() => Int, { nullable: true, description: 'Number of the model version; null for an import.' })
  readonly version: number | null;

  @Field(() => ModelVersion, { nullable: true, description: 'The model version; null for an import.' })
  readonly modelVersion: ModelVersion | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Time as of which features are computed; null for those of the table `gold/features`, and for an import.',
  })
  readonly asOf: number | null;

  @Field(() => [BatchOutput], { description: 'Destinations of the predictions.' })
  readonly outputs: readonly rules.BatchOutput[];

  @Field(() => Boolean, {
    description: 'Whether only leads are scored whose features or version differ from those of their last prediction.',
  })
  readonly onlyChanged: boolean;

  @Field(() => ID, { nullable: true, description: 'Job id of the imported rows; null for a job that scores.' })
  readonly sourceJobId: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Delta version that it reads, 0 or more: of `gold/features`, or of `silver/leads` with `asOf`, or of `predictions` ' +
      'for an import; null while it waits.',
  })
  readonly tableVersion: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Scheduled time; null for a job that was asked for.' })
  readonly scheduledFor: number | null;

  @Field(() => String, { description: 'Subject of the access token that started it, `schedule` or `command line`.' })
  readonly startedBy: string;

  @Field(() => DateTime, { description: 'Time of the request.' })
  readonly requestedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'Time at which it began; null while it waits.' })
  readonly startedAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Time at which it ended; null before.' })
  readonly endedAt: number | null;

  @Field(() => Float, { description: 'Number of rows that it goes through; 0 while it waits.' })
  readonly rows: number;

  @Field(() => Float, { description: 'Number of rows that it went through.' })
  readonly rowsDone: number;

  @Field(() => Float, { description: 'Progress: share of its rows that it went through, 0 to 1.' })
  readonly progress: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Rows per second, 0 or more, since a process last took it up; null before its first rows.',
  })
  readonly rowsPerSecond: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Seconds left at this rate, 0 or more; null while it waits, before its first rows, and once it has ended.',
  })
  readonly secondsLeft: number | null;

  @Field(() => Float, { description: 'Number of predictions that it wrote to the log.' })
  readonly recorded: number;

  @Field(() => Float, { description: 'Number of predictions that it appended to the Delta table `predictions`.' })
  readonly appended: number;

  @Field(() => [BatchSkip], { description: 'Rows that were not recorded in the log, by reason.' })
  readonly skipped: readonly BatchSkip[];

  @Field(() => String, { nullable: true, description: 'Error code of a FAILED job, such as INFERENCE_FAILED.' })
  readonly errorCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why it failed, was cancelled, or had no rows; null otherwise.',
  })
  readonly message: string | null;
}

@Directive(READ_JOBS)
@ObjectType({ simpleResolvers: true, description: 'A batch job and its position in the list.' })
export class BatchJobEdge {
  @Field(() => String, { description: 'Position of the job, for `after`.' })
  readonly cursor: string;

  @Field(() => BatchJob, { description: 'The job.' })
  readonly node: BatchJob;
}

@Directive(READ_JOBS)
@ObjectType({ simpleResolvers: true, description: 'Page of batch jobs, newest first.' })
export class BatchJobConnection {
  @Field(() => [BatchJobEdge], { description: 'Jobs of this page.' })
  readonly edges: readonly BatchJobEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** GraphQL object of a stored job. */
export function presentJob(job: rules.BatchJob): BatchJob {
  const { model, version, slot, sourceJob, skipped } = job;
  const { share, rowsPerSecond, secondsLeft } = jobProgress(job);
  return {
    ...job,
    modelVersion: model !== null && version !== null ? { model, version } : null,
    scheduledFor: slot,
    sourceJobId: sourceJob,
    progress: share,
    rowsPerSecond,
    secondsLeft,
    skipped: Object.entries(skipped).map(([reason, rows]) => ({ reason: reason as rules.SkipReason, rows })),
  };
}
