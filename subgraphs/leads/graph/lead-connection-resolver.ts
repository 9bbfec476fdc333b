import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { countLeads, type LeadCount, MOST_COUNTED } from '../leads/count-leads.ts';
import type { LeadSelection } from '../leads/lead-slice.ts';
import { LeadConnection } from './lead-connection.ts';

/** Facts about a page's whole selection, read on request. */
@Resolver(() => LeadConnection)
export class LeadConnectionResolver {
  readonly #db: Kysely<unknown>;
  /** totalCount and totalCountIsExact of one page share the read */
  readonly #counts = new WeakMap<LeadSelection, Promise<LeadCount>>();

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  // reads up to 10,000 leads of the selection
  @Directive('@cost(weight: 50)')
  @FieldResolver(() => Int, {
    nullable: true,
    description: `Number of leads on all pages together, counted up to ${MOST_COUNTED.toLocaleString('en')}.`,
  })
  async totalCount(@Root() page: LeadConnection): Promise<number> {
    return (await this.#count(page)).count;
  }

  @Directive('@cost(weight: 50)')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether `totalCount` is the number of leads; false where there are more.',
  })
  async totalCountIsExact(@Root() page: LeadConnection): Promise<boolean> {
    return (await this.#count(page)).isExact;
  }

  #count({ selection }: LeadConnection): Promise<LeadCount> {
    const counted = this.#counts.get(selection) ?? countLeads(this.#db, selection);
    this.#counts.set(selection, counted);
    return counted;
  }
}
