import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Key of a backtest, which `scores` owns. The fields that `monitoring` adds are in its resolvers. */
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, description: 'Scores of a model version about the past.' })
export class Backtest {
  @Field(() => ID, { description: 'Id of the backtest.' })
  readonly id: string;
}
