import { createHash } from 'node:crypto';
import { refusal } from '../../../platform/refusal.ts';
import type { Trend } from '../../../scoring/trend.ts';
import { type Grade, isClosedStage, type LeadStage } from './lead.ts';

/** Conditions on leads, all of which must hold; an absent one always does. Times are epoch milliseconds. */
export interface LeadFilter {
  /** the open ones when absent, unless `includeClosed` */
  readonly stages?: readonly LeadStage[] | null;
  readonly includeClosed?: boolean | null;
  readonly grades?: readonly Grade[] | null;
  readonly trends?: readonly Trend[] | null;
  /** 0–1, inclusive */
  readonly minimumProbability?: number | null;
  /** 0–1, inclusive */
  readonly maximumProbability?: number | null;
  /** 1–99, inclusive */
  readonly minimumPoints?: number | null;
  /** 1–99, inclusive */
  readonly maximumPoints?: number | null;
  /** true: without a score; false: with one */
  readonly unscored?: boolean | null;
  /** whether a person overrides the score now */
  readonly hasOverride?: boolean | null;
  readonly industries?: readonly string[] | null;
  readonly countries?: readonly string[] | null;
  readonly sources?: readonly string[] | null;
  readonly licenceTypes?: readonly string[] | null;
  readonly owners?: readonly string[] | null;
  /** also, or only, leads without an owner */
  readonly withoutOwner?: boolean | null;
  /** inclusive */
  readonly createdFrom?: number | null;
  /** exclusive */
  readonly createdBefore?: number | null;
  /** inclusive */
  readonly updatedSince?: number | null;
  /** inclusive */
  readonly lastInteractionSince?: number | null;
  /** exclusive */
  readonly lastInteractionBefore?: number | null;
  /** also, or only, leads without an interaction */
  readonly withoutInteraction?: boolean | null;
  /** part of the company's name, case-insensitive */
  readonly company?: string | null;
  /** beginnings of words of company, name, e-mail address and telephone number */
  readonly search?: string | null;
}

/** Most values of one condition of a filter. */
export const MAX_VALUES = 100;
/** Longest search, characters. */
export const MAX_SEARCH_LENGTH = 200;

const HAS_WORD = /[\p{L}\p{N}]/u;

/**
 * Checks the ranges of a filter; GraphQL has checked its types.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS for a list of more than 100 values
 */
export function checkLeadFilter(filter: LeadFilter): void {
  for (const [name, value] of Object.entries(filter)) {
    if (Array.isArray(value) && value.length > MAX_VALUES) {
      throw refusal('TOO_MANY_ITEMS', `filter.${name}`, `${value.length} values`, `${MAX_VALUES} at most`);
    }
  }
  checkRange('minimumProbability', filter.minimumProbability, 0, 1);
  checkRange('maximumProbability', filter.maximumProbability, 0, 1);
  checkRange('minimumPoints', filter.minimumPoints, 1, 99);
  checkRange('maximumPoints', filter.maximumPoints, 1, 99);
  const { search } = filter;
  if (search != null && (search.length > MAX_SEARCH_LENGTH || !HAS_WORD.test(search))) {
    const expected = `a letter or digit, and ${MAX_SEARCH_LENGTH} characters at most`;
    throw refusal('VALIDATION_FAILED', 'filter.search', JSON.stringify(search.slice(0, 40)), expected);
  }
}

function checkRange(name: string, value: number | null | undefined, least: number, most: number): void {
  if (value == null || (value >= least && value <= most)) return;
  throw refusal('VALIDATION_FAILED', `filter.${name}`, String(value), `${least} to ${most}`);
}

/** Parts of the leads that a filter can match: open ones, closed ones. */
export function closedParts({ stages, includeClosed }: LeadFilter): readonly boolean[] {
  if (!stages) return includeClosed ? [false, true] : [false];
  return [false, true].filter((closed) => stages.some((stage) => isClosedStage(stage) === closed));
}

/** Name of a filter in cursors: equal filters have equal names, whatever the order of their fields. */
export function filterName(filter: LeadFilter): string {
  const conditions = Object.entries(filter).filter(([, value]) => value != null);
  return createHash('sha256').update(JSON.stringify(conditions.sort())).digest('base64url').slice(0, 12);
}
