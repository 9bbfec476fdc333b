import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { RolloutAnalysis } from './rollout-analysis.ts';
import { RolloutEventType, RolloutSeverity, RolloutStatus } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Something that happened to a rollout, and how it left it.' })
export class RolloutEvent {
  @Field(() => RolloutEventType, { description: 'What happened.' })
  readonly type: keyof typeof RolloutEventType;

  @Field(() => DateTime, { description: 'When it happened.' })
  readonly at: number;

  @Field(() => String, { description: 'Who did it.' })
  readonly by: string;

  @Field(() => String, { description: 'Why: in the words of whoever did it, or what the evidence says.' })
  readonly reason: string;

  @Field(() => RolloutSeverity, { nullable: true, description: 'How urgent it is; null when nobody needs to be told.' })
  readonly severity: keyof typeof RolloutSeverity | null;

  @Field(() => RolloutStatus, { description: 'Where the rollout stood then.' })
  readonly status: keyof typeof RolloutStatus;

  @Field(() => Int, { description: 'Position of the step that was in force then, from 0; −1 before the first.' })
  readonly step: number;

  @Field(() => Float, { description: 'Share of the traffic that all challengers had together then, 0–1.' })
  readonly trafficShare: number;

  @Field(() => RolloutAnalysis, { nullable: true, description: 'The evidence of that moment; null without.' })
  readonly analysis: RolloutAnalysis | null;
}

@ObjectType({ simpleResolvers: true, description: 'An event and its place in the history of a rollout.' })
export class RolloutEventEdge {
  @Field(() => String, { description: 'The place of this event, for `after`.' })
  readonly cursor: string;

  @Field(() => RolloutEvent, { description: 'The event.' })
  readonly node: RolloutEvent;
}

@ObjectType({ simpleResolvers: true, description: 'A page of the history of a rollout, newest first.' })
export class RolloutEventConnection {
  @Field(() => [RolloutEventEdge], { description: 'The events of this page.' })
  readonly edges: readonly RolloutEventEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}

/** Something that happened to a rollout, as `rolloutChanged` tells it. Its fields are in the change resolver. */
@ObjectType({ description: 'Something that happened to a rollout.' })
export class RolloutChange {}
