import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import type { Consent as ConsentData } from '../consent/consent.ts';
import { listConsents } from '../consent/consent-store.ts';
import { type Consent, ConsentConnection } from './consent.ts';
import { Lead } from './lead.ts';

/** The consents of a lead. */
@Resolver(() => Lead)
export class ConsentResolver {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    this.#db = db;
  }

  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @FieldResolver(() => ConsentConnection, {
    nullable: true,
    description:
      'What the person agreed to, last recorded first, withdrawn consents included. Needs the scope `leads:pii`.',
  })
  async consents(
    @Root() { id }: Lead,
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<ConsentConnection> {
    const read = (count: number, below: number | null) => listConsents(this.#db, id, count, below);
    return readConnection({ list: `consents:${id}`, first, after }, read, present);
  }
}

function present({ id, leadId: _, ...consent }: ConsentData): Consent {
  return { ...consent, id: String(id) };
}
