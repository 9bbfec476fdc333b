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
const FIRST = { defaultValue: 50, description: 'Number of items, 1 to 200.' };

/** Query of a rollout, and resolvers of fields that are read on demand. */
@Resolver(() => Rollout)
export class RolloutResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Query(() => Rollout, { nullable: true, description: 'Rollout by its id; null if there is none.' })
  async rollout(@Arg('id', () => ID, { description: 'Id of the rollout.' }) id: string) {
    return this.#loaders.rollouts.load(id);
  }

  @FieldResolver(() => ModelVersion, {
    description: 'Version that the challengers are compared with: the champion when the rollout started.',
  })
  async champion(@Root() { model, championVersion: version }: Rollout) {
    return this.#loaders.versions.load({ model, version });
  }

  @FieldResolver(() => ModelVersion, {
    nullable: true,
    description: 'Version under test; of several, the one with the lowest number. Null with SHADOW, see `versions`.',
  })
  async challenger(@Root() { model, participants }: Rollout) {
    const challenger = participants.find(({ role }) => role === 'CHALLENGER');
    return challenger ? this.#loaders.versions.load({ model, version: challenger.version }) : null;
  }

  @FieldResolver(() => [RolloutVersion], {
    description: 'Versions that take part beside the champion, challengers first.',
  })
  async versions(@Root() { model, participants }: Rollout) {
    const keys = participants.map(({ version }) => ({ model, version }));
    const loaded = await this.#loaders.versions.loadMany(keys);
    return participants.map(({ role, weight }, position) => ({ modelVersion: loaded[position], role, weight }));
  }

  @FieldResolver(() => RolloutAnalysis, {
    nullable: true,
    description: 'Latest analysis of the evidence; null before the first.',
  })
  async analysis(@Root() { id }: Rollout) {
    return this.#loaders.analyses.load(id);
  }

  @Directive(PAGE)
  @FieldResolver(() => RolloutEventConnection, {
    description:
      'Events of the rollout, newest first. Of the analyses that changed nothing, only the newest 1,000 are kept.',
  })
  async history(
    @Root() { id }: Rollout,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of an event; the page continues with the events before it in time.',
    })
    after: string | null | undefined,
  ): Promise<RolloutEventConnection> {
    const read = async (count: number, below: number | null) => {
      const events = await listRolloutEvents(this.#db, Number(id), count, below);
      return events.map((event) => ({ ...event, id: event.sequence }));
    };
    return readConnection({ list: `rollout:${id}`, first, after }, read, presentRolloutEvent);
  }
}

/** Resolvers of the rollouts of a model. */
@Resolver(() => Model)
export class ModelRolloutResolver {
  readonly #db: Db;
  readonly #loaders: Loaders;

  constructor(db: Db, loaders: Loaders) {
    this.#db = db;
    this.#loaders = loaders;
  }

  @FieldResolver(() => Rollout, { nullable: true, description: 'Open rollout of the model; null if there is none.' })
  async rollout(@Root() { name }: Model) {
    return this.#loaders.openRollouts.load(name);
  }

  @Directive(PAGE)
  @FieldResolver(() => RolloutConnection, { description: 'Rollouts of the model, newest first.' })
  async rollouts(
    @Root() { name }: Model,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a rollout; the page continues with the rollouts before it in time.',
    })
    after: string | null | undefined,
  ): Promise<RolloutConnection> {
    const read = (count: number, below: number | null) => listRollouts(this.#db, name, count, below);
    return readConnection({ list: `rollouts:${name}`, first, after }, read, presentRollout);
  }
}
