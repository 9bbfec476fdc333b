import 'reflect-metadata';
import { ArgsType, Field, Float, InputType, Int } from 'type-graphql';
import { DEFAULT_TRIP_WIRES } from '../../rollout/rules/trip-wires.ts';
import { GuardrailMetric, RolloutStrategy } from './rollout-enums.ts';

@InputType({ description: 'Step of a rollout.' })
export class RolloutStepInput {
  @Field(() => Float, {
    description:
      'Traffic share of all challengers together, above 0 to 1; with SHADOW, the share of requests that shadows score.',
  })
  readonly trafficShare: number;

  @Field(() => Float, { defaultValue: 3600, description: 'Minimum duration of the step, seconds.' })
  readonly holdSeconds: number;

  @Field(() => Int, {
    defaultValue: 100,
    description: 'Minimum number of requests that the challenger answers in the step.',
  })
  readonly minimumSamples: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Whether another person must approve the step before it begins. A step with all traffic always needs an approval.',
  })
  readonly needsApproval: boolean;
}

@InputType({ description: 'Limit on how much worse than the champion a challenger may be.' })
export class RolloutGuardrailInput {
  @Field(() => GuardrailMetric, {
    description: 'Metric that is compared; its description gives the scale of the limit.',
  })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => Float, { description: 'Limit of the metric.' })
  readonly limit: number;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Whether the rollout advances only when the guardrail is met; if not, the guardrail can only fail the rollout.',
  })
  readonly holds: boolean;
}

@InputType({ description: 'Limits at which a rollout ends at once.' })
export class RolloutTripWiresInput {
  @Field(() => Int, {
    defaultValue: DEFAULT_TRIP_WIRES.consecutiveFailures,
    description: 'Number of consecutive failed requests of the challenger, at least 2.',
  })
  readonly consecutiveFailures: number;

  @Field(() => Float, {
    defaultValue: DEFAULT_TRIP_WIRES.p95Ms,
    description: 'Maximum p95 latency of the challenger, milliseconds.',
  })
  readonly p95Ms: number;
}

@InputType({ description: 'Version that scores the same requests without its scores being returned.' })
export class ShadowVersionInput {
  @Field(() => Int, { description: 'Number of the version.' })
  readonly version: number;

  @Field(() => Float, {
    defaultValue: 1,
    description: 'Share of the requests that it scores, above 0 to 1; with SHADOW, of those that the step samples.',
  })
  readonly share: number;
}

@InputType({ description: 'Arm of an A/B test.' })
export class RolloutArmInput {
  @Field(() => Int, { description: 'Number of the version.' })
  readonly version: number;

  @Field(() => Float, { description: 'Share of the traffic, above 0; the shares of all arms sum to 1.' })
  readonly weight: number;
}

/** Arguments of `startRollout`. */
@ArgsType()
export class StartRolloutArguments {
  @Field(() => String, { description: 'Name of the model, such as lead-conversion.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version to test against the champion.' })
  readonly version: number;

  @Field(() => RolloutStrategy, { description: 'Strategy of the rollout.' })
  readonly strategy: keyof typeof RolloutStrategy;

  @Field(() => [RolloutStepInput], {
    nullable: true,
    description:
      'Steps of the rollout. By default: CANARY 10 %, 50 % and, after an approval, 100 %, each for at least an hour and 100 requests; AB_TEST 50 % for 14 days and 1,000 requests; SHADOW one day; IMMEDIATE all traffic after an approval.',
  })
  readonly steps?: readonly RolloutStepInput[] | null;

  @Field(() => [RolloutGuardrailInput], {
    nullable: true,
    description:
      'Guardrails of the rollout. By default ERROR_RATE 0.02, LATENCY_P95 0.5, SCORE_PSI 0.25, and CONVERSION 0.1, which only fails the rollout and does not delay a step.',
  })
  readonly guardrails?: readonly RolloutGuardrailInput[] | null;

  @Field(() => RolloutTripWiresInput, {
    nullable: true,
    description: `Limits that end the rollout at once. By default ${DEFAULT_TRIP_WIRES.consecutiveFailures} consecutive failures, or a p95 latency above ${DEFAULT_TRIP_WIRES.p95Ms} ms.`,
  })
  readonly tripWires?: RolloutTripWiresInput | null;

  @Field(() => [ShadowVersionInput], {
    nullable: true,
    description:
      'Versions that score the same requests without their scores being returned, for any strategy. By default none.',
  })
  readonly shadowVersions?: readonly ShadowVersionInput[] | null;

  @Field(() => [RolloutArmInput], {
    nullable: true,
    description:
      'AB_TEST only: all arms with their shares of the traffic, including the champion and `version`, which are the default.',
  })
  readonly arms?: readonly RolloutArmInput[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of leads that are scored with the score hidden from sales, 0 to below 1. By default 0.',
  })
  readonly holdoutShare?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Number of latest recorded requests that are replayed through the challenger before it scores a lead, 0 to 10,000. By default 200; SHADOW has no replay.',
  })
  readonly replayRows?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'AB_TEST only: smallest change of the conversion rate worth detecting, absolute, above 0 to below 1; 0.02 is two percentage points.',
  })
  readonly minimumEffect?: number | null;

  @Field(() => String, {
    description: 'Reason for the rollout, 1 to 1,000 characters; stored in the history and the audit log.',
  })
  readonly reason: string;
}
