import { DomainError } from './errors.ts';

const MAX_ITEMS = 200;

/**
 * Checks how many items of a list are asked for.
 *
 * @throws {DomainError} TOO_MANY_ITEMS above 200, VALIDATION_FAILED below 0
 */
export function pageSize(first: number): number {
  if (first > MAX_ITEMS)
    throw new DomainError('TOO_MANY_ITEMS', `first: found ${first}, expected at most ${MAX_ITEMS}`);
  if (first < 0) throw new DomainError('VALIDATION_FAILED', `first: found ${first}, expected 0 or more`);
  return first;
}
