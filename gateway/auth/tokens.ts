import { decodeJwt, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type LRU, lru } from 'tiny-lru';
import { DomainError } from '../../subgraphs/shared/errors.ts';
import type { Identity } from '../../subgraphs/shared/identity.ts';
import { LOCAL_ALGORITHM, openSigningKey, type SigningKey } from './signing-key.ts';
import { localIssuer, type TrustedIssuer } from './trusted-issuer.ts';

/** `iss` of the tokens this installation signs. */
export const LOCAL_ISSUER = 'lead-scoring-gateway';

/** `aud` that every token must carry. */
export const AUDIENCE = 'lead-scoring';

// clocks of two machines differ; this much is forgiven for `exp` and `nbf`
const CLOCK_SKEW_SECONDS = 30;
const REMEMBERED_TOKENS = 10_000;

/** Who a verified token speaks for, and until when. */
export interface VerifiedIdentity extends Identity {
  /** the token's `exp`, epoch milliseconds: what stays open ends then, no clock skew is forgiven to it */
  readonly expiresAt: number;
}

interface Remembered {
  readonly identity: VerifiedIdentity;
  /** epoch milliseconds, skew included */
  readonly validUntil: number;
}

/** Where the signing key is, and what tokens say. */
export interface TokenOptions {
  /** folder of the local signing key */
  readonly dataDir: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** issuers accepted besides this installation */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** now, epoch milliseconds */
  readonly clock?: () => number;
}

/**
 * Opens the local signing key, creating it on the first start, and returns what signs and verifies tokens with it.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when the key file is damaged
 */
export async function createTokens(options: TokenOptions): Promise<Tokens> {
  const { dataDir, issuer = LOCAL_ISSUER, audience = AUDIENCE, trustedIssuers = [], clock = Date.now } = options;
  const key = await openSigningKey(dataDir);
  return new Tokens(key, [localIssuer(key, issuer, audience), ...trustedIssuers], clock);
}

/** Signs tokens with the local key and verifies those of every trusted issuer. */
export class Tokens {
  readonly #key: SigningKey;
  readonly #local: TrustedIssuer;
  readonly #issuers: ReadonlyMap<string, TrustedIssuer>;
  readonly #clock: () => number;
  readonly #remembered: LRU<Remembered> = lru<Remembered>(REMEMBERED_TOKENS);

  /** @param issuers the local one first */
  constructor(key: SigningKey, issuers: readonly [TrustedIssuer, ...TrustedIssuer[]], clock: () => number) {
    this.#key = key;
    this.#local = issuers[0];
    this.#issuers = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
    this.#clock = clock;
  }

  /**
   * Signs a token.
   *
   * @param subject who it is for: a person or a service
   * @param ttlMs   life in milliseconds, rounded down to seconds
   */
  async sign(subject: string, scopes: readonly string[], ttlMs: number): Promise<string> {
    const issuedAt = Math.floor(this.#clock() / 1000);
    return new SignJWT({ scope: scopes.join(' ') })
      .setProtectedHeader({ alg: LOCAL_ALGORITHM, kid: this.#key.keyId, typ: 'JWT' })
      .setIssuer(this.#local.issuer)
      .setAudience(this.#local.audience)
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.floor(ttlMs / 1000))
      .sign(this.#key.privateKey);
  }

  /**
   * Verifies signature, issuer, audience and times, and returns who the token speaks for.
   *
   * A token that passed is remembered until it expires, so that only its first request pays for the signature.
   *
   * @throws {DomainError} UNAUTHENTICATED with the reason
   */
  async verify(token: string): Promise<VerifiedIdentity> {
    const remembered = this.#remembered.get(token);
    if (remembered && this.#clock() < remembered.validUntil) return remembered.identity;
    const payload = await this.#check(token);
    const expiresAt = (payload.exp as number) * 1000;
    const identity = { subject: payload.sub as string, scopes: scopesOf(payload), expiresAt };
    this.#remembered.set(token, { identity, validUntil: expiresAt + CLOCK_SKEW_SECONDS * 1000 });
    return identity;
  }

  async #check(token: string): Promise<JWTPayload> {
    try {
      const issuer = this.#issuers.get(decodeJwt(token).iss ?? '');
      if (!issuer) throw new DomainError('UNAUTHENTICATED', 'token: issued by someone this server does not know');
      const { payload } = await jwtVerify(token, issuer.resolveKey, {
        issuer: issuer.issuer,
        audience: issuer.audience,
        algorithms: [...issuer.algorithms],
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: new Date(this.#clock()),
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (error) {
      throw error instanceof errors.JOSEError
        ? new DomainError('UNAUTHENTICATED', `token: ${reason(error)}`, {}, { cause: error })
        : error;
    }
  }
}

/** What was wrong with a token, without repeating any of it. */
function reason(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return claimReason(error.claim);
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature does not match';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'signed with an algorithm that is not accepted';
  if (error instanceof errors.JWKSNoMatchingKey) return 'signed with a key this server does not know';
  return 'not a signed JWT';
}

function claimReason(claim: string): string {
  if (claim === 'aud') return 'issued for another audience';
  if (claim === 'nbf') return 'not valid yet';
  return `the claim '${claim}' is absent or wrong`;
}

/** The `scope` claim of RFC 9068: names with spaces between. */
function scopesOf(payload: JWTPayload): readonly string[] {
  return typeof payload.scope === 'string' ? payload.scope.split(' ').filter(Boolean) : [];
}
