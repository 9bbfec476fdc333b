import { calculateJwkThumbprint, createLocalJWKSet, errors, type JSONWebKeySet, type JWK } from 'jose';

/** Limit of keys used from a set: each may be tried on a token that names none. */
const MOST_KEYS = 100;

const SHORTEST_RSA_BITS = 2048;

/** Keys of a JSON Web Key Set that verify signatures. */
export interface KeySet {
  readonly jwks: JSONWebKeySet & { readonly keys: readonly JWK[] };
  /** number of malformed, private, too short or surplus keys */
  readonly refused: number;
}

/**
 * Picks the keys of a JSON Web Key Set (RFC 7517) that verify signatures of these algorithms.
 *
 * A key that is malformed, private or too short for its algorithm is skipped; so are keys for other purposes and
 * duplicates.
 *
 * @throws {TypeError} when the document is not a key set, or none of its keys can be used
 */
export async function pickKeys(document: unknown, algorithms: readonly string[]): Promise<KeySet> {
  const listed = (document as { keys?: unknown } | null)?.keys;
  if (!Array.isArray(listed)) throw new TypeError('found no list of keys, expected a JSON Web Key Set');
  const keys = new Map<string, JWK>();
  let refused = Math.max(0, listed.length - MOST_KEYS);
  for (const jwk of listed.slice(0, MOST_KEYS)) {
    try {
      if (await verifies(jwk, algorithms)) keys.set(await nameOf(jwk), jwk);
    } catch {
      refused++;
    }
  }
  if (keys.size === 0) throw new TypeError(`found no key for ${algorithms.join(', ')}, expected at least one`);
  return { jwks: { keys: [...keys.values()] }, refused };
}

/**
 * Whether a key verifies signatures of one of these algorithms.
 *
 * @throws when it is malformed
 */
async function verifies(jwk: JWK, algorithms: readonly string[]): Promise<boolean> {
  const alone = createLocalJWKSet({ keys: [jwk] });
  for (const alg of algorithms) {
    const key = await alone({ alg, ...(jwk.kid === undefined ? {} : { kid: jwk.kid }) }).catch((error) => {
      if (error instanceof errors.JWKSNoMatchingKey) return undefined;
      throw error;
    });
    if (!key) continue;
    const { modulusLength = SHORTEST_RSA_BITS } = key.algorithm as { readonly modulusLength?: number };
    if (modulusLength < SHORTEST_RSA_BITS) throw new RangeError(`found ${modulusLength} bits, expected 2048 or more`);
    return true;
  }
  return false;
}

async function nameOf(jwk: JWK): Promise<string> {
  return JSON.stringify([jwk.kid, jwk.alg, await calculateJwkThumbprint(jwk)]);
}
