import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelStage, ReignEnd, StageAction } from './stage.ts';

@Directive('@key(fields: "name")')
@ObjectType({ simpleResolvers: true, description: 'A named series of versions that predict the same thing.' })
export class Model {
  @Field(() => ID, { description: 'Id of the model: its name.' })
  readonly id: string;

  @Field(() => String, { description: 'Name of the model, such as lead-conversion.' })
  readonly name: string;

  @Field(() => DateTime, { description: 'Time of the registration of its first version.' })
  readonly createdAt: number;

  /** number of the challenger, for the resolver that loads it */
  readonly challengerVersion: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Change of the stage of a version, from the append-only history of its model.',
})
export class StageChange {
  @Field(() => Int, {
    description:
      'Position in the history of all models; later changes have higher ones. The argument `before` takes it.',
  })
  readonly sequence: number;

  @Field(() => Int, { description: 'Number of the version.' })
  readonly version: number;

  @Field(() => StageAction, { description: 'Action that changed the stage.' })
  readonly action: keyof typeof StageAction;

  @Field(() => ModelStage, { nullable: true, description: 'Stage before; null at the registration.' })
  readonly fromStage: keyof typeof ModelStage | null;

  @Field(() => ModelStage, { description: 'Stage after.' })
  readonly toStage: keyof typeof ModelStage;

  @Field(() => DateTime, { description: 'Time of the change.' })
  readonly at: number;

  @Field(() => String, { description: 'Subject of the access token that made the change.' })
  readonly actor: string;

  @Field(() => String, {
    description: 'Subject of the access token that made the change.',
    deprecationReason: 'Use actor.',
  })
  readonly by: string;

  @Field(() => String, { description: 'Reason that the actor gave.' })
  readonly reason: string;

  @Field(() => ReignEnd, {
    nullable: true,
    description:
      'Reason why the version stopped being champion, for REPLACE; null for other actions, and for changes from before this was recorded.',
  })
  readonly reignEnd: keyof typeof ReignEnd | null;
}

@ObjectType({ simpleResolvers: true, description: 'Change with its cursor.' })
export class StageChangeEdge {
  @Field(() => String, { description: 'Cursor of this change, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => StageChange, { description: 'The change.' })
  readonly node: StageChange;
}

@ObjectType({ simpleResolvers: true, description: 'Page of the history of a model, newest first.' })
export class StageChangeConnection {
  @Field(() => [StageChangeEdge], { description: 'Changes of this page.' })
  readonly edges: readonly StageChangeEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}
