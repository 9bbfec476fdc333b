import 'reflect-metadata';
import { ArgsType, Field, Float, InputType, Int } from 'type-graphql';
import { DEFAULT_TRIP_WIRES } from '../../rollout/rules/trip-wires.ts';
import { GuardrailMetric, RolloutStrategy } from './rollout-enums.ts';

@InputType({ description: 'One step of a rollout.' })
export class RolloutStepInput {
  @Field(() => Float, {
    description: 'Of all challengers together, above 0, at most 1; with SHADOW the share of requests that they see.',
  })
  readonly trafficShare: number;

  @Field(() => Float, { defaultValue: 3600, description: 'Time that the step lasts at least, seconds.' })
  readonly holdSeconds: number;

  @Field(() => Int, { defaultValue: 100, description: 'Requests of the challenger that the step needs at least.' })
  readonly minimumSamples: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether someone else must approve before the step begins. A step of all traffic always needs it.',
  })
  readonly needsApproval: boolean;
}

@InputType({ description: 'Something that must not become worse than a limit.' })
export class RolloutGuardrailInput {
  @Field(() => GuardrailMetric, { description: 'What is watched; its description tells the scale of the limit.' })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => Float, { description: 'The limit.' })
  readonly limit: number;

  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Whether a step waits until it is surely met; if not, only a failure counts.',
  })
  readonly holds: boolean;
}

@InputType({ description: 'Limits at which a rollout ends at once.' })
export class RolloutTripWiresInput {
  @Field(() => Int, {
    defaultValue: DEFAULT_TRIP_WIRES.consecutiveFailures,
    description: 'Failed requests of the challenger in a row, at least 2.',
  })
  readonly consecutiveFailures: number;

  @Field(() => Float, {
    defaultValue: DEFAULT_TRIP_WIRES.p95Ms,
    description: "Latency that 95 % of the challenger's requests stay below, milliseconds.",
  })
  readonly p95Ms: number;
}

@InputType({ description: 'A version that scores beside whoever answers.' })
export class ShadowVersionInput {
  @Field(() => Int, { description: 'Number of the version.' })
  readonly version: number;

  @Field(() => Float, {
    defaultValue: 1,
    description: 'Share of the requests that it sees, above 0, at most 1; with SHADOW of those that the step samples.',
  })
  readonly share: number;
}

@InputType({ description: 'A version of an A/B test.' })
export class RolloutArmInput {
  @Field(() => Int, { description: 'Number of the version.' })
  readonly version: number;

  @Field(() => Float, { description: 'Its share of the traffic, above 0; over all arms 1.' })
  readonly weight: number;
}

/** Arguments of `startRollout`. */
@ArgsType()
export class StartRolloutArguments {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version that is to prove itself against the champion.' })
  readonly version: number;

  @Field(() => RolloutStrategy, { description: 'How it comes to its traffic.' })
  readonly strategy: keyof typeof RolloutStrategy;

  @Field(() => [RolloutStepInput], {
    nullable: true,
    description:
      'Its steps. By default CANARY 10 %, 50 % and, after an approval, 100 %, each an hour and 100 requests at least; AB_TEST one of 50 % for 14 days and 1,000 requests; SHADOW a day; IMMEDIATE all traffic after an approval.',
  })
  readonly steps?: readonly RolloutStepInput[] | null;

  @Field(() => [RolloutGuardrailInput], {
    nullable: true,
    description:
      'What its evidence is held against. By default ERROR_RATE 0.02, LATENCY_P95 0.5, SCORE_PSI 0.25, and CONVERSION 0.1, which does not hold a step.',
  })
  readonly guardrails?: readonly RolloutGuardrailInput[] | null;

  @Field(() => RolloutTripWiresInput, {
    nullable: true,
    description: `What ends it at once. By default ${DEFAULT_TRIP_WIRES.consecutiveFailures} failures in a row, or a p95 above ${DEFAULT_TRIP_WIRES.p95Ms} ms.`,
  })
  readonly tripWires?: RolloutTripWiresInput | null;

  @Field(() => [ShadowVersionInput], {
    nullable: true,
    description: 'Versions that score beside whoever answers, whatever the strategy. None by default.',
  })
  readonly shadowVersions?: readonly ShadowVersionInput[] | null;

  @Field(() => [RolloutArmInput], {
    nullable: true,
    description:
      'AB_TEST: every version with its share of the traffic, champion and `version` among them. By default these two.',
  })
  readonly arms?: readonly RolloutArmInput[] | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of leads that are scored, but whose scores are hidden from sales; below 1, 0 by default.',
  })
  readonly holdoutShare?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'So many of the latest recorded requests are replayed through the challenger before a lead meets it, 10,000 at most. 200 by default; SHADOW has no replay.',
  })
  readonly replayRows?: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'AB_TEST: least change of conversion worth finding, absolute: 0.02 is two percentage points.',
  })
  readonly minimumEffect?: number | null;

  @Field(() => String, { description: 'Why; goes to the history and the audit log.' })
  readonly reason: string;
}
