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

/** The subscription to what happens to rollouts. */
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
      'What happens to rollouts, each analysis as it is taken among it, in one order for all subscribers. Subscribe ' +
      'again with the cursor of the last event you have, and what was recorded meanwhile comes first. Analyses that ' +
      'changed nothing are thinned out, the newest 1,000 of a rollout are kept: whoever comes back later than that ' +
      'still hears of every change, but not of every look.',
  })
  rolloutChanged(
    @Root() news: RolloutChangeRow,
    @Arg('model', () => String, { nullable: true, description: 'Only rollouts of this model; all when absent.' })
    _model: string | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: '`cursor` of an event: begins with what was recorded after it. Absent: with what is recorded now.',
    })
    _after: string | null | undefined,
  ): RolloutChangeRow {
    return news;
  }

  @FieldResolver(() => String, {
    description: 'Its place among all events: give it to `rolloutChanged` as `after` to hear what came later.',
  })
  cursor(@Root() news: RolloutChangeRow): string {
    return this.#feed.cursorOf(news);
  }

  @FieldResolver(() => RolloutEvent, { description: 'What happened, and how it left the rollout.' })
  event(@Root() news: RolloutChangeRow): RolloutEvent {
    return presentRolloutEvent(news);
  }

  @FieldResolver(() => Rollout, { description: 'The rollout as it is now, not as it was right after.' })
  rollout(@Root() { rollout }: RolloutChangeRow): Promise<Rollout | undefined> {
    return this.#loaders.rollouts.load(String(rollout));
  }
}
