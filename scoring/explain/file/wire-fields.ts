import { Unreadable } from './unreadable.ts';

/** One field of a protobuf message: a number where it is a varint, the bytes otherwise. */
export interface WireField {
  readonly number: number;
  readonly value: number | Uint8Array;
}

const BYTES = new Map([
  [1, 8],
  [5, 4],
]);

/** Reads the fields of a protobuf message in their order. @throws {Unreadable} when the message is cut off */
export function* wireFields(bytes: Uint8Array): Generator<WireField, void, void> {
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) {
    const tag = varint(cursor);
    const [number, wireType] = [Math.floor(tag / 8), tag % 8];
    if (wireType === 0) yield { number, value: varint(cursor) };
    else yield { number, value: take(cursor, wireType === 2 ? varint(cursor) : BYTES.get(wireType)) };
  }
}

/** All varints of a packed field. */
export function packedVarints(bytes: Uint8Array): number[] {
  const cursor = { bytes, at: 0 };
  const values: number[] = [];
  while (cursor.at < bytes.length) values.push(varint(cursor));
  return values;
}

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

function take(cursor: Cursor, length: number | undefined): Uint8Array {
  if (length === undefined || cursor.at + length > cursor.bytes.length) throw new Unreadable('a message is cut off');
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

/** A varint as int64; exact up to 2⁵³. */
function varint(cursor: Cursor): number {
  let [low, high] = [0, 0];
  for (let shift = 0; shift < 70; shift += 7) {
    const byte = cursor.bytes[cursor.at++];
    if (byte === undefined) break;
    const part = byte & 0x7f;
    if (shift < 28) low += part * 2 ** shift;
    else high += part * 2 ** (shift - 28);
    if (byte < 0x80) return toInt64(low, high);
  }
  throw new Unreadable('a number is cut off');
}

/** low + high · 2²⁸, as two's complement of 64 bits. */
function toInt64(low: number, high: number): number {
  if (high < 2 ** 35) return low + high * 2 ** 28;
  return low + ((high % 2 ** 36) - 2 ** 36) * 2 ** 28;
}
