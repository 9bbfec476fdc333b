import { DomainError } from '../../platform/errors.ts';
import type { Steps } from '../../statistics/run-cooperatively.ts';
import type { DeltaAction } from './delta-action.ts';

const NEWLINE = 10;
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { fatal: true });

/** A commit as the log holds it: one action a line. A step is an action. */
export function* encodeActions(actions: readonly DeltaAction[]): Steps<Uint8Array> {
  const lines: string[] = [];
  for (const action of actions) {
    lines.push(`${JSON.stringify(action)}\n`);
    yield;
  }
  return ENCODER.encode(lines.join(''));
}

/**
 * Actions of a commit's file. Kinds of actions that are unknown are skipped, as the protocol wants it. A step is a line.
 *
 * @throws {DomainError} LAKE_LOG_CORRUPT when a line is not a JSON object, as after half a write
 */
export function* decodeActions(bytes: Uint8Array, path: string): Steps<readonly DeltaAction[]> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const actions: DeltaAction[] = [];
  for (let from = 0, number = 1; from < buffer.length; number += 1) {
    const newline = buffer.indexOf(NEWLINE, from);
    const to = newline < 0 ? buffer.length : newline;
    const line = decodeText(buffer.subarray(from, to), path);
    if (line.trim() !== '') actions.push(parseAction(line, path, number));
    from = to + 1;
    yield;
  }
  if (actions.length === 0) throw corrupt(path, 'found no action');
  return actions;
}

function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return DECODER.decode(bytes);
  } catch (error) {
    throw corrupt(path, 'found bytes that are not UTF-8', error);
  }
}

function parseAction(line: string, path: string, number: number): DeltaAction {
  let action: unknown;
  try {
    action = JSON.parse(line);
  } catch (error) {
    throw corrupt(path, `line ${number}: found no whole JSON object`, error);
  }
  if (typeof action !== 'object' || action === null || Array.isArray(action))
    throw corrupt(path, `line ${number}: found ${line.slice(0, 40)}, expected an object`);
  return checkAction(action, `${path}, line ${number}`);
}

/**
 * Checks the parts of an action that reading relies on.
 *
 * @param where for the message
 * @throws {DomainError} LAKE_LOG_CORRUPT
 */
export function checkAction(action: DeltaAction, where: string): DeltaAction {
  const { add, remove, metaData, protocol, txn } = action;
  for (const file of [add, remove])
    if (file && !isRelative(file.path))
      throw corrupt(where, `found the path ${String(file.path)}, expected one in the table`);
  if (add && !(Number.isSafeInteger(add.size) && add.size >= 0)) throw corrupt(where, 'add without size');
  if (add && typeof add.partitionValues !== 'object') throw corrupt(where, 'add without partitionValues');
  if (txn && typeof txn.appId !== 'string') throw corrupt(where, 'txn without appId');
  if (metaData && typeof metaData.schemaString !== 'string') throw corrupt(where, 'metaData without schemaString');
  if (protocol && !Number.isInteger(protocol.minReaderVersion))
    throw corrupt(where, 'protocol without minReaderVersion');
  return action;
}

/** Whether a percent-encoded path stays in the table's folder. */
function isRelative(path: unknown): boolean {
  if (typeof path !== 'string' || path === '' || path.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(path))
    return false;
  try {
    return decodeURIComponent(path)
      .split('/')
      .every((part) => part !== '..' && part !== '');
  } catch {
    return false;
  }
}

/** The error for a log entry that cannot be used. */
export function corrupt(where: string, found: string, cause?: unknown): DomainError {
  return new DomainError('LAKE_LOG_CORRUPT', `${where}: ${found}`, { where }, { cause });
}
