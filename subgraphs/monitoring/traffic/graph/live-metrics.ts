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
    'Quantiles of the time that scoring took per call; a bulk call counts once, with its slowest lead. Each is within ' +
    '1 % of the exact value.',
})
export class LatencyQuantiles implements figures.LatencyQuantiles {
  @Field(() => Float, { description: 'Median, milliseconds: half of the calls took less.' })
  readonly p50Ms: number;

  @Field(() => Float, { description: '95th percentile, milliseconds.' })
  readonly p95Ms: number;

  @Field(() => Float, { description: '99th percentile, milliseconds.' })
  readonly p99Ms: number;
}

@ObjectType({ simpleResolvers: true, description: 'Number of predictions with one grade.' })
export class GradeCount implements figures.GradeCount {
  @Field(() => String, { description: 'The grade: A, B, C or D.' })
  readonly grade: string;

  @Field(() => Int, { description: 'Number of predictions with this grade.' })
  readonly predictions: number;
}

@ObjectType({ simpleResolvers: true, description: 'Number of requests that failed with one error code.' })
export class FailureCount implements figures.FailureCount {
  @Field(() => String, { description: 'The error code, such as INFERENCE_TIMEOUT.' })
  readonly code: string;

  @Field(() => Int, { description: 'Number of requests that failed with this code.' })
  readonly failures: number;
}

/** Figures of a group of requests. */
@ObjectType()
export abstract class TrafficFigures implements figures.TrafficFigures {
  @Field(() => Int, { description: 'Number of predictions.' })
  readonly predictions: number;

  @Field(() => Float, { description: 'Predictions per second.' })
  readonly throughput: number;

  @Field(() => Float, { nullable: true, description: 'Mean calibrated probability, 0 to 1; null without predictions.' })
  readonly meanProbability: number | null;

  @Field(() => LatencyQuantiles, { nullable: true, description: 'Time that scoring took; null without predictions.' })
  readonly latency: LatencyQuantiles | null;

  @Field(() => [GradeCount], { description: 'Predictions by grade; grades without predictions are left out.' })
  readonly grades: readonly GradeCount[];

  @Field(() => Int, {
    description: 'Number of requests on which a version failed, including those that another version then answered.',
  })
  readonly failures: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Failures divided by predictions and failures, 0 to 1; null without either.',
  })
  readonly errorRate: number | null;

  @Field(() => [FailureCount], { description: 'Failures by error code; codes that did not occur are left out.' })
  readonly errors: readonly FailureCount[];

  @Field(() => [Int], {
    description: `Number of predictions by calibrated probability, in ${SCORE_BINS} bins of equal width from 0 to 1.`,
  })
  readonly scoreHistogram: readonly number[];
}

@ObjectType({ simpleResolvers: true, description: 'Figures of one model version in one role.' })
export class VersionTraffic extends TrafficFigures implements figures.VersionTraffic {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'Version that answered.' })
  readonly modelVersion: ModelVersion;

  @Field(() => String, {
    description:
      'Role of the version: CHAMPION, CHALLENGER, SHADOW or HOLDOUT. Scores of SHADOW and HOLDOUT are not returned to ' +
      'callers, and are counted only here.',
  })
  readonly role: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Metrics of scoring within the last seconds, from the prediction log.',
})
export class LiveMetrics extends TrafficFigures implements live.LiveMetrics {
  @Field(() => Int, { description: 'Requested length of the window, seconds, 1 to 300.' })
  readonly windowSeconds: number;

  @Field(() => DateTime, {
    description: 'Start of the window, at a whole second: the window may be up to one second longer than requested.',
  })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => [VersionTraffic], {
    description: 'Figures by model version and role; those without requests are left out.',
  })
  readonly versions: readonly VersionTraffic[];
}
