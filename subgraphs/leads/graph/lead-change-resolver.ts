import 'reflect-metadata';
import { Arg, Directive, Field, FieldResolver, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { Feed } from '../../../platform/streams/feed.ts';
import { streamed } from '../../../platform/subgraph/subgraph-schema.ts';
import { type ChangeRow, LeadChangeKind } from '../changes/change-store.ts';
import { LeadChangedFilter } from './inputs.ts';
import { Lead } from './lead.ts';
import type { LeadLoaders } from './loaders.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';

/** Change of a lead. Its other fields are in {@link LeadChangeResolver}. */
@ObjectType({ simpleResolvers: true, description: 'A recorded change of a lead.' })
export class LeadChange implements Pick<ChangeRow, 'kind' | 'at'> {
  @Field(() => LeadChangeKind, { description: 'Kind of change.' })
  readonly kind: LeadChangeKind;

  @Field(() => DateTime, { description: 'Time when the change was recorded.' })
  readonly at: number;
}

/** Arguments of `leadChanged`. */
export interface LeadChangedArguments {
  readonly filter?: LeadChangedFilter | null;
  readonly after?: string | null;
}

/** Subscription to changes of leads, and the fields of a change that are read from elsewhere. */
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
      'Changes of leads, each sent as soon as it is stored durably, in the same order to all subscribers. To lose no ' +
      'change after an interruption, subscribe again with `after`: the changes of the meantime are sent first. A cursor ' +
      'older than the stored changes is refused with CURSOR_EXPIRED.',
  })
  leadChanged(
    @Root() change: ChangeRow,
    @Arg('filter', () => LeadChangedFilter, { nullable: true, description: 'Filter of changes. Default: all changes.' })
    _filter: LeadChangedFilter | null | undefined,
    @Arg('after', () => String, {
      nullable: true,
      description:
        '`cursor` of the last change that you received: the changes after it are sent. Default: changes from now on.',
    })
    _after: string | null | undefined,
  ): ChangeRow {
    return change;
  }

  @FieldResolver(() => String, {
    description:
      'Position of the change in the stream of all changes. Send it to `leadChanged` as `after` to receive the changes that follow.',
  })
  cursor(@Root() change: ChangeRow): string {
    return this.#feed.cursorOf(change);
  }

  @FieldResolver(() => DateTime, {
    description: 'Time when the change was recorded.',
    deprecationReason: 'Use at.',
  })
  changedAt(@Root() { at }: ChangeRow): number {
    return at;
  }

  @FieldResolver(() => Lead, {
    nullable: true,
    description: 'The lead as it is now, which may be later than this change.',
  })
  lead(@Root() { leadId }: ChangeRow): Promise<Lead | null> {
    return this.#loaders.leads.load(leadId);
  }
}
