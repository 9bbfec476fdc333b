import 'reflect-metadata';
import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import type { RolloutVersion as Participant } from '../../rollout/rules/rollout-row.ts';
import { RolloutStatus, RolloutStrategy } from './rollout-enums.ts';
import { RolloutGuardrail, RolloutStep, RolloutTripWires } from './rollout-settings.ts';

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Step-by-step move of traffic to a challenger, decided by evidence. A model has at most one open rollout.',
})
export class Rollout {
  @Field(() => ID, { description: 'Id of the rollout; later rollouts have higher ids.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => RolloutStrategy, { description: 'Strategy of the rollout.' })
  readonly strategy: keyof typeof RolloutStrategy;

  @Field(() => RolloutStatus, { description: 'State of the rollout.' })
  readonly status: keyof typeof RolloutStatus;

  @Field(() => Int, { description: 'Index in `steps` of the step in force, from 0; −1 before the first.' })
  readonly step: number;

  @Field(() => [RolloutStep], { description: 'Steps, in their order.' })
  readonly steps: readonly RolloutStep[];

  @Field(() => [RolloutGuardrail], { description: 'Guardrails that the challengers are judged by.' })
  readonly guardrails: readonly RolloutGuardrail[];

  @Field(() => RolloutTripWires, { description: 'Limits that end the rollout at once.' })
  readonly tripWires: RolloutTripWires;

  @Field(() => Float, {
    description:
      'Traffic share of all challengers together now, 0 to 1; with SHADOW, the share of requests that shadows score.',
  })
  readonly trafficShare: number;

  @Field(() => Float, { description: 'Share of leads that are scored with the score hidden from sales, 0 to 1.' })
  readonly holdoutShare: number;

  @Field(() => Int, { description: 'Number of recorded requests that are replayed before the first step; 0 for none.' })
  readonly replayRows: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'AB_TEST only: smallest change of the conversion rate worth detecting, absolute, 0 to 1; null if none was stated.',
  })
  readonly minimumEffect: number | null;

  @Field(() => String, { description: 'Subject of the access token that started it, which cannot approve it.' })
  readonly requestedBy: string;

  @Field(() => String, { description: 'Reason that the actor gave for the rollout.' })
  readonly reason: string;

  @Field(() => DateTime, { description: 'Time of the start.' })
  readonly createdAt: number;

  @Field(() => DateTime, { nullable: true, description: 'Time of the end; null while it is open.' })
  readonly endedAt: number | null;

  @Field(() => String, { nullable: true, description: 'Reason for the end; null while it is open.' })
  readonly endReason: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Condition that the rollout waits for, in one sentence; null once it has ended.',
  })
  readonly waitsFor: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Earliest end of the step in force, if the evidence suffices; null unless the rollout is RUNNING.',
  })
  readonly nextStepAt: number | null;

  /** number of the champion, for the resolver that loads it */
  readonly championVersion: number;

  /** versions beside the champion, for the resolvers that load them */
  readonly participants: readonly Participant[];
}

@ObjectType({ simpleResolvers: true, description: 'Rollout with its cursor.' })
export class RolloutEdge {
  @Field(() => String, { description: 'Cursor of this rollout, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => Rollout, { description: 'The rollout.' })
  readonly node: Rollout;
}

@ObjectType({ simpleResolvers: true, description: 'Page of rollouts, newest first.' })
export class RolloutConnection {
  @Field(() => [RolloutEdge], { description: 'Rollouts of this page.' })
  readonly edges: readonly RolloutEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
