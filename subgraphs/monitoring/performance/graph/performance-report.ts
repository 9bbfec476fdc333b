import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'Measured value with its 95 % confidence interval.' })
export class Interval {
  @Field(() => Float, { description: 'Measured value.' })
  readonly estimate: number;

  @Field(() => Float, { description: 'Lower bound of the interval.' })
  readonly lower: number;

  @Field(() => Float, { description: 'Upper bound of the interval.' })
  readonly upper: number;
}

@ObjectType({ simpleResolvers: true, description: 'Quality of the ranking of the leads.' })
export class RankingQuality {
  @Field(() => Float, {
    description:
      'Area under the ROC curve, 0 to 1: the probability that a converted lead was ranked above another lead.',
  })
  readonly auc: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Standard error by DeLong; null when an outcome has fewer than two leads.',
  })
  readonly standardError: number | undefined;

  @Field(() => Float, { description: 'Lower bound of the 95 % interval; 0 when the standard error is null.' })
  readonly lower: number;

  @Field(() => Float, { description: 'Upper bound of the 95 % interval; 1 when the standard error is null.' })
  readonly upper: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Brier score, the mean squared error of the probabilities: reliability − resolution + uncertainty + withinBins.',
})
export class BrierScore {
  @Field(() => Float, { description: 'Brier score, 0 to 1; lower is better.' })
  readonly brier: number;

  @Field(() => Float, {
    description: 'Reliability: distance of the probabilities from the observed rates; 0 is perfectly calibrated.',
  })
  readonly reliability: number;

  @Field(() => Float, { description: 'Resolution: difference of the observed rates between bins; higher is better.' })
  readonly resolution: number;

  @Field(() => Float, { description: 'Uncertainty: variance of the outcome.' })
  readonly uncertainty: number;

  @Field(() => Float, { description: 'Part of the score that comes from the spread within bins.' })
  readonly withinBins: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Calibration: distance of the probabilities from the observed rates.',
})
export class CalibrationQuality {
  @Field(() => Float, { description: 'Expected calibration error over 15 bins with equal numbers of leads, 0 to 1.' })
  readonly expectedError: number;

  @Field(() => Float, {
    description: 'Mean probability minus conversion rate, −1 to 1: above 0 the probabilities are too high.',
  })
  readonly signedBias: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Point of a calibration curve: matured leads of about equal probability.',
})
export class CalibrationPoint {
  @Field(() => Int, { description: 'Number of leads.' })
  readonly leads: number;

  @Field(() => Float, { description: 'Mean of their probabilities, 0 to 1.' })
  readonly meanProbability: number;

  @Field(() => Int, { description: 'Number of these leads that converted.' })
  readonly converted: number;

  @Field(() => Interval, { description: 'Share of these leads that converted, 0 to 1.' })
  readonly conversionRate: Interval;
}

@ObjectType({ simpleResolvers: true, description: 'Quality of the 10 % of leads with the highest probabilities.' })
export class TopTenth {
  @Field(() => Int, { description: 'Number of leads in the top 10 %.' })
  readonly selected: number;

  @Field(() => Float, { description: 'Conversion rate in the top 10 %, 0 to 1.' })
  readonly precision: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of all conversions in the top 10 %, 0 to 1; null without conversions.',
  })
  readonly recall: number | undefined;

  @Field(() => Float, {
    nullable: true,
    description: 'Precision divided by the conversion rate of all leads; null without conversions.',
  })
  readonly lift: number | undefined;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Confusion matrix at the cut-point of a grade. In an estimate the counts are expected values, not whole numbers.',
})
export class CutPointConfusion {
  @Field(() => Float, { description: 'Lowest probability of the grade, 0 to 1.' })
  readonly cutPoint: number;

  @Field(() => Float, { description: 'Leads at or above the cut-point that converted.' })
  readonly truePositives: number;

  @Field(() => Float, { description: 'Leads at or above the cut-point that did not convert.' })
  readonly falsePositives: number;

  @Field(() => Float, { description: 'Leads below the cut-point that did not convert.' })
  readonly trueNegatives: number;

  @Field(() => Float, { description: 'Leads below the cut-point that converted.' })
  readonly falseNegatives: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Performance on matured leads: those that converted or were lost after the prediction, and those whose prediction ' +
    'is older than the maturity window. A figure that cannot be computed yet is null.',
})
export class PerformanceReport {
  @Field(() => Int, { description: 'Number of matured leads.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Number of leads whose outcome is not known yet; they are not counted as lost.' })
  readonly pending: number;

  @Field(() => Int, {
    description:
      'Number of leads that already had an outcome when they were scored; they are neither matured nor pending.',
  })
  readonly endedBefore: number;

  @Field(() => Interval, { nullable: true, description: 'Share of the matured leads that converted, 0 to 1.' })
  readonly conversionRate?: Interval;

  @Field(() => RankingQuality, { nullable: true, description: 'Quality of the ranking.' })
  readonly auc?: RankingQuality;

  @Field(() => BrierScore, { nullable: true, description: 'Brier score with its components.' })
  readonly brier?: BrierScore;

  @Field(() => Interval, { nullable: true, description: 'Brier score with its 95 % interval.' })
  readonly brierInterval?: Interval;

  @Field(() => Float, { nullable: true, description: 'Mean logarithmic loss, nats; lower is better.' })
  readonly logLoss?: number;

  @Field(() => CalibrationQuality, {
    nullable: true,
    description: 'Calibration: distance of the probabilities from the observed rates.',
  })
  readonly calibration?: CalibrationQuality;

  @Field(() => [CalibrationPoint], {
    description:
      'Calibration curve: 15 bins with equal numbers of leads, by ascending probability; fewer when many leads have the ' +
      'same probability.',
  })
  readonly calibrationCurve: readonly CalibrationPoint[];

  @Field(() => Interval, {
    nullable: true,
    description: 'Signed bias with its 95 % interval; an interval that contains 0 shows no bias.',
  })
  readonly biasInterval?: Interval;

  @Field(() => TopTenth, {
    nullable: true,
    description: 'Quality of the 10 % of leads with the highest probabilities.',
  })
  readonly top?: TopTenth;

  @Field(() => Interval, { nullable: true, description: 'Precision in the top 10 % with its 95 % interval.' })
  readonly topPrecision?: Interval;

  @Field(() => [CutPointConfusion], {
    description: 'Confusion matrix at the cut-point of each grade, best grade first.',
  })
  readonly confusion: readonly CutPointConfusion[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Performance estimated from the probabilities alone (CBPE), before outcomes are known. It assumes that the ' +
    'probabilities are calibrated: it reflects a change in the mix of leads, but not a changed relation between features ' +
    'and outcome, or a loss of calibration. Compare the estimate for matured leads with the realised performance.',
})
export class EstimatedPerformance {
  @Field(() => Int, { description: 'Number of leads in the estimate.' })
  readonly predictions: number;

  @Field(() => Float, { description: 'Expected conversion rate, 0 to 1.' })
  readonly conversionRate: number;

  @Field(() => Float, { description: 'Standard deviation of the conversion rate by chance alone.' })
  readonly conversionRateDeviation: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Expected area under the ROC curve, 0 to 1; null when it cannot be computed.',
  })
  readonly auc?: number;

  @Field(() => Float, { description: 'Expected Brier score, 0 to 1.' })
  readonly brier: number;

  @Field(() => Float, { description: 'Expected logarithmic loss, nats.' })
  readonly logLoss: number;

  @Field(() => Float, {
    description: 'Expected precision in the 10 % of leads with the highest probabilities, 0 to 1.',
  })
  readonly topPrecision: number;

  @Field(() => [CutPointConfusion], { description: 'Expected confusion matrix at the cut-point of each grade.' })
  readonly confusion: readonly CutPointConfusion[];
}
