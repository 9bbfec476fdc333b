import type { GraphQLSchema } from 'graphql';
import { createSubgraphSchema } from '../../../platform/subgraph/subgraph-schema.ts';
import type { AuditDeps } from '../audit/audited.ts';
import { GradePolicyResolver } from '../grades/graph/grade-policy-resolver.ts';
import type { Mlflow } from '../mlflow/mlflow.ts';
import type { Registry } from '../registry/registry.ts';
import type { Rollouts } from '../rollout/commands/rollouts.ts';
import type { Maturity } from '../rollout/store/outcome-store.ts';
import type { RolloutFeed } from '../rollout/store/rollout-feed.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';
import type { ResendDeps } from '../webhooks/resend-webhook.ts';
import { AuditResolver } from './audit-resolver.ts';
import { createLoaders } from './loaders.ts';
import { MachineTokenResolver } from './machine-token-resolver.ts';
import { MlflowResolver } from './mlflow-resolver.ts';
import { ModelMutationResolver } from './model-mutation-resolver.ts';
import { ModelResolver } from './model-resolver.ts';
import { PromotionResolver } from './promotion-resolver.ts';
import { type RolloutChangedArguments, RolloutChangeResolver } from './rollout-change-resolver.ts';
import { RolloutMutationResolver } from './rollout-mutation-resolver.ts';
import { ModelRolloutResolver, RolloutResolver } from './rollout-resolver.ts';
import { RolloutResultResolver } from './rollout-result-resolver.ts';
import { ViewerResolver } from './viewer-resolver.ts';
import { WebhookResolver } from './webhook-resolver.ts';

/** Dependencies of the schema of models. */
export interface ModelsSchemaDeps {
  readonly registry: Registry;
  readonly rollouts: Rollouts;
  readonly feed: RolloutFeed;
  readonly mlflow: Mlflow;
  /** current time, and the age from which a lead without an outcome counts as lost */
  readonly maturity: () => Maturity;
  readonly resending: ResendDeps;
  readonly audit: AuditDeps;
}

/** Creates the schema of the models subgraph. */
export function createModelsSchema(
  db: Db,
  { registry, rollouts, feed, mlflow, maturity, resending, audit }: ModelsSchemaDeps,
): GraphQLSchema {
  const loaders = createLoaders(db);
  const findModel = ({ name }: { name: string }) => loaders.models.load(name);
  const findVersion = ({ model, version }: VersionKey) => loaders.versions.load({ model, version });
  const findRollout = ({ id }: { id: string }) => loaders.rollouts.load(id);
  const instances = new Map<unknown, object>([
    [ModelResolver, new ModelResolver(db, loaders)],
    [ModelMutationResolver, new ModelMutationResolver(db, registry, mlflow, loaders)],
    [PromotionResolver, new PromotionResolver(db, registry.promotions)],
    [GradePolicyResolver, new GradePolicyResolver(audit)],
    [AuditResolver, new AuditResolver(db)],
    [MlflowResolver, new MlflowResolver(db, mlflow, loaders)],
    [WebhookResolver, new WebhookResolver(db, resending)],
    [MachineTokenResolver, new MachineTokenResolver(db, resending)],
    [RolloutResolver, new RolloutResolver(db, loaders)],
    [ModelRolloutResolver, new ModelRolloutResolver(db, loaders)],
    [RolloutMutationResolver, new RolloutMutationResolver(rollouts)],
    [RolloutChangeResolver, new RolloutChangeResolver(feed, loaders)],
    [RolloutResultResolver, new RolloutResultResolver(db, loaders, maturity)],
    [ViewerResolver, new ViewerResolver()],
  ]);
  return createSubgraphSchema({
    resolvers: [
      ModelResolver,
      ModelMutationResolver,
      PromotionResolver,
      GradePolicyResolver,
      AuditResolver,
      MlflowResolver,
      WebhookResolver,
      MachineTokenResolver,
      RolloutResolver,
      ModelRolloutResolver,
      RolloutMutationResolver,
      RolloutChangeResolver,
      RolloutResultResolver,
      ViewerResolver,
    ],
    instances,
    streams: {
      rolloutChanged: async ({ model, after }: RolloutChangedArguments) =>
        feed.subscribe({ after, accepts: (change) => model == null || change.model === model }),
    },
    access: { anyOf: ['models:read', 'models:promote', 'models:approve'] },
    references: {
      Model: findModel,
      ModelVersion: findVersion,
      Rollout: findRollout,
    },
  });
}
