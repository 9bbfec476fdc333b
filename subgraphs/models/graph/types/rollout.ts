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
  description: 'How a version comes to its traffic, by evidence. A model has one open rollout at most.',
})
export class Rollout {
  @Field(() => ID, { description: 'Id of the rollout; rises with every rollout.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => RolloutStrategy, { description: 'How the version comes to its traffic.' })
  readonly strategy: keyof typeof RolloutStrategy;

  @Field(() => RolloutStatus, { description: 'Where it stands.' })
  readonly status: keyof typeof RolloutStatus;

  @Field(() => Int, { description: 'Position in `steps` of the step in force, from 0; −1 before the first.' })
  readonly step: number;

  @Field(() => [RolloutStep], { description: 'Its steps, in order.' })
  readonly steps: readonly RolloutStep[];

  @Field(() => [RolloutGuardrail], { description: 'What its evidence is held against.' })
  readonly guardrails: readonly RolloutGuardrail[];

  @Field(() => RolloutTripWires, { description: 'What ends it at once.' })
  readonly tripWires: RolloutTripWires;

  @Field(() => Float, {
    description: 'Share of the traffic that all challengers have together now, 0–1; with SHADOW the share they see.',
  })
  readonly trafficShare: number;

  @Field(() => Float, { description: 'Share of leads that are scored, but whose scores are hidden from sales, 0–1.' })
  readonly holdoutShare: number;

  @Field(() => Int, { description: 'Latest recorded requests that were replayed before it began; 0 for none.' })
  readonly replayRows: number;

  @Field(() => Float, {
    nullable: true,
    description: 'AB_TEST: least change of conversion worth finding, absolute; null when none was stated.',
  })
  readonly minimumEffect: number | null;

  @Field(() => String, { description: 'Who started it, and so cannot approve it.' })
  readonly requestedBy: string;

  @Field(() => String, { description: 'Why, in the words of whoever started it.' })
  readonly reason: string;

  @Field(() => DateTime, { description: 'When it was started.' })
  readonly createdAt: number;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is open.' })
  readonly endedAt: number | null;

  @Field(() => String, { nullable: true, description: 'Why it ended; null while it is open.' })
  readonly endReason: string | null;

  @Field(() => String, { nullable: true, description: 'What it waits for, in one sentence; null once it has ended.' })
  readonly waitsFor: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When its step can end at the earliest, if the evidence suffices; null unless it is RUNNING.',
  })
  readonly nextStepAt: number | null;

  /** number of the version it is held against, for the field that loads it */
  readonly championVersion: number;

  /** who takes part beside the champion, for the fields that load them */
  readonly participants: readonly Participant[];
}

@ObjectType({ simpleResolvers: true, description: 'A rollout and its place in the list.' })
export class RolloutEdge {
  @Field(() => String, { description: 'The place of this rollout, for `after`.' })
  readonly cursor: string;

  @Field(() => Rollout, { description: 'The rollout.' })
  readonly node: Rollout;
}

@ObjectType({ simpleResolvers: true, description: 'A page of rollouts, newest first.' })
export class RolloutConnection {
  @Field(() => [RolloutEdge], { description: 'The rollouts of this page.' })
  readonly edges: readonly RolloutEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
