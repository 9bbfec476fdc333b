import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { ModelVersion } from './model-version.ts';
import { GuardrailMetric, RolloutRole } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Step of a rollout.' })
export class RolloutStep {
  @Field(() => Float, {
    description:
      'Traffic share of all challengers together, 0 to 1; with SHADOW, the share of requests that shadows score.',
  })
  readonly trafficShare: number;

  @Field(() => Float, { description: 'Minimum duration of the step, seconds, without pauses.' })
  readonly holdSeconds: number;

  @Field(() => Int, { description: 'Minimum number of requests that the challenger answers in the step.' })
  readonly minimumSamples: number;

  @Field(() => Boolean, { description: 'Whether another person must approve the step before it begins.' })
  readonly needsApproval: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Limit on how much worse than the champion a challenger may be.' })
export class RolloutGuardrail {
  @Field(() => GuardrailMetric, {
    description: 'Metric that is compared; its description gives the scale of the limit.',
  })
  readonly metric: keyof typeof GuardrailMetric;

  @Field(() => Float, { description: 'Limit of the metric.' })
  readonly limit: number;

  @Field(() => Boolean, {
    description:
      'Whether the rollout advances only when the guardrail is met; if not, the guardrail can only fail the rollout.',
  })
  readonly holds: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'Limits at which a rollout ends at once.' })
export class RolloutTripWires {
  @Field(() => Int, { description: 'Number of consecutive failed requests of the challenger.' })
  readonly consecutiveFailures: number;

  @Field(() => Float, { description: 'Maximum p95 latency of the challenger, milliseconds.' })
  readonly p95Ms: number;
}

@ObjectType({ simpleResolvers: true, description: 'Version that takes part in a rollout beside the champion.' })
export class RolloutVersion {
  @Field(() => ModelVersion, { description: 'The version.' })
  readonly modelVersion: ModelVersion;

  @Field(() => RolloutRole, { description: 'Role of the version in the rollout.' })
  readonly role: keyof typeof RolloutRole;

  @Field(() => Float, {
    description:
      'CHALLENGER: its part of the traffic share of the step; the parts sum to 1. SHADOW: share of the requests that it scores, 0 to 1.',
  })
  readonly weight: number;
}
