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

/** Queries, and the fields of a model. */
@Resolver(() => Model)
export class ModelResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Query(() => Model, { nullable: true, description: 'A model by its name; null when there is none.' })
  async model(@Arg('name', () => String, { description: 'Name of the model.' }) name: string) {
    return this.#loaders.models.load(name);
  }

  @Directive(READ)
  @Query(() => [Model], { nullable: true, description: 'All models, by name.' })
  async models(): Promise<Model[]> {
    return (await findModels(this.#db)).map(presentModel);
  }

  @Directive(READ)
  @Query(() => ModelVersion, { nullable: true, description: 'One version of a model; null when there is none.' })
  async modelVersion(
    @Arg('model', () => String, { description: 'Name of the model.' }) model: string,
    @Arg('version', () => Int, { description: 'Number of the version.' }) version: number,
  ) {
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(READ)
  @Query(() => ModelVersion, {
    nullable: true,
    description: 'The version that was champion at a time; null before the first promotion.',
  })
  async championAt(
    @Arg('model', () => String, { description: 'Name of the model.' }) model: string,
    @Arg('time', () => DateTime, { description: 'The time to look at.' }) time: number,
  ) {
    const version = await findChampionAt(this.#db, model, time);
    return version === undefined ? null : this.#loaders.versions.load({ model, version });
  }

  @Directive(SLICE)
  @FieldResolver(() => [ModelVersion], { description: 'Its versions, newest first.' })
  async versions(
    @Root() model: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
    @Arg('before', () => Int, { nullable: true, description: 'Only versions below this number.' }) before:
      | number
      | null,
  ): Promise<ModelVersion[]> {
    return (await listVersions(this.#db, model.name, pageSize(first), before)).map(presentVersion);
  }

  @FieldResolver(() => ModelVersion, { nullable: true, description: 'The version in Production; null without one.' })
  async champion(@Root() model: Model) {
    return this.#loaders.champions.load(model.name);
  }

  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description: 'The version with the alias challenger; null without one.',
  })
  async challenger(@Root() { name, challengerVersion: version }: Model) {
    return version === null ? null : this.#loaders.versions.load({ model: name, version });
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => StageChangeConnection, { description: 'Everything done to its versions, page by page.' })
  async historyConnection(
    @Root() { name }: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only changes after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<StageChangeConnection> {
    const read = (count: number, below: number | null) => listChanges(this.#db, name, count, below);
    return readConnection({ list: `history:${name}`, first, after }, read, presentChange);
  }

  @Directive(SLICE)
  @FieldResolver(() => [StageChange], { description: 'Everything done to its versions, newest first.' })
  async history(
    @Root() model: Model,
    @Arg('first', () => Int, { defaultValue: 50, description: 'How many, 200 at most.' }) first: number,
    @Arg('before', () => Int, { nullable: true, description: 'Only entries below this sequence.' }) before:
      | number
      | null,
  ): Promise<StageChange[]> {
    return (await listChanges(this.#db, model.name, pageSize(first), before)).map(presentChange);
  }
}
