import { refusal } from './refusal.ts';
import { isStorableText } from './storable-text.ts';

/** Longest reason of a change, characters. */
export const MAX_REASON = 1_000;

/**
 * Checks the stated reason of a change.
 *
 * @param reason without blanks around it
 * @throws {DomainError} VALIDATION_FAILED when it is empty, longer than 1,000 characters, or not text that can be stored
 */
export function checkReason(reason: string): void {
  if (reason === '' || reason.length > MAX_REASON || !isStorableText(reason))
    throw refusal('VALIDATION_FAILED', 'reason', `${reason.length} characters`, `1 to ${MAX_REASON} of text`);
}
