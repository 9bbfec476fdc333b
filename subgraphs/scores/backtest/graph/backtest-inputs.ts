import 'reflect-metadata';
import { Field, Float, InputType } from 'type-graphql';
import type { DecisionTime } from '../rules/backtest.ts';
import { MOST_LEAD_AGE_DAYS, MOST_LEAD_AGES } from '../rules/check-plan.ts';
import { BacktestDecisionTime } from './backtest-enums.ts';

/** Age of leads at their decision where none is given, days: the first day is over. */
export const DEFAULT_LEAD_AGES: readonly number[] = [1];

@InputType({ description: 'Decision times of a backtest.' })
export class BacktestDecisionInput {
  @Field(() => BacktestDecisionTime, {
    defaultValue: BacktestDecisionTime.LEAD_AGE,
    description: 'Definition of the times as of which a lead is scored.',
  })
  readonly at: DecisionTime;

  @Field(() => [Float], {
    defaultValue: DEFAULT_LEAD_AGES,
    description:
      'Distribution of the ages of leads at their decision, days: equally spaced quantiles, ascending, ' +
      `1 to ${MOST_LEAD_AGES} of them, each 0 to ${MOST_LEAD_AGE_DAYS}. One is the age of every lead; [0, 30] spreads ` +
      'leads evenly over their first 30 days. The id of a lead draws its age, so that every version is tried on the same ' +
      'decisions. Choose the distribution that the version was trained on. RECORDED_SCORES does not use it.',
  })
  readonly leadAges: readonly number[];
}
