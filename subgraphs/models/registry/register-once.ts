import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';

const MAX_KEY_LENGTH = 200;
// NUL cannot be stored, and a lone surrogate would be read back as another character
const UNSTORABLE = /\0|\p{Surrogate}/u;

/** Identity of a registration, to detect repeats. */
export interface RegistrationKey {
  /** of the token; keys of different subjects are independent */
  readonly subject: string;
  readonly idempotencyKey: string;
  /** of the rest of the request: {@link requestDigest} */
  readonly digest: string;
}

/** Callback in the transaction that stores a version. */
export type OnStored = (trx: Db, version: VersionKey) => Promise<void>;

/**
 * Registers a version once per idempotency key, also when the first response was lost, and when two requests run
 * concurrently.
 *
 * @param register must call its argument in the transaction that stores the version
 * @returns the new version, or the one that the same key registered before
 * @throws {DomainError} VALIDATION_FAILED, IDEMPOTENCY_KEY_REUSED when the key was used for another request, and what
 *   `register` throws
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
    // a concurrent request may have stored it, under this key or under the requested number
    const first = error instanceof DomainError ? await findRegistered(db, key) : undefined;
    if (first) return first;
    throw error;
  }
}

/** Digest of a request, independent of the order of its fields. */
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

/** Stores the key of a registration. @throws {DomainError} IDEMPOTENCY_KEY_REUSED when another one used it meanwhile */
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
