import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DriftBinKind, DriftOutcome, DriftStatistic } from './drift-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'One bin of the histograms of both windows.' })
export class DriftBin {
  @Field(() => DriftBinKind, { description: 'Kind of values in the bin.' })
  readonly kind: keyof typeof DriftBinKind;

  @Field(() => Float, { nullable: true, description: 'For RANGE, lower bound, inclusive; null when there is none.' })
  readonly from: number | null;

  @Field(() => Float, { nullable: true, description: 'For RANGE, upper bound, exclusive; null when there is none.' })
  readonly to: number | null;

  @Field(() => Float, { nullable: true, description: 'For VALUE, the number.' })
  readonly value: number | null;

  @Field(() => String, { nullable: true, description: 'For CATEGORY, the category.' })
  readonly category: string | null;

  @Field(() => Int, { nullable: true, description: 'For OTHER, number of categories in the bin.' })
  readonly categories: number | null;

  @Field(() => Int, { description: 'Rows of the reference window in the bin.' })
  readonly reference: number;

  @Field(() => Int, { description: 'Rows of the current window in the bin.' })
  readonly current: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Category of the current window that the reference window does not have.',
})
export class NewCategory {
  @Field(() => String, { description: 'The category.' })
  readonly category: string;

  @Field(() => Int, { description: 'Rows of the current window with this category.' })
  readonly rows: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Distances between two windows of a feature, by several statistics. A statistic that does not apply to the feature is null.',
})
export class DriftStatistics {
  @Field(() => Float, { description: 'Population Stability Index, nats, 0 or more. Missing values are one bin.' })
  readonly psi: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Value that PSI exceeds by chance in 1 of 100 unchanged windows, nats.',
  })
  readonly psiChanceLevel: number | null;

  @Field(() => Float, { description: 'PSI minus its average by chance, nats.' })
  readonly psiBeyondChance: number;

  @Field(() => Float, { description: 'Kullback–Leibler divergence over the same bins, nats, 0 or more.' })
  readonly klDivergence: number;

  @Field(() => Float, { nullable: true, description: 'Jensen–Shannon distance over the same bins, 0 to 1.' })
  readonly jensenShannonDistance: number | null;

  @Field(() => Float, { description: 'χ² statistic over the bins of values, 0 or more.' })
  readonly chiSquare: number;

  @Field(() => Float, { description: 'p-value of the χ² test, 0 to 1.' })
  readonly chiSquarePValue: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Kolmogorov–Smirnov statistic: largest distance between the distributions, 0 to 1.',
  })
  readonly kolmogorovSmirnov: number | null;

  @Field(() => Float, { nullable: true, description: 'p-value of the Kolmogorov–Smirnov test, 0 to 1.' })
  readonly kolmogorovSmirnovPValue: number | null;

  @Field(() => Float, { nullable: true, description: 'Wasserstein distance, in the unit of the feature, 0 or more.' })
  readonly wasserstein: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Wasserstein distance divided by the standard deviation of the reference window.',
  })
  readonly wassersteinNormalised: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'p-value of the exact test by Fisher on the shares of missing values, 0 to 1.',
  })
  readonly missingPValue: number | null;

  @Field(() => Float, { description: 'p-value of values and missing share together, before adjustment, 0 to 1.' })
  readonly pValue: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Result of a drift check for one feature, for the scores or for the grades.',
})
export class FeatureDrift {
  @Field(() => String, {
    description: 'Name of the feature; `@score` for the scores, `@gradeMix` for the shares of the grades.',
  })
  readonly feature: string;

  @Field(() => DriftOutcome, { description: 'Outcome of the check.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => Float, {
    nullable: true,
    description:
      'Degree of drift, 0 or more: from 1 the outcome is WARNING, from 2 CRITICAL. Null when the outcome is INSUFFICIENT.',
  })
  readonly degree: number | null;

  @Field(() => DriftStatistic, {
    nullable: true,
    description: 'Statistic that decided the outcome; null when the outcome is INSUFFICIENT.',
  })
  readonly decidedBy: keyof typeof DriftStatistic | null;

  @Field(() => Float, { description: 'p-value adjusted for the number of features by Benjamini–Hochberg, 0 to 1.' })
  readonly adjustedPValue: number;

  @Field(() => DriftStatistics, { description: 'Every statistic of the comparison.' })
  readonly statistics: DriftStatistics;

  @Field(() => Int, { description: 'Rows of the reference window.' })
  readonly referenceRows: number;

  @Field(() => Int, { description: 'Rows of the current window.' })
  readonly currentRows: number;

  @Field(() => [DriftBin], { description: 'Histograms of both windows over the same bins.' })
  readonly histogram: readonly DriftBin[];

  @Field(() => [NewCategory], {
    description: 'Categories that the reference window does not have, most frequent first, at most 20.',
  })
  readonly newCategories: readonly NewCategory[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean absolute contribution of the feature to the scores of a sample of the current window, log-odds, by ' +
      'occlusion; null when it is not known.',
  })
  readonly contribution: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Possible effect of the drift on the scores: PSI beyond chance × contribution; null when the contribution is not known.',
  })
  readonly impact: number | null;
}
