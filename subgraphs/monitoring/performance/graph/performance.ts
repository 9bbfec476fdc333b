import 'reflect-metadata';
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { Backtest } from '../../graph/backtest.ts';
import { PERFORMANCE_SOURCES } from '../performance-service.ts';
import { EstimatedPerformance, Interval, PerformanceReport } from './performance-report.ts';

/** GraphQL enum of the slice dimensions. */
export const SliceDimension = { INDUSTRY: 'INDUSTRY', COUNTRY: 'COUNTRY', SOURCE: 'SOURCE' } as const;
registerEnumType(SliceDimension, {
  name: 'SliceDimension',
  description: 'Feature that leads are grouped by, with its value at the time of scoring.',
  valuesConfig: {
    INDUSTRY: { description: 'Industry of the company.' },
    COUNTRY: { description: 'Country of the lead.' },
    SOURCE: { description: 'Source that the lead came from.' },
  },
});

/** GraphQL enum of the sources of performance. */
export const PerformanceSource = stringEnum(PERFORMANCE_SOURCES);
registerEnumType(PerformanceSource, {
  name: 'PerformanceSource',
  description: 'Source of the scores that performance is measured on.',
  valuesConfig: {
    LIVE: { description: 'Scores that were recorded when they were asked for.' },
    BACKTEST: { description: 'Scores of a backtest: of the past, as of the decision time of each lead.' },
  },
});

@InputType({ description: 'Slice of the leads: those with one value of a dimension.' })
export class SliceInput {
  @Field(() => SliceDimension, { description: 'Dimension of the slice.' })
  readonly dimension: keyof typeof SliceDimension;

  @Field(() => String, {
    nullable: true,
    description: 'Value of the dimension, such as AE; null selects leads without a value.',
  })
  readonly value: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Performance of a version on the leads created in one week.' })
export class PerformanceCohort {
  @Field(() => DateTime, { description: 'Start of the week: Monday, 00:00 UTC.' })
  readonly weekStart: number;

  @Field(() => PerformanceReport, {
    description: 'Performance on the leads of the week. In recent weeks most leads are still pending.',
  })
  readonly report: PerformanceReport;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Selection and error rates of one slice. Slices with fewer than 100 leads are not compared.',
})
export class SliceFairness {
  @Field(() => String, { description: 'Value of the slice; `(none)` for leads without a value.' })
  readonly slice: string;

  @Field(() => Int, { description: 'Number of leads scored.' })
  readonly predictions: number;

  @Field(() => Int, { description: 'Number of those leads that are matured.' })
  readonly matured: number;

  @Field(() => Interval, { description: 'Share of the leads that is selected, 0 to 1.' })
  readonly selectionRate: Interval;

  @Field(() => Interval, {
    nullable: true,
    description: 'True positive rate: share selected of the leads that converted, 0 to 1.',
  })
  readonly truePositiveRate?: Interval;

  @Field(() => Interval, {
    nullable: true,
    description: 'False positive rate: share selected of the leads that did not convert, 0 to 1.',
  })
  readonly falsePositiveRate?: Interval;

  @Field(() => Float, {
    nullable: true,
    description: 'Selection rate divided by the highest selection rate of all slices, 0 to 1.',
  })
  readonly selectionRatio?: number;

  @Field(() => Boolean, {
    description:
      'Whether `selectionRatio` is below 0.8 (four-fifths rule). A low ratio is a reason to examine, not a proof of unfairness.',
  })
  readonly isBelowFourFifths: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Comparison of the slices of one dimension.' })
export class DimensionFairness {
  @Field(() => SliceDimension, { description: 'Dimension of the slices.' })
  readonly dimension: keyof typeof SliceDimension;

  @Field(() => [SliceFairness], { description: 'Slices, largest first.' })
  readonly slices: readonly SliceFairness[];
}

@ObjectType({ simpleResolvers: true, description: 'Outcomes of the leads whose first score has one grade.' })
export class GradeOutcomes {
  @Field(() => String, { description: 'The grade: A, B, C or D.' })
  readonly grade: string;

  @Field(() => Int, { description: 'Number of matured leads.' })
  readonly matured: number;

  @Field(() => Int, { description: 'Number of leads whose outcome is not known yet.' })
  readonly pending: number;

  @Field(() => Int, { description: 'Number of matured leads that converted.' })
  readonly converted: number;

  @Field(() => Interval, {
    nullable: true,
    description: 'Share of the matured leads that converted, 0 to 1; null without matured leads.',
  })
  readonly conversionRate?: Interval;
}

@ObjectType({ simpleResolvers: true, description: 'Number of leads that were excluded, by reason.' })
export class ExcludedLeads {
  @Field(() => Int, { description: 'Leads with both outcomes, converted and lost.' })
  readonly contradictory: number;

  @Field(() => Int, { description: 'Leads whose outcome is dated before their creation.' })
  readonly outcomeBeforeLead: number;

  @Field(() => Int, { description: 'Leads that already had an outcome when they were scored.' })
  readonly outcomeBeforePrediction: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Performance of a version. Each lead counts once, with its first prediction.',
})
export class ModelPerformance {
  @Field(() => PerformanceSource, { description: 'Source of the scores.' })
  readonly source: keyof typeof PerformanceSource;

  @Field(() => Backtest, { nullable: true, description: 'The measured backtest; null for live scores.' })
  readonly backtest: Backtest | null;

  @Field(() => DateTime, {
    description: 'Earliest creation time of the leads; of a whole backtest, its earliest decision time.',
  })
  readonly from: number;

  @Field(() => DateTime, {
    description: 'End of the creation times, exclusive; of a whole backtest, the end of its decision times.',
  })
  readonly until: number;

  @Field(() => DateTime, { description: 'Time of the measurement, at most half a minute ago.' })
  readonly measuredAt: number;

  @Field(() => Float, {
    description:
      'Maturity window, days: a lead without an outcome counts as not converted this long after its prediction.',
  })
  readonly maturityDays: number;

  @Field(() => Boolean, {
    description:
      'Whether every lead of the requested time is included; if not, the newest 200,000 whose predictions are kept.',
  })
  readonly isComplete: boolean;

  @Field(() => PerformanceReport, { description: 'Realised performance on the matured leads.' })
  readonly report: PerformanceReport;

  @Field(() => EstimatedPerformance, {
    nullable: true,
    description: 'Estimated performance on the same matured leads, from their probabilities alone; null without any.',
  })
  readonly estimateOfMatured?: EstimatedPerformance;

  @Field(() => EstimatedPerformance, {
    nullable: true,
    description: 'Estimated performance on the pending leads, from their probabilities alone; null without any.',
  })
  readonly estimateOfPending?: EstimatedPerformance;

  @Field(() => ExcludedLeads, { description: 'Leads that were excluded.' })
  readonly excluded: ExcludedLeads;

  @Field(() => [GradeOutcomes], { description: 'Outcomes by the grade of the first score, the best grade first.' })
  readonly grades: readonly GradeOutcomes[];

  @Field(() => [PerformanceCohort], { description: 'Performance by week of lead creation, oldest first.' })
  readonly cohorts: readonly PerformanceCohort[];

  @Field(() => [DimensionFairness], { description: 'Selection and error rates by slice.' })
  readonly fairness: readonly DimensionFairness[];
}
