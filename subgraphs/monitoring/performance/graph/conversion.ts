import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import type * as conversion from '../store/conversion.ts';
import { Interval } from './performance-report.ts';

/** Outcomes of a group of leads. */
@ObjectType()
export abstract class ConversionCounts implements conversion.ConversionCounts {
  @Field(() => Int, { description: 'Number of leads that were scored before they had an outcome.' })
  readonly leads: number;

  @Field(() => Int, {
    description: 'Number of those leads that have an outcome, or whose first score is older than the maturity window.',
  })
  readonly matured: number;

  @Field(() => Int, { description: 'Number of those leads whose outcome is not known yet.' })
  readonly pending: number;

  @Field(() => Int, {
    description:
      'Number of leads that already had an outcome when they were first scored; no other figure includes them.',
  })
  readonly endedBefore: number;

  @Field(() => Int, { description: 'Number of leads that converted.' })
  readonly converted: number;

  @Field(() => Interval, {
    nullable: true,
    description: 'Converted leads divided by matured leads, 0 to 1; null without matured leads.',
  })
  readonly conversionRate: Interval | null;

  @Field(() => Float, { description: 'Sum of the revenue of all conversions with known revenue, AED.' })
  readonly revenue: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Mean revenue of a conversion with known revenue, AED; null when there is none.',
  })
  readonly revenuePerConversion: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'Outcomes of the leads whose first grade was the same.' })
export class GradeConversion extends ConversionCounts implements conversion.GradeConversion {
  @Field(() => String, { description: 'The grade: A, B, C or D.' })
  readonly grade: string;
}

@ObjectType({ simpleResolvers: true, description: 'Outcomes of the leads that were created in the same week.' })
export class WeekConversion extends ConversionCounts implements conversion.WeekConversion {
  @Field(() => DateTime, { description: 'Start of the week: Monday, 00:00 UTC.' })
  readonly weekStart: number;
}
