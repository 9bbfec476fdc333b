import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import type * as read from '../read-feature-statistics.ts';

@ObjectType({ simpleResolvers: true, description: 'Quantile of a feature.' })
export class FeatureQuantile implements read.FeatureQuantile {
  @Field(() => Float, { description: 'Share of values below, 0 to 1.' })
  readonly share: number;

  @Field(() => Float, { description: 'Value of the quantile, in the unit of the feature.' })
  readonly value: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Statistics of a feature. For a categorical feature the statistics of numbers are null, and vice versa.',
})
export class FeatureSummary implements read.FeatureSummary {
  @Field(() => String, { description: 'Name of the feature.' })
  readonly feature: string;

  @Field(() => Int, { description: 'Number of predictions in the window.' })
  readonly rows: number;

  @Field(() => Float, { description: 'Share of predictions without a value, 0 to 1.' })
  readonly missingShare: number;

  @Field(() => Int, { description: 'Number of distinct values.' })
  readonly cardinality: number;

  @Field(() => Float, { nullable: true, description: 'Mean, in the unit of the feature.' })
  readonly mean?: number;

  @Field(() => Float, { nullable: true, description: 'Standard deviation with divisor n, in the unit of the feature.' })
  readonly standardDeviation?: number;

  @Field(() => Float, { nullable: true, description: 'Smallest value.' })
  readonly least?: number;

  @Field(() => Float, { nullable: true, description: 'Largest value.' })
  readonly most?: number;

  @Field(() => [FeatureQuantile], { nullable: true, description: 'Quantiles at 1, 5, 25, 50, 75, 95 and 99 %.' })
  readonly quantiles?: readonly FeatureQuantile[];

  @Field(() => Int, {
    nullable: true,
    description: 'Number of values more than 1.5 interquartile ranges outside the quartiles of the reference window.',
  })
  readonly outOfRangeByQuartiles?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of values more than three standard deviations from the mean of the reference window.',
  })
  readonly outOfRangeByDeviation?: number;

  @Field(() => Int, { nullable: true, description: 'Number of categories that the reference window does not have.' })
  readonly unseenCategories?: number;

  @Field(() => Int, { nullable: true, description: 'Number of predictions with such a category.' })
  readonly unseenRows?: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Statistics of the features of a model version within a time window, compared with its reference window.',
})
export class FeatureStatistics implements read.FeatureStatistics {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'Version that the statistics are of.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DateTime, { description: 'Start of the window. Of more than 100,000 predictions the newest are used.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => Int, { description: 'Number of predictions in the window.' })
  readonly rows: number;

  @Field(() => [FeatureSummary], { description: 'Statistics of each feature, in the order of the model signature.' })
  readonly features: readonly FeatureSummary[];
}
