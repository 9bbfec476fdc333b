import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import type * as conversion from '../store/conversion.ts';
import { Interval } from './performance-report.ts';

/** How leads of any grouping turned out. */
@ObjectType()
export abstract class ConversionCounts implements conversion.ConversionCounts {
  @Field(() => Int, { description: 'Leads that were scored while they were open.' })
  readonly leads: number;

  @Field(() => Int, {
    description: 'Of them, those with an outcome, or whose first score is older than the maturity window.',
  })
  readonly matured: number;

  @Field(() => Int, { description: 'Of them, those whose outcome is open.' })
  readonly pending: number;

  @Field(() => Int, {
    description: 'Leads that had ended when they were first scored; they are in none of the other figures.',
  })
  readonly endedBefore: number;

  @Field(() => Int, { description: 'Of them, those that converted.' })
  readonly converted: number;

  @Field(() => Interval, { nullable: true, description: 'Converted over matured; null without matured leads.' })
  readonly conversionRate: Interval | null;

  @Field(() => Float, { description: 'Revenue of all conversions whose revenue is known, AED.' })
  readonly revenue: number;

  @Field(() => Float, { nullable: true, description: 'Mean of those, AED; null when none is known.' })
  readonly revenuePerConversion: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How leads turned out whose first grade was the same.' })
export class GradeConversion extends ConversionCounts implements conversion.GradeConversion {
  @Field(() => String, { description: 'The grade: A, B, C or D.' })
  readonly grade: string;
}

@ObjectType({ simpleResolvers: true, description: 'How leads turned out that were created in the same week.' })
export class WeekConversion extends ConversionCounts implements conversion.WeekConversion {
  @Field(() => DateTime, { description: 'Monday, 00:00 UTC.' })
  readonly weekStart: number;
}
