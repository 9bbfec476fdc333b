import { refusal } from '../refusal.ts';

/** Largest page of most lists. */
export const LARGEST_PAGE = 200;

/**
 * Checks how many items of a list are asked for, and returns the number.
 *
 * @param most largest page of the list
 * @throws {DomainError} VALIDATION_FAILED outside 1 to `most`
 */
export function pageSize(first: number, most: number = LARGEST_PAGE): number {
  if (first >= 1 && first <= most) return first;
  throw refusal('VALIDATION_FAILED', 'first', String(first), `1 to ${most}`);
}
