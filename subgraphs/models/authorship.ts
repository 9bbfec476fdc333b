import type { SubgraphContext } from '../shared/identity.ts';
import { refusal } from '../shared/refusal.ts';
import type { Authorship } from './registry-options.ts';

const MAX_LENGTH = 1_000;

/**
 * Who changes something and why, for the history.
 *
 * @throws {DomainError} VALIDATION_FAILED when the reason is blank or longer than 1,000 characters
 */
export function authorship({ identity }: SubgraphContext, reason: string): Authorship {
  const trimmed = reason.trim();
  if (trimmed === '' || trimmed.length > MAX_LENGTH)
    throw refusal('VALIDATION_FAILED', 'reason', `${trimmed.length} characters`, `1 to ${MAX_LENGTH}`);
  return { by: identity.subject, reason: trimmed };
}
