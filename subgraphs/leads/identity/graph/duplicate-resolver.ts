import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { Lead } from '../../graph/lead.ts';
import type { LeadLoaders } from '../../graph/loaders.ts';
import type { LeadsDeps } from '../../leads/leads-deps.ts';
import { type Duplicate, MOST_HOLDERS } from '../find-duplicates.ts';
import { listDuplicates } from '../list-duplicates.ts';
import { DuplicateGroupConnection, DuplicateLead } from './duplicates.ts';
import type { IdentityLoaders } from './identity-loaders.ts';

const READ = '@requiresScopes(scopes: [["leads:read"]])';
const RULE =
  'E-mail addresses and telephone numbers are compared by what they reach, however they are written; one that more than ' +
  `${MOST_HOLDERS} leads have does not count. Nothing is merged by itself: see \`mergeLeads\`.`;

/** Fields and lists of leads that may be one person. */
@Resolver(() => Lead)
export class DuplicateResolver {
  readonly #db: LeadsDeps['db'];
  readonly #leads: LeadLoaders['leads'];
  readonly #loaders: IdentityLoaders;

  constructor(db: LeadsDeps['db'], { leads }: LeadLoaders, loaders: IdentityLoaders) {
    this.#db = db;
    this.#leads = leads;
    this.#loaders = loaders;
  }

  @Directive('@listSize(assumedSize: 10)')
  @FieldResolver(() => [DuplicateLead], {
    nullable: true,
    description: `Leads that may be the same person, the oldest first; none for a merged or removed lead. ${RULE}`,
  })
  async duplicates(@Root() { id }: Lead): Promise<readonly DuplicateLead[]> {
    return this.#present(await this.#loaders.duplicates.load(id));
  }

  @Directive(READ)
  @Directive('@cost(weight: 10)')
  @Directive('@listSize(slicingArguments: ["first"], sizedFields: ["edges"])')
  @Query(() => DuplicateGroupConnection, {
    nullable: true,
    description:
      'Groups of leads that may be one person, in the order of the oldest lead of each. Where duplicates are rare, a page has ' +
      `fewer groups than asked for, even none: read on from \`endCursor\` while \`hasNextPage\` is true. ${RULE}`,
  })
  async duplicateLeads(
    @Arg('first', () => Int, { defaultValue: 20, description: 'Number of items on the page, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of the last item of the previous page. Default: the first page.',
    })
    after: string | null | undefined,
  ): Promise<DuplicateGroupConnection> {
    const { edges, pageInfo } = await listDuplicates(this.#db, first, after);
    const presented = await Promise.all(
      edges.map(async ({ cursor, node }) => {
        const [lead, duplicates] = await Promise.all([this.#leads.load(node.leadId), this.#present(node.duplicates)]);
        // gone since the group was read
        return lead && { cursor, node: { lead, duplicates } };
      }),
    );
    return { edges: presented.flatMap((edge) => edge ?? []), pageInfo };
  }

  async #present(duplicates: readonly Duplicate[]): Promise<readonly DuplicateLead[]> {
    const leads = await Promise.all(duplicates.map(({ leadId }) => this.#leads.load(leadId)));
    return duplicates.flatMap(({ matchedBy }, index) => {
      const lead = leads[index];
      return lead ? { lead, matchedBy } : [];
    });
  }
}
