import { DomainError } from '../../platform/errors.ts';
import type { DeltaAction } from './delta-action.ts';

const ENCODER = new TextEncoder();

/** A commit as the log holds it: one action a line. */
export function encodeActions(actions: readonly DeltaAction[]): Uint8Array {
  return ENCODER.encode(`${actions.map((action) => JSON.stringify(action)).join('\n')}\n`);
}

/**
 * Actions of a commit's file. Kinds of actions that are unknown are skipped, as the protocol wants it.
 *
 * @throws {DomainError} LAKE_LOG_CORRUPT when a line is not a JSON object, as after half a write
 */
export function decodeActions(bytes: Uint8Array, path: string): readonly DeltaAction[] {
  const lines = decodeText(bytes, path).split('\n');
  const actions = lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseAction(line, path, index + 1)]));
  if (actions.length === 0) throw corrupt(path, 'found no action');
  return actions;
}

function decodeText(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
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
