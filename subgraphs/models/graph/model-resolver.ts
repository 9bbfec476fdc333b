import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import { findChampionAt, listChanges } from '../versions/store/history-store.ts';
import { type Db, findModels, listVersions } from '../versions/store/version-store.ts';
import type { Loaders } from './loaders.ts';
import { presentChange, presentModel, presentVersion } from './present-version.ts';
import { Model, StageChange, StageChangeConnection } from './types/model.ts';
import { ModelVersion } from './types/model-version.ts';

const READ = '@requiresScopes(scopes: [["models:read"]])';

const SLICE = '@listSize(slicingArguments: ["first"])';

/** Queries of models, and resolvers of their fields. */
@Resolver(() => Model)
export class ModelResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => Model, { nullable: true, description: 'Model by name; null if there is none.' })
  async model(@Arg('name', () => String, { description: 'Name of the model, such as lead-conversion.' }) name: string) {
    return this.#loaders.models.load(name);
  }

  @Directive(READ)
  @Query(() => [Model], { nullable: true, description: 'All models, in order of their names.' })
  async models(): Promise<Model[]> {
    return (await findModels(this.#db)).map(presentModel);
  }

  @Directive(READ)
  @Query(() => ModelVersion, { nullable: true, description: 'Version of a model; null if there is none.' })
  async modelVersion(
    @Arg('model', () => String, { description: 'Name of the model, such as lead-conversion.' }) model: string,
    @Arg('version', () => Int, { description: 'Number of the version, from 1.' }) version: number,
  ) {
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(READ)
  @Query(() => ModelVersion, {
    nullable: true,
    description: 'Champion of a model at a given time; null before the first promotion.',
  })
  async championAt(
    @Arg('model', () => String, { description: 'Name of the model, such as lead-conversion.' }) model: string,
    @Arg('time', () => DateTime, { description: 'Time at which the version was champion.' }) time: number,
  ) {
    const version = await findChampionAt(this.#db, model, time);
    return version === undefined ? null : this.#loaders.versions.load({ model, version });
  }

  @Directive(SLICE)
  @FieldResolver(() => [ModelVersion], { description: 'Versions of the model, newest first.' })
  async versions(
    @Root() model: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of versions, 1 to 200.' }) first: number,
    @Arg('before', () => Int, { nullable: true, description: 'Version number; only lower ones are returned.' }) before:
      | number
      | null,
  ): Promise<ModelVersion[]> {
    return (await listVersions(this.#db, model.name, pageSize(first), before)).map(presentVersion);
  }

  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description: 'Version in stage PRODUCTION; null if there is none.',
  })
  async champion(@Root() model: Model) {
    return this.#loaders.champions.load(model.name);
  }

  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description: 'Version with the alias challenger; null if there is none.',
  })
  async challenger(@Root() { name, challengerVersion: version }: Model) {
    return version === null ? null : this.#loaders.versions.load({ model: name, version });
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => StageChangeConnection, {
    description: 'Changes of the stages of its versions, newest first, in pages.',
  })
  async historyConnection(
    @Root() { name }: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of changes, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a change; the page continues with the changes before it in time.',
    })
    after: string | null | undefined,
  ): Promise<StageChangeConnection> {
    const read = (count: number, below: number | null) => listChanges(this.#db, name, count, below);
    return readConnection({ list: `history:${name}`, first, after }, read, presentChange);
  }

  @Directive(SLICE)
  @FieldResolver(() => [StageChange], { description: 'Changes of the stages of its versions, newest first.' })
  async history(
    @Root() model: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of changes, 1 to 200.' }) first: number,
    @Arg('before', () => Int, {
      nullable: true,
      description: 'Value of `sequence`; only changes with a lower one are returned.',
    })
    before: number | null,
  ): Promise<StageChange[]> {
    return (await listChanges(this.#db, model.name, pageSize(first), before)).map(presentChange);
  }
}
