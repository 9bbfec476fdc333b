import { errors, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { IdentityProvider } from '../../platform/identity/identity-provider.ts';
import { createGrants, type GrantScopes } from './granted-scopes.ts';
import { PublishedKeys, type PublishedKeysOptions } from './published-keys.ts';
import { LOCAL_ALGORITHM, type SigningKey } from './signing-key.ts';

/** An issuer of accepted tokens, and the checks of its tokens. */
export interface TrustedIssuer {
  /** exact value of the token's `iss` */
  readonly issuer: string;
  /** the token's `aud` must include one of them */
  readonly audiences: readonly string[];
  /** clients whose tokens need no `aud`, by their `client_id` */
  readonly clientIds: readonly string[];
  /** signature algorithms of this issuer; tokens with any other are refused */
  readonly algorithms: readonly string[];
  /** prefix of the token's `sub` */
  readonly subjectPrefix: string;
  /** finds the public key for a token's header */
  readonly resolveKey: JWTVerifyGetKey;
  readonly grantScopes: GrantScopes;
  /** Stops fetching its keys. */
  close(): void;
}

/**
 * This installation as an issuer: with one key, by `kid`.
 *
 * @param issuer   the `iss` of its tokens
 * @param audience the `aud` of its tokens
 */
export function localIssuer(key: SigningKey, issuer: string, audience: string): TrustedIssuer {
  return {
    issuer,
    audiences: [audience],
    clientIds: [],
    algorithms: [LOCAL_ALGORITHM],
    subjectPrefix: '',
    resolveKey: async ({ kid }) => {
      if (kid !== key.keyId) throw new errors.JWKSNoMatchingKey();
      return key.publicKey;
    },
    grantScopes: createGrants({ scopeClaims: [[['scope']]], roleClaims: [], roleScopes: new Map() }, []),
    close: () => undefined,
  };
}

/** An identity provider as an issuer, with the keys that it publishes. */
export function providerIssuer(
  provider: IdentityProvider,
  options: Omit<PublishedKeysOptions, 'issuer' | 'url' | 'algorithms'>,
): TrustedIssuer {
  const { jwksUrl, grants, ...checks } = provider;
  const keys = new PublishedKeys({ ...options, issuer: checks.issuer, url: jwksUrl, algorithms: checks.algorithms });
  return {
    ...checks,
    resolveKey: keys.resolve,
    grantScopes: createGrants(grants, checks.audiences),
    close: () => keys.close(),
  };
}

/**
 * Whether a token is for this installation: by its `aud`, or without one, by the client that it was issued to.
 *
 * Access tokens of Amazon Cognito have no `aud`, but `client_id`.
 */
export function isForUs({ aud, client_id: clientId }: JWTPayload, { audiences, clientIds }: TrustedIssuer): boolean {
  if (aud === undefined) return typeof clientId === 'string' && clientIds.includes(clientId);
  return [aud].flat().some((audience) => audiences.includes(audience));
}

/** Whether a token is for the client, not for an API: an ID token of Amazon Cognito or Keycloak. */
export function isIdToken({ token_use: use, typ }: JWTPayload): boolean {
  return (use !== undefined && use !== 'access') || typ === 'ID';
}
