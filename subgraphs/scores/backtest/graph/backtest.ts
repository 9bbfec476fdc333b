import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import type * as rules from '../rules/backtest.ts';
import { BacktestDecisionTime, BacktestStatus } from './backtest-enums.ts';

/** A backtest. The fields that are read from elsewhere are in the backtest resolver. */
@Directive('@key(fields: "id")')
@Directive(requiresScopes('models:read', 'monitoring:read'))
@ObjectType({
  simpleResolvers: true,
  description:
    'Scores of a model version about the past: each lead as of a decision time, from the facts that were recorded by then. ' +
    'They are in no list of leads, no traffic, no live drift and no subscription, and are not written back.',
})
export class Backtest {
  @Field(() => ID, { description: 'Id of the backtest.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the model version.' })
  readonly version: number;

  @Field(() => BacktestStatus, { description: 'State of the backtest.' })
  readonly status: rules.BacktestStatus;

  @Field(() => BacktestDecisionTime, { description: 'Definition of the times as of which leads are scored.' })
  readonly decisionTime: rules.DecisionTime;

  @Field(() => [Float], {
    description: 'Distribution of the ages of leads at their decision, days: equally spaced quantiles, ascending.',
  })
  readonly leadAges: readonly number[];

  @Field(() => DateTime, { description: 'Earliest decision time.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the decision times, exclusive.' })
  readonly until: number;

  @Field(() => String, { description: 'Subject of the access token that started it.' })
  readonly startedBy: string;

  @Field(() => DateTime, { description: 'Time of the request.' })
  readonly requestedAt: number;

  @Field(() => DateTime, { nullable: true, description: 'Time at which it began to score; null while it waits.' })
  readonly startedAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Time at which it ended; null before.' })
  readonly endedAt: number | null;

  @Field(() => Float, { description: 'Progress: share of its leads that it went through, 0 to 1.' })
  readonly progress: number;

  @Field(() => Int, { description: 'Number of leads that can have a decision in its window; 0 while it waits.' })
  readonly leads: number;

  @Field(() => Int, { description: 'Number of leads that it went through.' })
  readonly leadsDone: number;

  @Field(() => Int, { description: 'Number of decisions that it scored.' })
  readonly scored: number;

  @Field(() => Int, { description: 'Number of decisions on which the model failed.' })
  readonly failed: number;

  @Field(() => String, { nullable: true, description: 'Error code of a FAILED backtest, such as INFERENCE_FAILED.' })
  readonly errorCode: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason why it failed, was cancelled, or scored nothing; null otherwise.',
  })
  readonly message: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time at which its scores were deleted: the three newest of a version that succeeded keep theirs.',
  })
  readonly prunedAt: number | null;
}

@Directive(requiresScopes('models:read', 'monitoring:read'))
@ObjectType({ simpleResolvers: true, description: 'A backtest and its position in the list.' })
export class BacktestEdge {
  @Field(() => String, { description: 'Position of the backtest, for `after`.' })
  readonly cursor: string;

  @Field(() => Backtest, { description: 'The backtest.' })
  readonly node: Backtest;
}

@Directive(requiresScopes('models:read', 'monitoring:read'))
@ObjectType({ simpleResolvers: true, description: 'Page of backtests, newest first.' })
export class BacktestConnection {
  @Field(() => [BacktestEdge], { description: 'Backtests of this page.' })
  readonly edges: readonly BacktestEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** GraphQL object of a stored backtest. */
export function presentBacktest(row: rules.Backtest): Backtest {
  const { id, leads, leadsDone, status } = row;
  const isDone = status === 'SUCCEEDED';
  const progress = isDone ? 1 : leads === 0 ? 0 : Math.min(1, leadsDone / leads);
  return { ...row, id: String(id), progress };
}
