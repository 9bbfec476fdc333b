import 'reflect-metadata';
import { Directive, Field, Int, ObjectType } from 'type-graphql';

/** A version, as far as `monitoring` knows it: its key. The fields it adds are in resolvers. */
@Directive('@key(fields: "model version")')
@ObjectType({ simpleResolvers: true, description: 'One version of a model.' })
export class ModelVersion {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version, from 1.' })
  readonly version: number;
}
