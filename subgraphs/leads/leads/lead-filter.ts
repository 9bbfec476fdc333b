import { DomainError } from '../../../platform/errors.ts';
import type { Grade, LeadStage } from './lead.ts';

/** Conditions on leads, all of which must hold; an absent one always does. */
export interface LeadFilter {
  readonly stages?: readonly LeadStage[] | null;
  readonly grades?: readonly Grade[] | null;
  /** 0–1 */
  readonly minimumProbability?: number | null;
  readonly industries?: readonly string[] | null;
  readonly countries?: readonly string[] | null;
  readonly sources?: readonly string[] | null;
  readonly owners?: readonly string[] | null;
  /** epoch milliseconds, inclusive */
  readonly createdFrom?: number | null;
  /** epoch milliseconds, exclusive */
  readonly createdBefore?: number | null;
  /** part of the company's name, case-insensitive */
  readonly company?: string | null;
}

/** Most values of one condition of a filter. */
export const MAX_VALUES = 100;

/**
 * Checks the ranges of a filter; GraphQL has checked its types.
 *
 * @throws {DomainError} VALIDATION_FAILED, TOO_MANY_ITEMS for a list of more than 100 values
 */
export function checkLeadFilter(filter: LeadFilter): void {
  for (const [name, value] of Object.entries(filter)) {
    if (Array.isArray(value) && value.length > MAX_VALUES) {
      throw new DomainError(
        'TOO_MANY_ITEMS',
        `filter.${name}: found ${value.length} values, expected ${MAX_VALUES} at most`,
      );
    }
  }
  const { minimumProbability: minimum } = filter;
  if (minimum != null && (minimum < 0 || minimum > 1)) refuse('minimumProbability', String(minimum), '0 to 1');
}

function refuse(name: string, found: string, expected: string): never {
  throw new DomainError('VALIDATION_FAILED', `filter.${name}: found ${found}, expected ${expected}`, { field: name });
}
