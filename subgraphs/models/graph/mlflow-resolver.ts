import 'reflect-metadata';
import { Arg, Ctx, Directive, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
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

/** The MLflow server that the registry follows. */
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
  @Query(() => RegistrySync, { nullable: true, description: 'How following the MLflow server goes.' })
  async registrySync(): Promise<RegistrySync> {
    return presentSync(await getSync(this.#db), this.#mlflow.trackingUri);
  }

  @Directive(READ)
  @Query(() => [RegistryConflict], {
    nullable: true,
    description: 'Where MLflow and this registry disagree, or did, newest first.',
  })
  async registryConflicts(
    @Arg('model', () => String, {
      nullable: true,
      description: 'Of this model, by its name here or in MLflow; of all when absent.',
    })
    model: string | null | undefined,
    @Arg('openOnly', () => Boolean, { defaultValue: true, description: 'Only those that are not settled.' })
    openOnly: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
  ): Promise<RegistryConflict[]> {
    const filter = { model: model ?? null, openOnly, first: pageSize(first) };
    return (await listConflicts(this.#db, filter)).map(presentConflict);
  }

  @Directive('@requiresScopes(scopes: [["models:promote"]])')
  @Mutation(() => RegistrySyncPayload, {
    nullable: true,
    description:
      'Looks at the MLflow server now: imports versions that are new, tries those again that could not be imported, and writes champion, challenger and stages there.',
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
    description: 'The version in MLflow that it was imported from; null when it came in another way.',
  })
  async mlflow(@Root() { model, version }: ModelVersion) {
    return this.#loaders.mlflowVersions.load({ model, version });
  }
}
