import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import type * as live from '../rules/live-metrics.ts';
import type * as figures from '../rules/traffic-figures.ts';
import { SCORE_BINS } from '../rules/traffic-roll-up.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'How long scoring took, a bulk call counting once, with its slowest lead. Each quantile is within 1 % of the exact one.',
})
export class LatencyQuantiles implements figures.LatencyQuantiles {
  @Field(() => Float, { description: 'Half of the calls took less, milliseconds.' })
  readonly p50Ms: number;

  @Field(() => Float, { description: '95 % of the calls took less, milliseconds.' })
  readonly p95Ms: number;

  @Field(() => Float, { description: '99 % of the calls took less, milliseconds.' })
  readonly p99Ms: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many predictions had one grade.' })
export class GradeCount implements figures.GradeCount {
  @Field(() => String, { description: 'The grade: A, B, C or D.' })
  readonly grade: string;

  @Field(() => Int, { description: 'Predictions of this grade.' })
  readonly predictions: number;
}

@ObjectType({ simpleResolvers: true, description: 'How many requests failed with one code.' })
export class FailureCount implements figures.FailureCount {
  @Field(() => String, { description: 'The error code, such as INFERENCE_TIMEOUT.' })
  readonly code: string;

  @Field(() => Int, { description: 'Requests that failed with it.' })
  readonly failures: number;
}

/** What requests of any grouping amount to. */
@ObjectType()
export abstract class TrafficFigures implements figures.TrafficFigures {
  @Field(() => Int, { description: 'Predictions in the window.' })
  readonly predictions: number;

  @Field(() => Float, { description: 'Predictions per second.' })
  readonly throughput: number;

  @Field(() => Float, { nullable: true, description: 'Mean calibrated probability; null without predictions.' })
  readonly meanProbability: number | null;

  @Field(() => LatencyQuantiles, { nullable: true, description: 'How long they took; null without predictions.' })
  readonly latency: LatencyQuantiles | null;

  @Field(() => [GradeCount], { description: 'Predictions by grade, those that occurred.' })
  readonly grades: readonly GradeCount[];

  @Field(() => Int, {
    description: 'Requests that a version failed on, also those that another version then answered.',
  })
  readonly failures: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Failures over predictions and failures, 0–1; null without either.',
  })
  readonly errorRate: number | null;

  @Field(() => [FailureCount], { description: 'Failures by error code, those that occurred.' })
  readonly errors: readonly FailureCount[];

  @Field(() => [Int], {
    description: `Predictions by calibrated probability, in ${SCORE_BINS} bins of equal width from 0 to 1.`,
  })
  readonly scoreHistogram: readonly number[];
}

@ObjectType({ simpleResolvers: true, description: 'What one model version answered in one role.' })
export class VersionTraffic extends TrafficFigures implements figures.VersionTraffic {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version that answered.' })
  readonly modelVersion: ModelVersion;

  @Field(() => String, {
    description:
      'As what it answered: CHAMPION, CHALLENGER, SHADOW or HOLDOUT. The last two reach nobody, and count here only.',
  })
  readonly role: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What scoring did within the last seconds, from the prediction log.',
})
export class LiveMetrics extends TrafficFigures implements live.LiveMetrics {
  @Field(() => Int, { description: 'Length of the window that was asked for, seconds.' })
  readonly windowSeconds: number;

  @Field(() => DateTime, {
    description: 'Start of the window: a whole second, so it may be up to a second longer than asked for.',
  })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => [VersionTraffic], { description: 'Predictions by model version and role, those that occurred.' })
  readonly versions: readonly VersionTraffic[];
}
