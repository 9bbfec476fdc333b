import { refusal } from '../refusal.ts';

/**
 * Number of the row before which a page of a list begins: the id of the last row of the page before, as `before` names it.
 *
 * @returns null for the first page
 * @throws {DomainError} VALIDATION_FAILED for anything but a number of at most 15 digits
 */
export function beforeId(id: string | null | undefined): number | null {
  if (id == null) return null;
  if (/^\d{1,15}$/.test(id)) return Number(id);
  throw refusal('VALIDATION_FAILED', 'before', id, 'the id of an item of the list');
}
