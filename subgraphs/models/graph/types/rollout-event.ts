import 'reflect-metadata';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { RolloutAnalysis } from './rollout-analysis.ts';
import { RolloutEventType, RolloutSeverity, RolloutStatus } from './rollout-enums.ts';

@ObjectType({ simpleResolvers: true, description: 'Event of a rollout, with the state that it led to.' })
export class RolloutEvent {
  @Field(() => RolloutEventType, { description: 'Type of the event.' })
  readonly type: keyof typeof RolloutEventType;

  @Field(() => DateTime, { description: 'Time of the event.' })
  readonly at: number;

  @Field(() => String, {
    description: 'Subject of the access token that caused it, or the name of the part of the system.',
  })
  readonly actor: string;

  @Field(() => String, {
    description: 'Subject of the access token that caused it, or the name of the part of the system.',
    deprecationReason: 'Use actor.',
  })
  readonly by: string;

  @Field(() => String, { description: 'Reason that the actor gave, or the explanation of the evidence.' })
  readonly reason: string;

  @Field(() => RolloutSeverity, {
    nullable: true,
    description: 'Severity of the event; null if nobody needs to be notified.',
  })
  readonly severity: keyof typeof RolloutSeverity | null;

  @Field(() => RolloutStatus, { description: 'State of the rollout after the event.' })
  readonly status: keyof typeof RolloutStatus;

  @Field(() => Int, {
    description: 'Index in `steps` of the step in force after the event, from 0; −1 before the first.',
  })
  readonly step: number;

  @Field(() => Float, { description: 'Traffic share of all challengers together after the event, 0 to 1.' })
  readonly trafficShare: number;

  @Field(() => RolloutAnalysis, {
    nullable: true,
    description: 'Analysis at the time of the event; null if there was none.',
  })
  readonly analysis: RolloutAnalysis | null;
}

@ObjectType({ simpleResolvers: true, description: 'Event with its cursor.' })
export class RolloutEventEdge {
  @Field(() => String, { description: 'Cursor of this event, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => RolloutEvent, { description: 'The event.' })
  readonly node: RolloutEvent;
}

@ObjectType({ simpleResolvers: true, description: 'Page of the events of a rollout, newest first.' })
export class RolloutEventConnection {
  @Field(() => [RolloutEventEdge], { description: 'Events of this page.' })
  readonly edges: readonly RolloutEventEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

/** Item of the subscription `rolloutChanged`. Its fields are in the change resolver. */
@ObjectType({ description: 'Event of a rollout in the stream of all rollouts.' })
export class RolloutChange {}
