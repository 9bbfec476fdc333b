import { DomainError } from '../shared/errors.ts';
import type { LeadFilter } from './types/inputs.ts';

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
