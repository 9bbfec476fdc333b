import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type * as rules from '../rules/ab-test-power.ts';

@ObjectType({
  simpleResolvers: true,
  description:
    'Power analysis of a planned A/B test between the version and the champion: the leads that it needs to find a ' +
    'difference of the conversion rates (Fleiss, Levin and Paik, 4.2), and the time until they have come.',
})
export class AbTestPower implements rules.AbTestPower {
  @Field(() => Float, { description: 'Share of the leads that meet the version, 0 to 1.' })
  readonly trafficShare: number;

  @Field(() => Float, { description: 'Least difference of the conversion rates worth finding, −1 to 1.' })
  readonly effect: number;

  @Field(() => Float, { description: 'Chance of finding a difference where there is none, two-sided, 0 to 1.' })
  readonly alpha: number;

  @Field(() => Float, { description: 'Chance of finding the difference when it is there, 0 to 1.' })
  readonly power: number;

  @Field(() => Float, { description: 'Conversion rate of the matured leads of the backtest, 0 to 1.' })
  readonly baseline: number;

  @Field(() => Int, { description: 'Number of leads that the champion has to meet.' })
  readonly championLeads: number;

  @Field(() => Int, { description: 'Number of leads that the version has to meet.' })
  readonly versionLeads: number;

  @Field(() => Int, { description: 'Number of leads of both when the result is looked at once, at the end.' })
  readonly leads: number;

  @Field(() => Int, {
    description: 'Number of leads of both when the result is evaluated all along, as rollouts do: twice as many.',
  })
  readonly sequentialLeads: number;

  @Field(() => Float, { description: 'Leads a day: decisions of the backtest per day of its window.' })
  readonly leadsPerDay: number;

  @Field(() => Float, {
    description:
      'Days until `sequentialLeads` have come at that rate; their outcomes take the maturity window besides.',
  })
  readonly days: number;
}
