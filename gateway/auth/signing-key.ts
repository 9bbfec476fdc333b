import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK_EC_Private,
} from 'jose';
import { DomainError } from '../../platform/errors.ts';

/** Signature algorithm of local tokens: ECDSA on P-256 with SHA-256. */
export const LOCAL_ALGORITHM = 'ES256';

const FILE_NAME = 'signing-key.json';

/** Key pair that signs and verifies this installation's own tokens. */
export interface SigningKey {
  /** RFC 7638 thumbprint of the public key, the `kid` of every token */
  readonly keyId: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/**
 * Opens the local signing key `signing-key.json` in `dataDir`, and creates it (mode 0600) the first time.
 *
 * Processes that start concurrently get the same key: each writes a complete file of its own, and a hard link, which
 * fails if the name exists, decides whose key is used.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when the file exists but has no such key
 */
export async function openSigningKey(dataDir: string): Promise<SigningKey> {
  const path = join(dataDir, FILE_NAME);
  const stored = (await findText(path)) ?? (await create(dataDir, path));
  return parse(stored, path);
}

async function findText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function create(dataDir: string, path: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const { privateKey } = await generateKeyPair(LOCAL_ALGORITHM, { extractable: true });
  const draft = `${path}.${randomUUID()}`;
  await writeDurably(draft, `${JSON.stringify(await exportJWK(privateKey))}\n`);
  try {
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function parse(text: string, path: string): Promise<SigningKey> {
  try {
    const { crv, x, y, d } = JSON.parse(text) as JWK_EC_Private;
    const publicJwk = { kty: 'EC', crv, x, y };
    const [privateKey, publicKey, keyId] = await Promise.all([
      importJWK({ ...publicJwk, d }, LOCAL_ALGORITHM) as Promise<CryptoKey>,
      importJWK(publicJwk, LOCAL_ALGORITHM) as Promise<CryptoKey>,
      calculateJwkThumbprint(publicJwk),
    ]);
    return { keyId, privateKey, publicKey };
  } catch (cause) {
    throw new DomainError(
      'CONFIGURATION_INVALID',
      `${path}: found no private P-256 key in JWK form, expected the file this program wrote; restore it, or delete it and every token ends`,
      {},
      { cause },
    );
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
