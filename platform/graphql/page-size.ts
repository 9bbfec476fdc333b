import { refusal } from '../refusal.ts';

/** Largest page of most lists. */
export const LARGEST_PAGE = 200;

/**
 * Checks how many items of a list are asked for, and returns the number.
 *
 * @param most     largest page of the list
 * @param argument that names the number
 * @throws {DomainError} VALIDATION_FAILED outside 1 to `most`
 */
export function pageSize(count: number, most: number = LARGEST_PAGE, argument: 'first' | 'last' = 'first'): number {
  if (count >= 1 && count <= most) return count;
  throw refusal('VALIDATION_FAILED', argument, String(count), `1 to ${most}`);
}
