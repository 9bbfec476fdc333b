import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { ModelVersion } from '../../graph/model-version.ts';
import type * as read from '../read-feature-statistics.ts';

@ObjectType({ simpleResolvers: true, description: 'A quantile of a feature.' })
export class FeatureQuantile implements read.FeatureQuantile {
  @Field(() => Float, { description: 'The share of values below, 0–1.' })
  readonly share: number;

  @Field(() => Float, { description: 'The value.' })
  readonly value: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a feature looked like. Of a categorical feature everything about numbers is null, and vice versa.',
})
export class FeatureSummary implements read.FeatureSummary {
  @Field(() => String, { description: 'Name of the feature.' })
  readonly feature: string;

  @Field(() => Int, { description: 'Predictions in the window.' })
  readonly rows: number;

  @Field(() => Float, { description: 'Share of them without a value, 0–1.' })
  readonly missingShare: number;

  @Field(() => Int, { description: 'Distinct values.' })
  readonly cardinality: number;

  @Field(() => Float, { nullable: true, description: 'Mean.' })
  readonly mean?: number;

  @Field(() => Float, { nullable: true, description: 'Standard deviation, divided by n.' })
  readonly standardDeviation?: number;

  @Field(() => Float, { nullable: true, description: 'The least value.' })
  readonly least?: number;

  @Field(() => Float, { nullable: true, description: 'The largest value.' })
  readonly most?: number;

  @Field(() => [FeatureQuantile], { nullable: true, description: 'At 1, 5, 25, 50, 75, 95 and 99 %.' })
  readonly quantiles?: readonly FeatureQuantile[];

  @Field(() => Int, {
    nullable: true,
    description: 'Values further than 1.5 quartile distances beyond the quartiles of the reference.',
  })
  readonly outOfRangeByQuartiles?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Values further than three standard deviations of the reference from its mean.',
  })
  readonly outOfRangeByDeviation?: number;

  @Field(() => Int, { nullable: true, description: 'Categories that the reference does not have.' })
  readonly unseenCategories?: number;

  @Field(() => Int, { nullable: true, description: 'Predictions with such a category.' })
  readonly unseenRows?: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What the features of a version looked like over a window, against its reference window.',
})
export class FeatureStatistics implements read.FeatureStatistics {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version of the model.' })
  readonly version: number;

  @Field(() => ModelVersion, { nullable: true, description: 'The version.' })
  readonly modelVersion: ModelVersion;

  @Field(() => DateTime, { description: 'Start of the window: of more than 100,000 predictions the newest count.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'End of the window.' })
  readonly until: number;

  @Field(() => Int, { description: 'Predictions in it.' })
  readonly rows: number;

  @Field(() => [FeatureSummary], { description: 'One for each feature, in the order of the signature.' })
  readonly features: readonly FeatureSummary[];
}
