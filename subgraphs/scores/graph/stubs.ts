import 'reflect-metadata';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

/** The lead by its key. The fields that `scores` adds are in the lead resolver. */
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true, description: 'A person or company that may become a customer.' })
export class Lead {
  @Field(() => ID, { description: 'Id of the lead, as in the CRM.' })
  readonly id: string;
}

/** A reference to a rollout that `models` resolves. */
@Directive('@key(fields: "id", resolvable: false)')
@ObjectType({ simpleResolvers: true, description: 'Stepwise change of the model version that answers requests.' })
export class Rollout {
  @Field(() => ID, { description: 'Id of the rollout.' })
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
