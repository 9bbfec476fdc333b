import 'reflect-metadata';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** Key of a version, which other subgraphs know more of. The fields that `monitoring` adds are in its resolvers. */
@Directive('@key(fields: "model version")')
@ObjectType({ simpleResolvers: true, description: 'One version of a model.' })
export class ModelVersion {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  readonly version: number;
}
