import type { GraphQLSchema } from 'graphql';
import type { Feed } from '../../platform/streams/feed.ts';
import { createSubgraphSchema } from '../../platform/subgraph/subgraph-schema.ts';
import { changeFilter } from './changes/change-filter.ts';
import type { ChangeRow } from './changes/change-store.ts';
import { CrmDeliveryResolver, type CrmDeliveryResolverDeps } from './crm/graph/crm-delivery-resolver.ts';
import { CrmSyncResolver, type CrmSyncResolverDeps } from './crm/graph/crm-sync-resolver.ts';
import { ErasureResolver } from './erasure/graph/erasure-resolver.ts';
import { PersonExportResolver } from './erasure/graph/person-export.ts';
import { ConsentResolver } from './graph/consent-resolver.ts';
import { type LeadChangedArguments, LeadChangeResolver } from './graph/lead-change-resolver.ts';
import { LeadConnectionResolver } from './graph/lead-connection-resolver.ts';
import { LeadFacetResolver } from './graph/lead-facet-resolver.ts';
import { LeadResolver } from './graph/lead-resolver.ts';
import { LeadStageResolver } from './graph/lead-stage-resolver.ts';
import { createLeadLoaders } from './graph/loaders.ts';
import { ScoreOverrideResolver } from './graph/score-override-resolver.ts';
import { DuplicateResolver } from './identity/graph/duplicate-resolver.ts';
import { createIdentityLoaders } from './identity/graph/identity-loaders.ts';
import { MergeResolver } from './identity/graph/merge-resolver.ts';
import { LakeExpectationResolver, LakeResolver } from './lake/graph/lake-resolver.ts';
import { RefreshLakeResolver } from './lake/graph/refresh-lake-resolver.ts';
import type { LakePipeline } from './lake/lake-pipeline.ts';
import type { LeadsDeps } from './leads/leads-deps.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

/**
 * Creates the schema of `leads` with its resolvers.
 *
 * @param changes feed of the changes of leads
 * @param pipeline of the lake; undefined without one
 * @param sync     with the CRM; undefined without one
 * @param writeBack of scores to the CRM; undefined without one
 */
export function createLeadsSchema(
  deps: LeadsDeps,
  vocabulary: Vocabulary,
  changes: Feed<ChangeRow>,
  pipeline?: Pick<LakePipeline, 'request'>,
  sync?: CrmSyncResolverDeps['sync'],
  writeBack?: CrmDeliveryResolverDeps['writeBack'],
): GraphQLSchema {
  const loaders = createLeadLoaders(deps);
  const identity = createIdentityLoaders(deps.db);
  const findReference = ({ id }: { readonly id: string }) => loaders.leads.load(id);
  return createSubgraphSchema({
    resolvers: [
      LeadResolver,
      LeadConnectionResolver,
      LeadFacetResolver,
      ScoreOverrideResolver,
      LeadStageResolver,
      DuplicateResolver,
      MergeResolver,
      ConsentResolver,
      LeadChangeResolver,
      LakeResolver,
      LakeExpectationResolver,
      RefreshLakeResolver,
      CrmSyncResolver,
      CrmDeliveryResolver,
      ErasureResolver,
      PersonExportResolver,
    ],
    instances: new Map<unknown, object>([
      [LeadResolver, new LeadResolver(deps, loaders)],
      [LeadConnectionResolver, new LeadConnectionResolver(deps.db)],
      [LeadFacetResolver, new LeadFacetResolver(deps.db, vocabulary)],
      [ConsentResolver, new ConsentResolver(deps)],
      [ScoreOverrideResolver, new ScoreOverrideResolver(deps, loaders)],
      [LeadStageResolver, new LeadStageResolver(deps.db)],
      [DuplicateResolver, new DuplicateResolver(deps.db, loaders, identity)],
      [MergeResolver, new MergeResolver(deps, loaders, identity)],
      [LeadChangeResolver, new LeadChangeResolver(changes, loaders)],
      [LakeResolver, new LakeResolver({ db: deps.db, clock: deps.clock, hasLake: pipeline !== undefined })],
      [LakeExpectationResolver, new LakeExpectationResolver(deps.db)],
      [PersonExportResolver, new PersonExportResolver(deps)],
      [ErasureResolver, new ErasureResolver({ ...deps, hasLake: pipeline !== undefined })],
      [RefreshLakeResolver, new RefreshLakeResolver({ pipeline, clock: deps.clock })],
      [CrmDeliveryResolver, new CrmDeliveryResolver({ db: deps.db, clock: deps.clock, writeBack })],
      [CrmSyncResolver, new CrmSyncResolver({ db: deps.db, clock: deps.clock, sync })],
    ]),
    streams: {
      leadChanged: async ({ filter, after }: LeadChangedArguments) =>
        changes.subscribe({ after, accepts: changeFilter(filter ?? {}) }),
    },
    // an id that no row can have is unknown
    answersAnyText: ['Query.lead'],
    access: { anyOf: ['leads:read'] },
    references: { Lead: findReference },
  });
}
