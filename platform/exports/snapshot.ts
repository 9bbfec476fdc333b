import type { z } from 'zod';
import { DomainError } from '../errors.ts';

/** Writes the snapshot of an export: opaque to clients, readable by this export alone. @param name of the export */
export function writeSnapshot(name: string, value: unknown): string {
  return Buffer.from(JSON.stringify([name, value])).toString('base64url');
}

/**
 * Reads what {@link writeSnapshot} wrote.
 *
 * @throws {DomainError} CURSOR_INVALID when it is no snapshot of this export
 */
export function readSnapshot<Value>(name: string, schema: z.ZodType<Value>, snapshot: string): Value {
  const [found, value] = parse(snapshot);
  const parsed = schema.safeParse(value);
  if (found === name && parsed.success) return parsed.data;
  throw new DomainError('CURSOR_INVALID', `snapshot: found no snapshot of ${name}, expected one as it was issued`);
}

function parse(snapshot: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(snapshot, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    // text that is no JSON is no snapshot, which the caller refuses
    return [];
  }
}
