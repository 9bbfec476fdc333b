import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/** The lead, as far as `scores` knows it: its key. The fields it adds are in the lead resolver. */
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, description: 'Someone who may become a customer.' })
export class Lead {
  @Field(() => ID, { description: "The lead's id, as the CRM has it." })
  readonly id: string;
}

/** A reference to a rollout that `models` resolves. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true, description: 'A change of the live model, step by step.' })
export class Rollout {
  @Field(() => ID, { description: 'Identifies the rollout.' })
  readonly id: string;
}

/** A reference to a version that `models` resolves. */
@Directive('@key(fields: "model version", resolvable: false)')
@ObjectType({ simpleResolvers: true, description: 'One version of a model.' })
export class ModelVersion {
  @Field(() => String, { description: 'Name of the model.' })
  readonly model: string;

  @Field(() => Int, { description: 'Number of the version within its model, from 1.' })
  readonly version: number;
}
