import 'reflect-metadata';
import { Directive, Field, Mutation, ObjectType, Resolver } from 'type-graphql';
import { DomainError } from '../../../../platform/errors.ts';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';
import type { LakePipeline } from '../lake-pipeline.ts';

/** Result of a request to refresh the lake. */
@Directive(requiresScopes('monitoring:write'))
@ObjectType({ description: 'Result of `refreshLake`.' })
export class RefreshLakePayload {
  @Field(() => DateTime, {
    description:
      'Time of the request. The refresh runs in the background: `LakeTable.freshnessSeconds` of a table begins anew once it is done.',
  })
  readonly requestedAt: number;
}

/** Dependencies of the {@link RefreshLakeResolver}. */
export interface RefreshLakeResolverDeps {
  /** undefined without a lake */
  readonly pipeline: Pick<LakePipeline, 'request'> | undefined;
  /** epoch milliseconds */
  readonly clock: () => number;
}

/** Requests to refresh the lake. */
@Resolver()
export class RefreshLakeResolver {
  readonly #deps: RefreshLakeResolverDeps;

  constructor(deps: RefreshLakeResolverDeps) {
    this.#deps = deps;
  }

  @Directive(requiresScopes('monitoring:write'))
  @Mutation(() => RefreshLakePayload, {
    nullable: true,
    description:
      'Has new events go through the lake now instead of at the next scheduled refresh. Requests during a refresh lead to one more.',
  })
  refreshLake(): RefreshLakePayload {
    const { pipeline, clock } = this.#deps;
    if (!pipeline) throw new DomainError('LAKE_OFF', 'LAKE_URL: found off, expected the address of a lake');
    pipeline.request();
    return { requestedAt: clock() };
  }
}
