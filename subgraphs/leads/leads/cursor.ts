import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import { isStorableText } from '../../../platform/storable-text.ts';

/** Position in a list, from which another page starts. */
export interface CursorPosition<Key extends number | string = number> {
  /** revision of the ranking that the pages read; 0 for a list without one */
  readonly revision: number;
  /** sort key of the item */
  readonly key: Key;
  /** id of the item, which breaks ties */
  readonly id: string;
}

/** A list, as its cursors know it. */
export interface CursorList {
  /** names the list and its order, such as `leads:SCORE_DESC` */
  readonly name: string;
  /** argument that the cursor is passed in; default `after` */
  readonly argument?: 'after' | 'before';
  /** whether its sort keys are integers, not any numbers; default false */
  readonly hasIntegerKeys?: boolean;
}

/** Writes a cursor: opaque to clients, readable by this list alone. @param list its name */
export function encodeCursor(list: string, { revision, key, id }: CursorPosition<number | string>): string {
  return Buffer.from(JSON.stringify([list, revision, key, id])).toString('base64url');
}

/**
 * Reads a cursor of a list whose sort keys are numbers.
 *
 * @throws {DomainError} CURSOR_INVALID when it was not written by {@link encodeCursor} for this list
 */
export function decodeCursor(list: CursorList, cursor: string): CursorPosition {
  const isNumber = (key: unknown): key is number => typeof key === 'number';
  return read(list, cursor, list.hasIntegerKeys ? isSafeInteger : isNumber);
}

/**
 * Reads a cursor of a list whose sort keys are texts.
 *
 * @throws {DomainError} as {@link decodeCursor}
 */
export function decodeTextCursor(list: CursorList, cursor: string): CursorPosition<string> {
  return read(list, cursor, isText);
}

function read<Key extends number | string>(
  { name, argument = 'after' }: CursorList,
  cursor: string,
  isKey: (key: unknown) => key is Key,
): CursorPosition<Key> {
  const parts = parse(cursor);
  if (!Array.isArray(parts) || parts.length !== 4 || typeof parts[0] !== 'string') {
    throw new DomainError('CURSOR_INVALID', `${argument}: found ${JSON.stringify(excerpt(cursor))}, expected a cursor`);
  }
  const [of, revision, key, id] = parts;
  if (of !== name) {
    throw new DomainError('CURSOR_INVALID', `${argument}: found a cursor of ${excerpt(of)}, expected one of ${name}`);
  }
  if (!isSafeInteger(revision) || revision < 0 || !isKey(key) || !isText(id)) {
    throw new DomainError('CURSOR_INVALID', `${argument}: found an altered cursor, expected one as it was issued`);
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

function isSafeInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && isStorableText(value);
}

function excerpt(text: string): string {
  return cutText(text, 41);
}
