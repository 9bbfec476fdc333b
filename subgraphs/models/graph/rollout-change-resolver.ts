import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { streamed } from '../../../platform/subgraph/subgraph-schema.ts';
import type { RolloutChangeRow, RolloutFeed } from '../rollout/store/rollout-feed.ts';
import type { Loaders } from './loaders.ts';
import { presentRolloutEvent } from './present-rollout.ts';
import { Rollout } from './types/rollout.ts';
import { RolloutChange, RolloutEvent } from './types/rollout-event.ts';

/** Arguments of `rolloutChanged`. */
export interface RolloutChangedArguments {
  readonly model?: string | null;
  readonly after?: string | null;
}

/** Subscription to the events of rollouts. */
@Resolver(() => RolloutChange)
export class RolloutChangeResolver {
  readonly #feed: Pick<RolloutFeed, 'cursorOf'>;
  readonly #loaders: Loaders;

  constructor(feed: Pick<RolloutFeed, 'cursorOf'>, loaders: Loaders) {
    this.#feed = feed;
    this.#loaders = loaders;
  }

  @Directive('@requiresScopes(scopes: [["models:read"]])')
  @Subscription(() => RolloutChange, {
    ...streamed('rolloutChanged'),
    nullable: true,
    description:
      'Events of rollouts, including every analysis, in the same order for all subscribers. After a disconnect, ' +
      'subscribe again with the cursor of the last event received: the events recorded meanwhile come first. Of the ' +
      'analyses that changed nothing, only the newest 1,000 of a rollout are kept, so that older ones may be missing then.',
  })
  rolloutChanged(
    @Root() change: RolloutChangeRow,
    @Arg('model', () => String, {
      nullable: true,
      description: 'Name of a model, to receive only its rollouts; by default all models.',
    })
    _model: string | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: '`cursor` of an event: the stream begins with the event after it. By default it begins now.',
    })
    _after: string | null | undefined,
  ): RolloutChangeRow {
    return change;
  }

  @FieldResolver(() => String, {
    description: 'Place of this event in the stream; pass it to `rolloutChanged` as `after` to continue there.',
  })
  cursor(@Root() change: RolloutChangeRow): string {
    return this.#feed.cursorOf(change);
  }

  @FieldResolver(() => RolloutEvent, { description: 'The event, with the state of the rollout right after it.' })
  event(@Root() change: RolloutChangeRow): RolloutEvent {
    return presentRolloutEvent(change);
  }

  @FieldResolver(() => Rollout, { description: 'The rollout as it is now, which may be later than the event.' })
  rollout(@Root() { rollout }: RolloutChangeRow): Promise<Rollout | undefined> {
    return this.#loaders.rollouts.load(String(rollout));
  }
}
