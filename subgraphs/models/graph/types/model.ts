import 'reflect-metadata';
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { ModelStage, ReignEnd, StageAction } from './stage.ts';

@Directive('@key(fields: "name")')
@ObjectType({ simpleResolvers: true, description: 'A model: what is predicted. Its versions are how.' })
export class Model {
  @Field(() => String, { description: 'Name of the model, such as lead-conversion.' })
  readonly name: string;

  @Field(() => DateTime, { description: 'When its first version was registered.' })
  readonly createdAt: number;

  /** number of the challenger, for the field that loads it */
  readonly challengerVersion: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'An entry of the append-only history of a model.' })
export class StageChange {
  @Field(() => Int, { description: 'Rises with every change, over all models; the argument `before` takes it.' })
  readonly sequence: number;

  @Field(() => Int, { description: 'Number of the version that changed.' })
  readonly version: number;

  @Field(() => StageAction, { description: 'What was done.' })
  readonly action: keyof typeof StageAction;

  @Field(() => ModelStage, { nullable: true, description: 'Stage before; null at registration.' })
  readonly fromStage: keyof typeof ModelStage | null;

  @Field(() => ModelStage, { description: 'Stage after.' })
  readonly toStage: keyof typeof ModelStage;

  @Field(() => DateTime, { description: 'When it was done.' })
  readonly at: number;

  @Field(() => String, { description: 'Who did it.' })
  readonly by: string;

  @Field(() => String, { description: 'Why, in the words of whoever did it.' })
  readonly reason: string;

  @Field(() => ReignEnd, {
    nullable: true,
    description:
      'Of REPLACE: why it stopped being champion. Null for other actions, and where it was not recorded yet.',
  })
  readonly reignEnd: keyof typeof ReignEnd | null;
}

@ObjectType({ simpleResolvers: true, description: 'A change and its place in the history.' })
export class StageChangeEdge {
  @Field(() => String, { description: 'The place of this change, for `after`.' })
  readonly cursor: string;

  @Field(() => StageChange, { description: 'The change.' })
  readonly node: StageChange;
}

@ObjectType({ simpleResolvers: true, description: 'A page of the history of a model, newest first.' })
export class StageChangeConnection {
  @Field(() => [StageChangeEdge], { description: 'The changes of this page.' })
  readonly edges: readonly StageChangeEdge[];

  @Field(() => PageInfo, { description: 'Where this page lies.' })
  readonly pageInfo: PageInfo;
}
