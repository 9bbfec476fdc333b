import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import { isStorableText } from '../../../platform/storable-text.ts';

/** Position in a list, from which a later page starts. */
export interface CursorPosition {
  /** revision of the ranking that the pages read; 0 for a list without one */
  readonly revision: number;
  /** sort key of the item */
  readonly key: number;
  /** id of the item, which breaks ties */
  readonly id: string;
}

/**
 * Writes a cursor: opaque to clients, readable by this list alone.
 *
 * @param list names the list and its order, such as `leads:SCORE_DESC`
 */
export function encodeCursor(list: string, { revision, key, id }: CursorPosition): string {
  return Buffer.from(JSON.stringify([list, revision, key, id])).toString('base64url');
}

/**
 * Reads a cursor of the list.
 *
 * @throws {DomainError} CURSOR_INVALID when it was not written by {@link encodeCursor} for this list
 */
export function decodeCursor(list: string, cursor: string): CursorPosition {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4 || typeof parts[0] !== 'string') {
    throw new DomainError('CURSOR_INVALID', `after: found ${JSON.stringify(excerpt(cursor))}, expected a cursor`);
  }
  const [of, revision, key, id] = parts;
  if (of !== list) {
    throw new DomainError('CURSOR_INVALID', `after: found a cursor of ${excerpt(of)}, expected one of ${list}`);
  }
  if (!Number.isSafeInteger(revision) || revision < 0 || typeof key !== 'number' || !isText(id)) {
    throw new DomainError('CURSOR_INVALID', 'after: found an altered cursor, expected one as it was issued');
  }
  return { revision, key, id };
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    // text that is no JSON is no cursor, which the caller refuses
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isStorableText(value);
}

function excerpt(text: string): string {
  return cutText(text, 41);
}
