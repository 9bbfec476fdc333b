import { DomainError } from '../shared/errors.ts';

/**
 * Checks how many items a page is asked for.
 *
 * @throws {DomainError} VALIDATION_FAILED outside 1–`most`
 */
export function checkPageSize(first: number, most: number): void {
  if (first < 1 || first > most) {
    throw new DomainError('VALIDATION_FAILED', `first: found ${first}, expected 1 to ${most}`, { field: 'first' });
  }
}
