import 'reflect-metadata';
import { Field, Float, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { EstimatedPerformance, Interval, PerformanceReport } from './performance-report.ts';

/** What leads are grouped by, as GraphQL names it. */
export const SliceDimension = { INDUSTRY: 'INDUSTRY', COUNTRY: 'COUNTRY', SOURCE: 'SOURCE' } as const;
registerEnumType(SliceDimension, {
  name: 'SliceDimension',
  description: 'What leads are grouped by to compare them; their values are those of the time they were scored.',
  valuesConfig: {
    INDUSTRY: { description: 'Industry of the company.' },
    COUNTRY: { description: 'Country the lead comes from.' },
    SOURCE: { description: 'Channel that brought the lead.' },
  },
});

@InputType({ description: 'Some leads only: those that had one value.' })
export class SliceInput {
  @Field(() => SliceDimension, { description: 'Of what.' })
  readonly dimension: keyof typeof SliceDimension;

  @Field(() => String, { nullable: true, description: 'The value, such as AE; null: leads that had none.' })
  readonly value: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'How right a version was about the leads created in one week.' })
export class PerformanceCohort {
  @Field(() => DateTime, { description: 'Monday, 00:00 UTC.' })
  readonly weekStart: number;

  @Field(() => PerformanceReport, { description: 'Of recent weeks most leads are pending: `pending` says how many.' })
  readonly report: PerformanceReport;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How the leads of one slice fare. Slices of fewer than 100 leads are compared with nothing.',
})
export class SliceFairness {
  @Field(() => String, { description: 'The value that they share; (none) when they had none.' })
  readonly slice: string;

  @Field(() => Int, { description: 'Leads scored.' })
  readonly predictions: number;

  @Field(() => Int, { description: 'Of them, those that count.' })
  readonly matured: number;

  @Field(() => Interval, { description: 'Share that is selected.' })
  readonly selectionRate: Interval;

  @Field(() => Interval, { nullable: true, description: 'Share selected of those that converted.' })
  readonly truePositiveRate?: Interval;

  @Field(() => Interval, { nullable: true, description: 'Share selected of those that did not convert.' })
  readonly falsePositiveRate?: Interval;

  @Field(() => Float, { nullable: true, description: 'Selection rate over the highest of all slices.' })
  readonly selectionRatio?: number;

  @Field(() => Boolean, {
    description: 'Whether that ratio is below four fifths. A difference is a question, not an answer.',
  })
  readonly isBelowFourFifths: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Slices of one kind, compared.' })
export class DimensionFairness {
  @Field(() => SliceDimension, { description: 'What leads are grouped by.' })
  readonly dimension: keyof typeof SliceDimension;

  @Field(() => [SliceFairness], { description: 'The slices, the largest first.' })
  readonly slices: readonly SliceFairness[];
}

@ObjectType({ simpleResolvers: true, description: 'Leads that were left out, by reason.' })
export class ExcludedLeads {
  @Field(() => Int, { description: 'They have both outcomes.' })
  readonly contradictory: number;

  @Field(() => Int, { description: 'They ended before they existed.' })
  readonly outcomeBeforeLead: number;

  @Field(() => Int, { description: 'Their end was known when they were scored: there was nothing to predict.' })
  readonly outcomeBeforePrediction: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'How right a version was, each lead counted once, by the first prediction about it.',
})
export class ModelPerformance {
  @Field(() => DateTime, { description: 'Leads created from here on.' })
  readonly from: number;

  @Field(() => DateTime, { description: 'Leads created before.' })
  readonly until: number;

  @Field(() => DateTime, { description: 'When it was measured, at most half a minute ago.' })
  readonly measuredAt: number;

  @Field(() => Float, {
    description: 'So long after its prediction a lead without an outcome counts as not converted, days.',
  })
  readonly maturityDays: number;

  @Field(() => Boolean, {
    description:
      'Whether every lead of the time asked for is in it; else the newest 200,000 whose predictions are kept.',
  })
  readonly isComplete: boolean;

  @Field(() => PerformanceReport, { description: 'What was realised.' })
  readonly report: PerformanceReport;

  @Field(() => EstimatedPerformance, {
    nullable: true,
    description: 'What the probabilities of the same matured leads promised; null without any.',
  })
  readonly estimateOfMatured?: EstimatedPerformance;

  @Field(() => EstimatedPerformance, {
    nullable: true,
    description: 'What the probabilities of the pending leads promise; null without any.',
  })
  readonly estimateOfPending?: EstimatedPerformance;

  @Field(() => ExcludedLeads, { description: 'Leads that were left out.' })
  readonly excluded: ExcludedLeads;

  @Field(() => [PerformanceCohort], { description: 'By week of lead creation, the oldest first.' })
  readonly cohorts: readonly PerformanceCohort[];

  @Field(() => [DimensionFairness], { description: 'Selection and error rates by slice.' })
  readonly fairness: readonly DimensionFairness[];
}
