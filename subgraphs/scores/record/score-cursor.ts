import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';

const PREFIX = 'score:';

/** Cursor of a score in its lead's history. Opaque to clients. */
export function toCursor(sequence: number): string {
  return Buffer.from(`${PREFIX}${sequence}`).toString('base64url');
}

/**
 * Reads the sequence of a cursor.
 *
 * @throws {DomainError} CURSOR_INVALID when it is no cursor of a score
 */
export function fromCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const digits = /^score:(\d{1,15})$/.exec(text)?.[1];
  if (digits === undefined)
    throw new DomainError(
      'CURSOR_INVALID',
      `after: found ${JSON.stringify(cutText(cursor, 60))}, expected a cursor of this history`,
    );
  return Number(digits);
}
