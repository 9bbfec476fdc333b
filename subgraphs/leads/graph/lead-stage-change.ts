import 'reflect-metadata';
import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../platform/graphql/page-info.ts';
import { LeadStage } from '../leads/lead.ts';

/** Change of the stage of a lead. */
@ObjectType({ simpleResolvers: true, description: 'Change of the stage of a lead.' })
export class LeadStageChange {
  @Field(() => LeadStage, { nullable: true, description: 'Stage before; null for the first stage.' })
  readonly fromStage: LeadStage | null;

  @Field(() => LeadStage, { description: 'Stage after.' })
  readonly toStage: LeadStage;

  @Field(() => DateTime, { description: 'Time of the change.' })
  readonly at: number;
}

@ObjectType({ simpleResolvers: true, description: 'Change of a stage with its cursor.' })
export class LeadStageChangeEdge {
  @Field(() => String, { description: 'Cursor of this change, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => LeadStageChange, { description: 'The change.' })
  readonly node: LeadStageChange;
}

@ObjectType({ simpleResolvers: true, description: 'Page of the changes of the stage of a lead, newest first.' })
export class LeadStageChangeConnection {
  @Field(() => [LeadStageChangeEdge], { description: 'Changes of this page.' })
  readonly edges: readonly LeadStageChangeEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
