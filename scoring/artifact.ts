import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { DomainError } from '../platform/errors.ts';

/** SHA-256 of an artifact, in lower-case hexadecimal: its name in `models.artifact`. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Reads an artifact and proves that it is the registered one, on every load.
 *
 * @throws {DomainError} ARTIFACT_CORRUPT when it is absent, or its SHA-256 is not its name
 */
export async function readArtifact(db: Kysely<never>, digest: string): Promise<Uint8Array> {
  const { rows } = await sql<{ bytes: Uint8Array }>`SELECT bytes FROM models.artifact WHERE digest = ${digest}`.execute(
    db,
  );
  const bytes = rows[0]?.bytes;
  const found = bytes ? digestOf(bytes) : 'no artifact';
  if (!bytes || found !== digest)
    throw new DomainError('ARTIFACT_CORRUPT', `artifact ${digest}: found ${found}, expected bytes of this SHA-256`, {
      digest,
      found,
    });
  return bytes;
}
