import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { GuardrailMetric, RolloutVerdict } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'What the evidence says about one guardrail.' })
export class RolloutMetric {
  @Field(() => GuardrailMetric, { description: 'The metric.' })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => RolloutVerdict, { description: 'What the evidence says.' })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => Boolean, { description: 'Whether a step waits until this guardrail is met.' })
  readonly holds: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Value of the challenger; null without evidence. Of LATENCY_P95 the share of requests slower than the bound.',
  })
  readonly found: number | null;

  @Field(() => Float, { nullable: true, description: 'The value is surely above this; null while nothing bounds it.' })
  readonly lower: number | null;

  @Field(() => Float, { nullable: true, description: 'The value is surely below this; null while nothing bounds it.' })
  readonly upper: number | null;

  @Field(() => Float, { description: 'What the bounds are held against, on the same scale.' })
  readonly limit: number;

  @Field(() => Float, { nullable: true, description: 'Value of the champion, where there is one.' })
  readonly champion: number | null;

  @Field(() => Int, { description: 'Observations of the challenger behind it.' })
  readonly samples: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Further observations until it can be decided, about; 0 when it is, null when not in sight.',
  })
  readonly needed: number | null;

  @Field(() => Float, { nullable: true, description: 'The same in days, at the rate of now; null when not known.' })
  readonly neededDays: number | null;

  @Field(() => String, { description: 'One sentence for people.' })
  readonly explanation: string;
}

@ObjectType({ simpleResolvers: true, description: 'What the evidence says about a challenger, over all steps so far.' })
export class RolloutAnalysis {
  @Field(() => RolloutVerdict, {
    description: 'FAILURE when one guardrail fails; SUCCESS when all that hold are met and there are samples enough.',
  })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => DateTime, { description: 'When it was taken.' })
  readonly at: number;

  @Field(() => String, { description: 'One paragraph for people: what decided, or what is missing.' })
  readonly explanation: string;

  @Field(() => [RolloutMetric], { description: 'Each guardrail.' })
  readonly metrics: readonly RolloutMetric[];
}
