import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ModelVersion } from './model-version.ts';
import { GuardrailMetric, RolloutRole } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'One step of a rollout.' })
export class RolloutStep {
  @Field(() => Float, { description: 'Of all challengers together, 0–1; with SHADOW the share of requests they see.' })
  readonly trafficShare: number;

  @Field(() => Float, { description: 'Time that the step lasts at least, seconds; pauses do not count.' })
  readonly holdSeconds: number;

  @Field(() => Int, { description: 'Requests of the challenger that the step needs at least.' })
  readonly minimumSamples: number;

  @Field(() => Boolean, { description: 'Whether someone else must approve before the step begins.' })
  readonly needsApproval: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Something that must not become worse than a limit.' })
export class RolloutGuardrail {
  @Field(() => GuardrailMetric, { description: 'What is watched; its description tells the scale of the limit.' })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => Float, { description: 'The limit.' })
  readonly limit: number;

  @Field(() => Boolean, { description: 'Whether a step waits until it is surely met; if not, only a failure counts.' })
  readonly holds: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Limits at which a rollout ends at once.' })
export class RolloutTripWires {
  @Field(() => Int, { description: 'Failed requests of the challenger in a row.' })
  readonly consecutiveFailures: number;

  @Field(() => Float, { description: "Latency that 95 % of the challenger's requests stay below, milliseconds." })
  readonly p95Ms: number;
}

@ObjectType({ simpleResolvers: true, description: 'A version that takes part in a rollout beside the champion.' })
export class RolloutVersion {
  @Field(() => ModelVersion, { description: 'The version.' })
  readonly modelVersion: ModelVersion;

  @Field(() => RolloutRole, { description: 'What it is in the rollout.' })
  readonly role: keyof typeof RolloutRole;

  @Field(() => Float, {
    description:
      'CHALLENGER: its part of the share in force, 1 over all of them. SHADOW: share of the requests that it sees.',
  })
  readonly weight: number;
}
