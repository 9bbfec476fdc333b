import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DriftBinKind, DriftOutcome, DriftStatistic } from './drift-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'A bin of the histograms of both windows.' })
export class DriftBin {
  @Field(() => DriftBinKind, { description: 'What it holds.' })
  readonly kind: keyof typeof DriftBinKind;

  @Field(() => Float, { nullable: true, description: 'RANGE: least number; null when it is open below.' })
  readonly from: number | null;

  @Field(() => Float, { nullable: true, description: 'RANGE: numbers are below; null when it is open above.' })
  readonly to: number | null;

  @Field(() => Float, { nullable: true, description: 'VALUE: the number.' })
  readonly value: number | null;

  @Field(() => String, { nullable: true, description: 'CATEGORY: the category.' })
  readonly category: string | null;

  @Field(() => Int, { nullable: true, description: 'OTHER: how many categories it holds.' })
  readonly categories: number | null;

  @Field(() => Int, { description: 'Rows of the reference in it.' })
  readonly reference: number;

  @Field(() => Int, { description: 'Rows of the current window in it.' })
  readonly current: number;
}

@ObjectType({ simpleResolvers: true, description: 'A category that the reference does not have.' })
export class NewCategory {
  @Field(() => String, { description: 'The category.' })
  readonly category: string;

  @Field(() => Int, { description: 'Rows of the current window that have it.' })
  readonly rows: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How far two windows of a feature are apart. What does not apply to the feature is null.',
})
export class DriftStatistics {
  @Field(() => Float, { description: 'Population Stability Index, nats; missing values are a bin.' })
  readonly psi: number;

  @Field(() => Float, { nullable: true, description: 'What PSI exceeds in 1 of 100 windows without any change.' })
  readonly psiChanceLevel: number | null;

  @Field(() => Float, { description: 'PSI less what chance adds to it on average.' })
  readonly psiBeyondChance: number;

  @Field(() => Float, { description: 'Kullback–Leibler divergence over the same bins, nats.' })
  readonly klDivergence: number;

  @Field(() => Float, { nullable: true, description: 'Jensen–Shannon distance over the same bins, 0–1.' })
  readonly jensenShannonDistance: number | null;

  @Field(() => Float, { description: 'χ² over the bins of values.' })
  readonly chiSquare: number;

  @Field(() => Float, { description: 'p-value of χ².' })
  readonly chiSquarePValue: number;

  @Field(() => Float, { nullable: true, description: 'Kolmogorov–Smirnov: the largest distance of the distributions.' })
  readonly kolmogorovSmirnov: number | null;

  @Field(() => Float, { nullable: true, description: 'p-value of Kolmogorov–Smirnov.' })
  readonly kolmogorovSmirnovPValue: number | null;

  @Field(() => Float, { nullable: true, description: 'Wasserstein distance, in the unit of the feature.' })
  readonly wasserstein: number | null;

  @Field(() => Float, { nullable: true, description: "The same over the reference's standard deviation." })
  readonly wassersteinNormalised: number | null;

  @Field(() => Float, { nullable: true, description: "p-value of Fisher's exact test of the shares missing." })
  readonly missingPValue: number | null;

  @Field(() => Float, { description: 'p-value of values and share missing together, before adjustment.' })
  readonly pValue: number;
}

@ObjectType({ simpleResolvers: true, description: 'What a check found about a feature, the scores or the grades.' })
export class FeatureDrift {
  @Field(() => String, { description: 'Name of the feature; @score for the scores, @gradeMix for the mix of grades.' })
  readonly feature: string;

  @Field(() => DriftOutcome, { description: 'What the check says of it.' })
  readonly outcome: keyof typeof DriftOutcome;

  @Field(() => Float, {
    nullable: true,
    description: 'How far it is: 1 is a warning, 2 is critical, below 1 the part of the way. Null when INSUFFICIENT.',
  })
  readonly degree: number | null;

  @Field(() => DriftStatistic, { nullable: true, description: 'The statistic that decided; null when INSUFFICIENT.' })
  readonly decidedBy: keyof typeof DriftStatistic | null;

  @Field(() => Float, { description: 'p-value after Benjamini–Hochberg over all features of the check.' })
  readonly adjustedPValue: number;

  @Field(() => DriftStatistics, { description: 'Every statistic.' })
  readonly statistics: DriftStatistics;

  @Field(() => Int, { description: 'Rows of the reference.' })
  readonly referenceRows: number;

  @Field(() => Int, { description: 'Rows of the current window.' })
  readonly currentRows: number;

  @Field(() => [DriftBin], { description: 'Histograms of both windows over the same bins.' })
  readonly histogram: readonly DriftBin[];

  @Field(() => [NewCategory], { description: 'Categories that the reference lacks, the most frequent, 20 at most.' })
  readonly newCategories: readonly NewCategory[];

  @Field(() => Float, {
    nullable: true,
    description:
      'Mean absolute contribution to the score over a sample of the current window, log-odds, by occlusion; null when it is not known.',
  })
  readonly contribution: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the drift can do to scores: PSI beyond chance × contribution; null when that is not known.',
  })
  readonly impact: number | null;
}
