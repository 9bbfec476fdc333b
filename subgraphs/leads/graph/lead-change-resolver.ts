import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import type { Feed } from '../../../platform/streams/feed.ts';
import { streamed } from '../../../platform/subgraph/subgraph-schema.ts';
import type { ChangeRow } from '../changes/change-store.ts';
import { LeadChangedFilter } from './inputs.ts';
import { Lead } from './lead.ts';
import { LeadChange } from './lead-change.ts';
import type { LeadLoaders } from './loaders.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

/** Arguments of `leadChanged`. */
export interface LeadChangedArguments {
  readonly filter?: LeadChangedFilter | null;
  readonly after?: string | null;
}

/** The subscription to changes of leads, and the fields of a change that need more than its row. */
@Resolver(() => LeadChange)
export class LeadChangeResolver {
  readonly #feed: Pick<Feed<ChangeRow>, 'cursorOf'>;
  readonly #loaders: LeadLoaders;

  constructor(feed: Pick<Feed<ChangeRow>, 'cursorOf'>, loaders: LeadLoaders) {
    this.#feed = feed;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Subscription(() => LeadChange, {
    ...streamed('leadChanged'),
    nullable: true,
    description:
      'What happens to leads, as soon as each change is recorded for good, in one order for all subscribers. Nothing ' +
      'is lost: subscribe again with the cursor of the last change you have, and what was recorded meanwhile comes ' +
      'first. A cursor older than what is kept is refused with CURSOR_EXPIRED.',
  })
  leadChanged(
    @Root() change: ChangeRow,
    @Arg('filter', () => LeadChangedFilter, { nullable: true, description: 'Which changes; all when absent.' })
    _filter: LeadChangedFilter | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description: '`cursor` of a change: begins with what was recorded after it. Absent: with what is recorded now.',
    })
    _after: string | null | undefined,
  ): ChangeRow {
    return change;
  }

  @FieldResolver(() => String, {
    description: 'Its place among all changes: give it to `leadChanged` as `after` to hear what came later.',
  })
  cursor(@Root() change: ChangeRow): string {
    return this.#feed.cursorOf(change);
  }

  @FieldResolver(() => Lead, { nullable: true, description: 'The lead as it is now, not as it was right after.' })
  lead(@Root() { leadId }: ChangeRow): Promise<Lead | null> {
    return this.#loaders.leads.load(leadId);
  }
}
