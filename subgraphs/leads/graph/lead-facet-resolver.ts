import 'reflect-metadata';
import type { Kysely } from 'kysely';
import { Arg, Directive, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { pageSize } from '../../../platform/graphql/page-size.ts';
import { SECOND_MS } from '../../../platform/time.ts';
import { FACET_FIELDS, FILTERED_FIELDS, LeadFacetField } from '../vocabulary/facet-field.ts';
import { findFacets } from '../vocabulary/find-facets.ts';
import { warnOfUnknownWords } from '../vocabulary/unknown-words.ts';
import type { Vocabulary } from '../vocabulary/vocabulary.ts';
import { LeadConnection } from './lead-connection.ts';
import { LeadFacet, LeadVocabulary } from './lead-facet.ts';

const FIELDS = { nullable: true, description: 'Fields to count. Default: all of them.' } as const;
const VALUES = {
  defaultValue: 50,
  description: 'Most values of each field, the most frequent ones, 1 to 200.',
} as const;

// a word that is missing may have come since the leads were counted
const OLDEST_FOR_WARNING_MS = 10 * SECOND_MS;

/** Values of leads with counts: of all leads, and of a list; and warnings about values that no lead has. */
@Resolver(() => LeadConnection)
export class LeadFacetResolver {
  readonly #db: Kysely<unknown>;
  readonly #vocabulary: Vocabulary;

  constructor(db: Kysely<unknown>, vocabulary: Vocabulary) {
    this.#db = db;
    this.#vocabulary = vocabulary;
  }

  @Directive('@requiresScopes(scopes: [["leads:read"]])')
  @Directive('@cost(weight: 50)')
  @Query(() => LeadVocabulary, {
    nullable: true,
    description:
      'Values that leads have, with the number of leads, closed ones included: the words of filters. The counts are kept, and ' +
      'counted again when they are older than a minute; the answer has those of `countedAt`.',
  })
  async leadVocabulary(
    @Arg('fields', () => [LeadFacetField], FIELDS) fields: readonly LeadFacetField[] | null | undefined,
    @Arg('first', () => Int, VALUES) first: number,
  ): Promise<LeadVocabulary> {
    pageSize(first);
    const { countedAt, facets } = await this.#vocabulary.read();
    const wanted = facets.filter(({ field }) => !fields || fields.includes(field));
    return { countedAt, facets: wanted.map((facet) => mostFrequent(facet, first)) };
  }

  @Directive('@cost(weight: 50)')
  @FieldResolver(() => [LeadFacet], {
    nullable: true,
    description:
      'Values that the leads of all pages together have, with the number of leads. Of more than 10,000 leads the counts are ' +
      'estimates from a sample of about 50,000 of all leads; then rare values may be absent.',
  })
  async facets(
    @Root() { selection }: LeadConnection,
    @Arg('fields', () => [LeadFacetField], FIELDS) fields: readonly LeadFacetField[] | null | undefined,
    @Arg('first', () => Int, VALUES) first: number,
  ): Promise<LeadFacet[]> {
    pageSize(first);
    const facets = await findFacets(this.#db, selection, [...new Set(fields ?? FACET_FIELDS)]);
    return facets.map((facet) => mostFrequent(facet, first));
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description:
      'Warnings about the filter, at most 20: values of `industries`, `countries`, `sources`, `licenceTypes` or `owners` that no ' +
      'lead has, with the nearest one that some lead has. Such a filter is no error, and finds nothing by these values.',
  })
  async warnings(@Root() { selection: { filter } }: LeadConnection): Promise<string[]> {
    if (Object.keys(FILTERED_FIELDS).every((name) => !filter[name as keyof typeof FILTERED_FIELDS])) return [];
    const warnings = warnOfUnknownWords(filter, (await this.#vocabulary.read()).facets);
    if (warnings.length === 0) return warnings;
    return warnOfUnknownWords(filter, (await this.#vocabulary.read(OLDEST_FOR_WARNING_MS)).facets);
  }
}

function mostFrequent(facet: LeadFacet, most: number): LeadFacet {
  return { ...facet, values: facet.values.slice(0, most) };
}
