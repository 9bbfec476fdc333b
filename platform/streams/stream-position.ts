import { cutText } from '../cut-text.ts';
import { DomainError } from '../errors.ts';

/**
 * A place in a stream: rows are in the order of the transactions that wrote them, and within one in the order of their
 * sequence. See {@link StreamTable} for why a sequence alone does not do.
 */
export interface StreamPosition {
  /** number of the transaction, growing */
  readonly transactionId: number;
  readonly sequence: number;
}

/** The place after everything that the transactions up to and including this one wrote. */
export function endOf(transactionId: number): StreamPosition {
  return { transactionId, sequence: Number.MAX_SAFE_INTEGER };
}

/** Whether `position` lies behind `other`, not at it. */
export function isAfter(position: StreamPosition, other: StreamPosition): boolean {
  if (position.transactionId !== other.transactionId) return position.transactionId > other.transactionId;
  return position.sequence > other.sequence;
}

/** The later of two places. */
export function later(a: StreamPosition, b: StreamPosition): StreamPosition {
  return isAfter(a, b) ? a : b;
}

/** Owner of a cursor. */
export interface CursorOwner {
  /** the subscription's field, such as `leadScored` */
  readonly stream: string;
  /** the life of the stream: it changes when the database was restored elsewhere, where positions start over */
  readonly epoch: string;
}

const CURSOR = /^(\w+):(\w+):(\d{1,15}):(\d{1,15})$/;

/** Writes a place as a cursor: opaque to clients, readable by its stream alone. */
export function encodePosition({ stream, epoch }: CursorOwner, { transactionId, sequence }: StreamPosition): string {
  return Buffer.from(`${stream}:${epoch}:${transactionId}:${sequence}`).toString('base64url');
}

/**
 * Reads a cursor of the stream.
 *
 * @throws {DomainError} CURSOR_INVALID when it was not written for this stream, CURSOR_EXPIRED when it belongs to an
 * earlier life of it
 */
export function decodePosition(owner: CursorOwner, cursor: string): StreamPosition {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, stream, epoch, transactionId, sequence] = CURSOR.exec(text) ?? [];
  if (stream === undefined) {
    throw new DomainError('CURSOR_INVALID', `after: found ${JSON.stringify(cutText(cursor, 40))}, expected a cursor`);
  }
  if (stream !== owner.stream) {
    throw new DomainError('CURSOR_INVALID', `after: found a cursor of ${stream}, expected one of ${owner.stream}`);
  }
  if (epoch !== owner.epoch) {
    const message = 'after: found a cursor from before the database was restored; start again without it';
    throw new DomainError('CURSOR_EXPIRED', message);
  }
  return { transactionId: Number(transactionId), sequence: Number(sequence) };
}
