import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { GuardrailMetric, RolloutTripWire, RolloutVerdict } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Verdict of one guardrail.' })
export class RolloutMetric {
  @Field(() => GuardrailMetric, { description: 'Metric of the guardrail.' })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => RolloutVerdict, { description: 'Verdict by the evidence so far.' })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => Boolean, { description: 'Whether the rollout advances only when this guardrail is met.' })
  readonly holds: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Measured value of the challenger, on the scale of `limit`; null without evidence. For LATENCY_P95 it is the share of requests slower than the bound.',
  })
  readonly found: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Lower bound of the value, always valid; null if there is none yet.',
  })
  readonly lower: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper bound of the value, always valid; null if there is none yet.',
  })
  readonly upper: number | null;

  @Field(() => Float, { description: 'Limit of the guardrail, on the same scale as the bounds.' })
  readonly limit: number;

  @Field(() => Float, { nullable: true, description: 'Measured value of the champion; null if it has none.' })
  readonly champion: number | null;

  @Field(() => Int, { description: 'Number of observations of the challenger.' })
  readonly samples: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Estimated number of further observations until a verdict; 0 if there is one, null if it cannot be estimated.',
  })
  readonly needed: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Estimated number of days until then, at the current rate; null if unknown.',
  })
  readonly neededDays: number | null;

  @Field(() => String, { description: 'Explanation in one sentence.' })
  readonly explanation: string;
}

@ObjectType({ simpleResolvers: true, description: 'Trip wire that a challenger tripped.' })
export class TrippedWire {
  @Field(() => RolloutTripWire, { description: 'The trip wire.' })
  readonly wire: keyof typeof RolloutTripWire;

  @Field(() => Int, { description: 'Number of the challenger.' })
  readonly version: number;

  @Field(() => Boolean, {
    description: 'Whether the rollout holds instead of ending, as the champion may be at fault, too.',
  })
  readonly isHeld: boolean;

  @Field(() => String, { description: 'Found value and limit, in one sentence.' })
  readonly reason: string;
}

@ObjectType({ simpleResolvers: true, description: 'Analysis of a challenger by its evidence over all steps so far.' })
export class RolloutAnalysis {
  @Field(() => RolloutVerdict, {
    description:
      'FAILURE if a guardrail fails; SUCCESS if all guardrails that the rollout waits for are met and there are enough samples; else INCONCLUSIVE.',
  })
  readonly verdict: keyof typeof RolloutVerdict;

  @Field(() => DateTime, { description: 'Time of the analysis.' })
  readonly at: number;

  @Field(() => String, { description: 'Explanation in one paragraph: the deciding evidence, or what is missing.' })
  readonly explanation: string;

  @Field(() => [RolloutMetric], { description: 'Verdict of each guardrail.' })
  readonly metrics: readonly RolloutMetric[];

  @Field(() => TrippedWire, { nullable: true, description: 'Tripped trip wire; null without one.' })
  readonly trippedWire: TrippedWire | null;
}
