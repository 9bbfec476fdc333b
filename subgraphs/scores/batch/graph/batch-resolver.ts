import 'reflect-metadata';
import {
  Arg,
  Ctx,
  Directive,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
  Subscription,
} from 'type-graphql';
import { type Connection, readConnection } from '../../../../platform/graphql/connection.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import type { SubgraphContext } from '../../../../platform/identity/identity.ts';
import { streamed } from '../../../../platform/subgraph/subgraph-schema.ts';
import type { ScoresDb } from '../../record/prediction-store.ts';
import type { BatchJobs } from '../batch-jobs.ts';
import type * as rules from '../rules/batch-job.ts';
import { findJob, listJobs } from '../store/batch-job-store.ts';
import { BatchJobStatus } from './batch-enums.ts';
import { ImportPredictionsInput, StartBatchJobInput } from './batch-inputs.ts';
import { BatchJob, BatchJobConnection, presentJob, READ_JOBS } from './batch-job.ts';

const CHANGE = requiresScopes('scores:write');
const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';

@Directive(CHANGE)
@ObjectType({ simpleResolvers: true, description: 'Result of startBatchJob.' })
export class StartBatchJobPayload {
  @Field(() => BatchJob, { description: 'The job, which waits for those before it.' })
  readonly batchJob: BatchJob;
}

@Directive(CHANGE)
@ObjectType({ simpleResolvers: true, description: 'Result of cancelBatchJob.' })
export class CancelBatchJobPayload {
  @Field(() => BatchJob, { description: 'The cancelled job.' })
  readonly batchJob: BatchJob;
}

@Directive(CHANGE)
@ObjectType({ simpleResolvers: true, description: 'Result of importPredictions.' })
export class ImportPredictionsPayload {
  @Field(() => BatchJob, { description: 'The job that imports, which waits for those before it.' })
  readonly batchJob: BatchJob;
}

/** Arguments of `batchProgress`. */
export interface BatchProgressArguments {
  readonly id: string;
}

/** Dependencies of the {@link BatchResolver}. */
export interface BatchResolverDeps {
  readonly db: ScoresDb;
  readonly jobs: BatchJobs;
}

/** Mutations, queries and the subscription of batch jobs. */
@Resolver()
export class BatchResolver {
  readonly #db: ScoresDb;
  readonly #jobs: BatchJobs;

  constructor({ db, jobs }: BatchResolverDeps) {
    this.#db = db;
    this.#jobs = jobs;
  }

  @Directive(CHANGE)
  @Directive('@cost(weight: 100)')
  @Mutation(() => StartBatchJobPayload, {
    nullable: true,
    description: 'Starts a job that scores leads from the lake, in the background.',
  })
  async startBatchJob(
    @Arg('input', () => StartBatchJobInput, { description: 'Job to start.' }) input: StartBatchJobInput,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<StartBatchJobPayload> {
    const { modelVersion: version, ...request } = input;
    return { batchJob: presentJob(await this.#jobs.start({ ...request, version, startedBy: identity.subject })) };
  }

  @Directive(CHANGE)
  @Mutation(() => CancelBatchJobPayload, {
    nullable: true,
    description: 'Cancels a batch job that waits or runs. The predictions that it has written stay.',
  })
  async cancelBatchJob(
    @Arg('id', () => ID, { description: 'Id of the job.' }) id: string,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<CancelBatchJobPayload> {
    return { batchJob: presentJob(await this.#jobs.cancel(id, identity.subject)) };
  }

  @Directive(CHANGE)
  @Directive('@cost(weight: 100)')
  @Mutation(() => ImportPredictionsPayload, {
    nullable: true,
    description:
      'Starts a job that takes the predictions of a run of another engine, such as Spark, from the Delta table `predictions` ' +
      'into the log, once. An import that was cancelled or failed is continued by the next of the same run.',
  })
  async importPredictions(
    @Arg('input', () => ImportPredictionsInput, { description: 'Run to import.' }) { jobId }: ImportPredictionsInput,
    @Ctx() { identity }: SubgraphContext,
  ): Promise<ImportPredictionsPayload> {
    return { batchJob: presentJob(await this.#jobs.import(jobId, identity.subject)) };
  }

  @Directive(READ_JOBS)
  @Query(() => BatchJob, { nullable: true, description: 'The batch job with this id; null when there is none.' })
  async batchJob(@Arg('id', () => ID, { description: 'Id of the job.' }) id: string): Promise<BatchJob | undefined> {
    const found = await findJob(this.#db, id);
    return found && presentJob(found);
  }

  @Directive(READ_JOBS)
  @Directive(PAGE)
  @Query(() => BatchJobConnection, { nullable: true, description: 'Batch jobs, newest first.' })
  async batchJobs(
    @Arg('statuses', () => [BatchJobStatus], {
      nullable: true,
      description: 'Only jobs in one of these states. Default: all.',
    })
    statuses: readonly rules.BatchJobStatus[] | null | undefined,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of jobs, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last job of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<Connection<BatchJob>> {
    const read = async (count: number, below: number | null) =>
      (await listJobs(this.#db, { statuses }, count, below)).map((job) => ({ id: job.sequence, job }));
    return readConnection({ list: 'batchJobs', first, after }, read, ({ job }) => presentJob(job));
  }

  @Directive(READ_JOBS)
  @Subscription(() => BatchJob, {
    ...streamed('batchProgress'),
    nullable: true,
    description:
      'Progress of a batch job: its state now, then each further one, at most ten a second. Ends after the final state, ' +
      'which always comes.',
  })
  batchProgress(
    @Root() job: rules.BatchJob,
    @Arg('id', () => ID, { description: 'Id of the job.' }) _id: string,
  ): BatchJob {
    return presentJob(job);
  }
}
