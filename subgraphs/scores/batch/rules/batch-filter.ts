import { refusal } from '../../../../platform/refusal.ts';

/** Most lead ids of a filter. */
export const MOST_FILTER_LEADS = 10_000;

/** Most values of any other list of a filter. */
export const MOST_FILTER_VALUES = 100;

/** Conditions on the leads of a batch job, all of which a lead must meet. An absent list is no condition. */
export interface BatchFilter {
  readonly leadIds?: readonly string[] | null;
  readonly industries?: readonly string[] | null;
  readonly countries?: readonly string[] | null;
  readonly sources?: readonly string[] | null;
  readonly licenceTypes?: readonly string[] | null;
  /** whether leads of a closed stage are scored, too */
  readonly includeClosed?: boolean | null;
}

/** Lists of a filter, and the columns of `gold/features` that they are about. */
export const FILTER_COLUMNS = {
  leadIds: 'lead_id',
  industries: 'industry',
  countries: 'country',
  sources: 'referral_source',
  licenceTypes: 'licence_type',
} as const satisfies Partial<Record<keyof BatchFilter, string>>;

/** A list of a filter. */
export type FilterList = keyof typeof FILTER_COLUMNS;

/** The lists of a filter. */
export const FILTER_LISTS = Object.keys(FILTER_COLUMNS) as readonly FilterList[];

/**
 * Checks a filter.
 *
 * @throws {DomainError} VALIDATION_FAILED for a list that is empty or too long
 */
export function checkFilter(filter: BatchFilter): void {
  for (const name of FILTER_LISTS) {
    const most = name === 'leadIds' ? MOST_FILTER_LEADS : MOST_FILTER_VALUES;
    const length = filter[name]?.length;
    if (length != null && (length === 0 || length > most))
      throw refusal('VALIDATION_FAILED', `filter.${name}`, `${length} values`, `1 to ${most}`);
  }
}
