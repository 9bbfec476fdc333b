import 'reflect-metadata';
import { Ctx, Query, Resolver } from 'type-graphql';
import { SCOPES, type SubgraphContext } from '../../../platform/identity/identity.ts';
import { Viewer } from './types/viewer.ts';

/** Resolver of the caller. */
@Resolver()
export class ViewerResolver {
  @Query(() => Viewer, {
    nullable: true,
    description: 'Caller of this operation, with their scopes. Needs no scope: any valid token may ask.',
  })
  viewer(@Ctx() { identity }: SubgraphContext): Viewer {
    // an issuer's tokens carry scopes of other services too
    return { subject: identity.subject, scopes: SCOPES.filter((scope) => identity.scopes.includes(scope)) };
  }
}
