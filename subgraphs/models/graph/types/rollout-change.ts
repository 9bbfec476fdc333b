import 'reflect-metadata';
import { ObjectType } from 'type-graphql';

/** Something that happened to a rollout, as `rolloutChanged` tells it. Its fields are in the change resolver. */
@ObjectType({ description: 'Something that happened to a rollout.' })
export class RolloutChange {}
