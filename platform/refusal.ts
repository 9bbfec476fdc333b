import { DomainError, type ErrorCode } from './errors.ts';

/**
 * A refusal that says where, what was found and what is expected, in the message and as fields of the answer.
 *
 * `refusal('ARTIFACT_MISMATCH', 'input page_views', 'a string tensor', 'a float tensor')` reads
 * `input page_views: found a string tensor, expected a float tensor`.
 */
export function refusal(code: ErrorCode, where: string, found: string, expected: string): DomainError {
  return new DomainError(code, `${where}: found ${found}, expected ${expected}`, { where, found, expected });
}
