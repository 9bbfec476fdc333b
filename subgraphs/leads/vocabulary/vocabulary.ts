import { type Kysely, sql } from 'kysely';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time.ts';
import { countValues } from './count-values.ts';
import { FACET_FIELDS, type LeadFacet, LeadFacetField } from './facet-field.ts';

/** Values that leads have, with counts, as of a time. */
export interface CountedVocabulary {
  /** epoch milliseconds */
  readonly countedAt: number;
  /** every field */
  readonly facets: readonly LeadFacet[];
}

/** Age from which on the values are counted again, ms. */
export const VOCABULARY_AGE_MS = MINUTE_MS;
const LONGEST_USE_MS = HOUR_MS;

/**
 * Values of all leads, counted on request and kept: counting a million leads takes a second. Older than a minute, they are
 * counted again while the caller gets the kept ones; older than an hour, the caller waits.
 */
export class Vocabulary {
  readonly #db: Kysely<unknown>;
  readonly #clock: () => number;
  #kept: CountedVocabulary | undefined;
  #counting: Promise<CountedVocabulary> | undefined;

  /**
   * @param db    of long statements
   * @param clock epoch milliseconds
   */
  constructor(db: Kysely<unknown>, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
  }

  /** @param oldestMs age up to which kept values are returned at once, ms; default one hour */
  async read(oldestMs = LONGEST_USE_MS): Promise<CountedVocabulary> {
    const kept = this.#kept;
    const ageMs = kept ? this.#clock() - kept.countedAt : Number.POSITIVE_INFINITY;
    if (kept && ageMs <= VOCABULARY_AGE_MS && ageMs <= oldestMs) return kept;
    const counting = this.#count();
    if (!kept || ageMs > oldestMs) return counting;
    // a failure comes to the next caller who waits
    counting.catch(() => undefined);
    return kept;
  }

  #count(): Promise<CountedVocabulary> {
    this.#counting ??= this.#readValues().finally(() => {
      this.#counting = undefined;
    });
    return this.#counting;
  }

  async #readValues(): Promise<CountedVocabulary> {
    const countedAt = this.#clock();
    const fields = FACET_FIELDS.filter((field) => field !== LeadFacetField.GRADE);
    const facets = await countValues(this.#db, sql`leads.lead l`, { fields });
    const grades = await countValues(this.#db, sql`leads.ranking v`, { fields: [LeadFacetField.GRADE] });
    const byField = new Map([...facets, ...grades].map((facet) => [facet.field, facet]));
    this.#kept = { countedAt, facets: FACET_FIELDS.flatMap((field) => byField.get(field) ?? []) };
    return this.#kept;
  }
}
