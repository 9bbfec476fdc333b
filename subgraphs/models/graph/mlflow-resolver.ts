import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { beforeId } from '../../../platform/graphql/before-id.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { authorship } from '../audit/authorship.ts';
import type { Mlflow } from '../mlflow/mlflow.ts';
import { listConflicts } from '../mlflow/store/conflict-store.ts';
import { getSync } from '../mlflow/store/sync-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Loaders } from './loaders.ts';
import { presentConflict, presentSkip, presentSync, presentUpdate } from './present-mlflow.ts';
import { MlflowVersion, RegistryConflict, RegistrySync, RegistrySyncPayload } from './types/mlflow.ts';
import { ModelVersion } from './types/model-version.ts';

const READ = '@requiresScopes(scopes: [["models:read"]])';

/** Resolvers of the synchronization with MLflow. */
@Resolver(() => ModelVersion)
export class MlflowResolver {
  readonly #db: Db;
  readonly #mlflow: Mlflow;
  readonly #loaders: Loaders;

  constructor(db: Db, mlflow: Mlflow, loaders: Loaders) {
    this.#db = db;
    this.#mlflow = mlflow;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => RegistrySync, {
    nullable: true,
    description: 'State of the synchronization with the MLflow server, over all replicas.',
  })
  async registrySync(): Promise<RegistrySync> {
    return presentSync(await getSync(this.#db), this.#mlflow.trackingUri);
  }

  @Directive(READ)
  @Query(() => [RegistryConflict], {
    nullable: true,
    description: 'Differences between MLflow and this registry, newest first.',
  })
  async registryConflicts(
    @Arg('model', () => String, {
      nullable: true,
      description: 'Name of a model, in this registry or in MLflow; by default all models.',
    })
    model: string | null | undefined,
    @Arg('openOnly', () => Boolean, { defaultValue: true, description: 'Whether settled conflicts are left out.' })
    openOnly: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of conflicts, 1 to 200.' }) first: number,
    @Arg('before', () => ID, { nullable: true, description: 'Id of a conflict; only earlier ones are returned.' })
    before: string | null | undefined,
  ): Promise<RegistryConflict[]> {
    const filter = { model: model ?? null, openOnly, first: pageSize(first), before: beforeId(before) };
    return (await listConflicts(this.#db, filter)).map(presentConflict);
  }

  @Directive('@requiresScopes(scopes: [["models:promote"]])')
  @Mutation(() => RegistrySyncPayload, {
    nullable: true,
    description:
      'Synchronizes with the MLflow server now: imports new versions, retries versions that could not be imported, and writes champion, challenger and stages to MLflow.',
  })
  async syncRegistry(@Ctx() context: SubgraphContext): Promise<RegistrySyncPayload> {
    const { imported, updated, conflicts, skipped } = await this.#mlflow.sync(authorship(context, 'found in MLflow'));
    const versions = await Promise.all(imported.map((key) => this.#loaders.versions.load(key)));
    return {
      imported: versions.filter((version) => version !== undefined),
      updated: updated.map(presentUpdate),
      conflicts: conflicts.map(presentConflict),
      skipped: skipped.map(presentSkip),
    };
  }

  @FieldResolver(() => MlflowVersion, {
    nullable: true,
    description: 'MLflow version that this version was imported from; null for a version from another source.',
  })
  async mlflow(@Root() { model, version }: ModelVersion) {
    return this.#loaders.mlflowVersions.load({ model, version });
  }
}
