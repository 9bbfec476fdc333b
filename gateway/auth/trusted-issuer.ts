import { errors, type JWTVerifyGetKey } from 'jose';
import type { IdentityProvider } from '../../subgraphs/shared/access-config.ts';
import { PublishedKeys, type PublishedKeysOptions } from './published-keys.ts';
import { LOCAL_ALGORITHM, type SigningKey } from './signing-key.ts';

/** Whose tokens are accepted, and how they are checked. */
export interface TrustedIssuer {
  /** exact value of the token's `iss` */
  readonly issuer: string;
  /** the token's `aud` must hold it */
  readonly audience: string;
  /** the signature algorithms this issuer may use; a token of any other is refused */
  readonly algorithms: readonly string[];
  /** finds the public key for a token's header */
  readonly resolveKey: JWTVerifyGetKey;
}

/**
 * This installation as an issuer: its one key, by `kid`.
 *
 * @param issuer   the `iss` of its tokens
 * @param audience the `aud` of its tokens
 */
export function localIssuer(key: SigningKey, issuer: string, audience: string): TrustedIssuer {
  return {
    issuer,
    audience,
    algorithms: [LOCAL_ALGORITHM],
    resolveKey: async ({ kid }) => {
      if (kid !== key.keyId) throw new errors.JWKSNoMatchingKey();
      return key.publicKey;
    },
  };
}

/** An identity provider as an issuer: its keys are those it publishes. */
export function providerIssuer(
  { jwksUrl, issuer, audience, algorithms }: IdentityProvider,
  options: Omit<PublishedKeysOptions, 'url'>,
): TrustedIssuer {
  return { issuer, audience, algorithms, resolveKey: new PublishedKeys({ ...options, url: jwksUrl }).resolve };
}
