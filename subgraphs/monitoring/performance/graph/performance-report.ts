import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ simpleResolvers: true, description: 'A measured value with its 95 % interval.' })
export class Interval {
  @Field(() => Float, { description: 'The value as measured.' })
  readonly estimate: number;

  @Field(() => Float, { description: 'Lower bound.' })
  readonly lower: number;

  @Field(() => Float, { description: 'Upper bound.' })
  readonly upper: number;
}

@ObjectType({ simpleResolvers: true, description: 'How well leads are ranked.' })
export class RankingQuality {
  @Field(() => Float, {
    description: 'Area under the ROC curve: the chance that a converted lead had a higher probability than another.',
  })
  readonly auc: number;

  @Field(() => Float, { nullable: true, description: "DeLong's; null with fewer than two leads of an outcome." })
  readonly standardError: number | undefined;

  @Field(() => Float, { description: 'Lower bound, 95 %; 0 when nothing is known.' })
  readonly lower: number;

  @Field(() => Float, { description: 'Upper bound, 95 %; 1 when nothing is known.' })
  readonly upper: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Mean squared error of the probabilities: reliability − resolution + uncertainty + withinBins.',
})
export class BrierScore {
  @Field(() => Float, { description: 'The score, 0–1; lower is better.' })
  readonly brier: number;

  @Field(() => Float, { description: 'How far probabilities are from what happened; 0 is calibrated.' })
  readonly reliability: number;

  @Field(() => Float, { description: 'How far leads of different probabilities differ; more is better.' })
  readonly resolution: number;

  @Field(() => Float, { description: 'Variance of the outcome itself.' })
  readonly uncertainty: number;

  @Field(() => Float, { description: 'What the spread inside of the bins adds.' })
  readonly withinBins: number;
}

@ObjectType({ simpleResolvers: true, description: 'How far probabilities are from what happened.' })
export class CalibrationQuality {
  @Field(() => Float, { description: 'Expected calibration error over 15 bins of equal mass, 0–1.' })
  readonly expectedError: number;

  @Field(() => Float, { description: 'Mean probability less conversion rate: above 0 the model promises too much.' })
  readonly signedBias: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the tenth of leads with the highest probabilities is worth.' })
export class TopTenth {
  @Field(() => Int, { description: 'Leads in it.' })
  readonly selected: number;

  @Field(() => Float, { description: 'Conversion rate among them.' })
  readonly precision: number;

  @Field(() => Float, { nullable: true, description: 'Share of all conversions among them; null without any.' })
  readonly recall: number | undefined;

  @Field(() => Float, { nullable: true, description: 'Precision over the conversion rate of all; null without any.' })
  readonly lift: number | undefined;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How leads at or above the cut-point of a grade, and those below, turned out; of estimates, on average.',
})
export class CutPointConfusion {
  @Field(() => Float, { description: 'Least probability of the grade.' })
  readonly cutPoint: number;

  @Field(() => Float, { description: 'At or above, and converted.' })
  readonly truePositives: number;

  @Field(() => Float, { description: 'At or above, and not converted.' })
  readonly falsePositives: number;

  @Field(() => Float, { description: 'Below, and not converted.' })
  readonly trueNegatives: number;

  @Field(() => Float, { description: 'Below, and converted.' })
  readonly falseNegatives: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'How right a version was about leads that count: they converted or were lost after the prediction, or the ' +
    'prediction is older than the maturity window. What cannot be known yet is null.',
})
export class PerformanceReport {
  @Field(() => Int, { description: 'Leads that count.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Leads whose outcome is open; they are never counted as lost.' })
  readonly pending: number;

  @Field(() => Int, {
    description: 'Leads that had ended when they were scored; they are neither matured nor pending.',
  })
  readonly endedBefore: number;

  @Field(() => Interval, { nullable: true, description: 'Share of the leads that converted.' })
  readonly conversionRate?: Interval;

  @Field(() => RankingQuality, { nullable: true, description: 'How well they were ranked.' })
  readonly auc?: RankingQuality;

  @Field(() => BrierScore, { nullable: true, description: 'Brier score with its parts.' })
  readonly brier?: BrierScore;

  @Field(() => Interval, { nullable: true, description: 'Brier score with its interval.' })
  readonly brierInterval?: Interval;

  @Field(() => Float, { nullable: true, description: 'Mean logarithmic loss, nats.' })
  readonly logLoss?: number;

  @Field(() => CalibrationQuality, { nullable: true, description: 'How far probabilities are from what happened.' })
  readonly calibration?: CalibrationQuality;

  @Field(() => Interval, { nullable: true, description: 'Signed bias; an interval that holds 0 proves none.' })
  readonly biasInterval?: Interval;

  @Field(() => TopTenth, { nullable: true, description: 'What the highest probabilities are worth.' })
  readonly top?: TopTenth;

  @Field(() => Interval, { nullable: true, description: 'Precision among them.' })
  readonly topPrecision?: Interval;

  @Field(() => [CutPointConfusion], { description: 'At the cut-point of each grade, the best first.' })
  readonly confusion: readonly CutPointConfusion[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What performance the probabilities themselves promise (CBPE), before outcomes are known. Blind spot: it believes ' +
    'them. It sees a change of who comes, and can never see that features and outcome hang together differently now, or ' +
    'that calibration has gone wrong: hold the estimate of matured leads against what was realised.',
})
export class EstimatedPerformance {
  @Field(() => Int, { description: 'Leads it is about.' })
  readonly predictions: number;

  @Field(() => Float, { description: 'Expected share that converts.' })
  readonly conversionRate: number;

  @Field(() => Float, { description: 'Standard deviation of that share by chance alone.' })
  readonly conversionRateDeviation: number;

  @Field(() => Float, { nullable: true, description: 'Expected area under the ROC curve; null when nothing is open.' })
  readonly auc?: number;

  @Field(() => Float, { description: 'Expected Brier score.' })
  readonly brier: number;

  @Field(() => Float, { description: 'Expected logarithmic loss, nats.' })
  readonly logLoss: number;

  @Field(() => Float, { description: 'Expected precision among the tenth of the highest probabilities.' })
  readonly topPrecision: number;

  @Field(() => [CutPointConfusion], { description: 'Expected counts at the cut-point of each grade.' })
  readonly confusion: readonly CutPointConfusion[];
}
