import 'reflect-metadata';
import { Arg, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { listRolloutEvents, listRollouts } from '../rollout/store/rollout-store.ts';
import type { Db } from '../versions/store/version-store.ts';
import type { Loaders } from './loaders.ts';
import { presentRollout, presentRolloutEvent } from './present-rollout.ts';
import { Model } from './types/model.ts';
import { ModelVersion } from './types/model-version.ts';
import { Rollout, RolloutConnection } from './types/rollout.ts';
import { RolloutAnalysis } from './types/rollout-analysis.ts';
import { RolloutEventConnection } from './types/rollout-event.ts';
import { RolloutVersion } from './types/rollout-settings.ts';

const PAGE = '@listSize(slicingArguments: ["first"], sizedFields: ["edges"])';
const FIRST = { defaultValue: 50, description: 'How many, 200 at most.' };

/** The query of one rollout, and the fields of a rollout that are read when they are asked for. */
@Resolver(() => Rollout)
export class RolloutResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => Rollout, { nullable: true, description: 'A rollout by its id; null when there is none.' })
  async rollout(@Arg('id', () => ID, { description: 'Id of the rollout.' }) id: string) {
    return this.#loaders.rollouts.load(id);
  }

  @FieldResolver(() => ModelVersion, { description: 'The version it is held against: champion when it was started.' })
  async champion(@Root() { model, championVersion: version }: Rollout) {
    return this.#loaders.versions.load({ model, version });
  }

  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description:
      'The version that is to prove itself; of several the one of the lowest number. Null with SHADOW: see `versions`.',
  })
  async challenger(@Root() { model, participants }: Rollout) {
    const challenger = participants.find(({ role }) => role === 'CHALLENGER');
    return challenger ? this.#loaders.versions.load({ model, version: challenger.version }) : null;
  }

  @FieldResolver(() => [RolloutVersion], { description: 'Who takes part beside the champion, challengers first.' })
  async versions(@Root() { model, participants }: Rollout) {
    const keys = participants.map(({ version }) => ({ model, version }));
    const loaded = await this.#loaders.versions.loadMany(keys);
    return participants.map(({ role, weight }, position) => ({ modelVersion: loaded[position], role, weight }));
  }

  @FieldResolver(() => RolloutAnalysis, {
    nullable: true,
    description: 'What the evidence says as of its latest analysis; null before the first.',
  })
  async analysis(@Root() { id }: Rollout) {
    return this.#loaders.analyses.load(id);
  }

  @Directive(PAGE)
  @FieldResolver(() => RolloutEventConnection, {
    description:
      'Everything that happened to it, newest first. Of analyses that changed nothing, the newest 1,000 are kept.',
  })
  async history(
    @Root() { id }: Rollout,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only events after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<RolloutEventConnection> {
    const read = async (count: number, below: number | null) => {
      const events = await listRolloutEvents(this.#db, Number(id), count, below);
      return events.map((event) => ({ ...event, id: event.sequence }));
    };
    return readConnection({ list: `rollout:${id}`, first, after }, read, presentRolloutEvent);
  }
}

/** The rollouts of a model. */
@Resolver(() => Model)
export class ModelRolloutResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @FieldResolver(() => Rollout, { nullable: true, description: 'Its rollout that has not ended; null without one.' })
  async rollout(@Root() { name }: Model) {
    return this.#loaders.openRollouts.load(name);
  }

  @Directive(PAGE)
  @FieldResolver(() => RolloutConnection, { description: 'Its rollouts, newest first.' })
  async rollouts(
    @Root() { name }: Model,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, { nullable: true, description: 'Only rollouts after this cursor, thus older.' })
    after: string | null | undefined,
  ): Promise<RolloutConnection> {
    const read = (count: number, below: number | null) => listRollouts(this.#db, name, count, below);
    return readConnection({ list: `rollouts:${name}`, first, after }, read, presentRollout);
  }
}
