import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';

const MAX_KEY_LENGTH = 200;
// NUL cannot be stored, a lone surrogate would come back as another character
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** By what a repeated registration is known. */
export interface RegistrationKey {
  /** of the token; keys of different subjects do not meet */
  readonly subject: string;
  readonly idempotencyKey: string;
  /** of everything else that was asked for: {@link requestDigest} */
  readonly digest: string;
}

/** Called in the transaction that stores a version. */
export type OnStored = (trx: Db, version: VersionKey) => Promise<void>;

/**
 * Registers a version, or finds the one that the same key has registered: also when the first answer was lost, and when
 * both are under way at once.
 *
 * @param register must call its argument in the transaction that stores the version
 * @throws {DomainError} VALIDATION_FAILED, IDEMPOTENCY_KEY_REUSED when the key came before with another request, and
 *   whatever `register` throws
 */
export async function registerOnce(
  db: Db,
  key: RegistrationKey,
  register: (onStored: OnStored) => Promise<VersionKey>,
): Promise<VersionKey> {
  checkKey(key.idempotencyKey);
  const known = await findRegistered(db, key);
  if (known) return known;
  try {
    return await register((trx, version) => claimKey(trx, key, version));
  } catch (error) {
    // whoever was first may have stored it, under this key or under the number asked for
    const first = error instanceof DomainError ? await findRegistered(db, key) : undefined;
    if (first) return first;
    throw error;
  }
}

/** Digest of a request, the same whatever the order in which its fields were sent. */
export function requestDigest(input: object): string {
  const fields = Object.entries(input).filter(([name, value]) => name !== 'idempotencyKey' && value !== undefined);
  return createHash('sha256').update(JSON.stringify(fields.sort())).digest('hex');
}

function checkKey(idempotencyKey: string): void {
  const { length } = idempotencyKey;
  if (length > 0 && length <= MAX_KEY_LENGTH && !UNSTORABLE.test(idempotencyKey)) return;
  const found = JSON.stringify(idempotencyKey.slice(0, 40));
  throw refusal('VALIDATION_FAILED', 'input.idempotencyKey', found, `1 to ${MAX_KEY_LENGTH} characters`);
}

async function findRegistered(db: Db, key: RegistrationKey): Promise<VersionKey | undefined> {
  const { rows } = await sql<VersionKey & { request_digest: string }>`SELECT model, version, request_digest
    FROM models.registration_key
    WHERE subject = ${key.subject} AND idempotency_key = ${key.idempotencyKey}`.execute(db);
  const [found] = rows;
  if (!found) return undefined;
  if (found.request_digest === key.digest) return { model: found.model, version: found.version };
  throw reused();
}

/** @throws {DomainError} IDEMPOTENCY_KEY_REUSED when another registration has taken it since */
async function claimKey(trx: Db, key: RegistrationKey, { model, version }: VersionKey): Promise<void> {
  const { rows } = await sql`INSERT INTO models.registration_key
      (subject, idempotency_key, request_digest, model, version)
    VALUES (${key.subject}, ${key.idempotencyKey}, ${key.digest}, ${model}, ${version})
    ON CONFLICT DO NOTHING RETURNING version`.execute(trx);
  if (rows.length === 0) throw reused();
}

function reused(): DomainError {
  return new DomainError('IDEMPOTENCY_KEY_REUSED', 'input.idempotencyKey: it came before with another request');
}
