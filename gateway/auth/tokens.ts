import { type CryptoKey, decodeJwt, errors, type JWTPayload, type JWTVerifyResult, jwtVerify, SignJWT } from 'jose';
import { type LRU, lru } from 'tiny-lru';
import { DomainError } from '../../platform/errors.ts';
import { type Identity, SCOPES } from '../../platform/identity/identity.ts';
import { isStorableText } from '../../platform/storable-text.ts';
import { MINUTE_MS } from '../../platform/time.ts';
import { LOCAL_ALGORITHM, openSigningKey, type SigningKey } from './signing-key.ts';
import { isForUs, isIdToken, localIssuer, type TrustedIssuer } from './trusted-issuer.ts';

/** `iss` of the tokens that this installation signs. */
export const LOCAL_ISSUER = 'lead-scoring-gateway';

/** `aud` that every token must have. */
export const AUDIENCE = 'lead-scoring';

const CLOCK_SKEW_SECONDS = 30;
const REMEMBERED_TOKENS = 10_000;
// tokens of a withdrawn key stay valid this long after the withdrawal was fetched
const REMEMBERED_MS = MINUTE_MS;

/** Identity of a verified token, with its expiry. */
export interface VerifiedIdentity extends Identity {
  /** the token's `exp`, epoch milliseconds, without clock skew: streams end then */
  readonly expiresAt: number;
  /** aborts when the token is revoked: streams end then; absent for tokens that cannot be */
  readonly revoked?: AbortSignal;
}

interface Remembered {
  readonly identity: VerifiedIdentity;
  /** epoch milliseconds */
  readonly until: number;
}

/** Settings of signing and verification. */
export interface TokenOptions {
  /** folder of the local signing key */
  readonly dataDir: string;
  readonly issuer?: string;
  readonly audience?: string;
  /** issuers accepted besides this installation */
  readonly trustedIssuers?: readonly TrustedIssuer[];
  /** tolerance for `exp` and `nbf`, as clocks differ, seconds. Default 30 */
  readonly clockSkewSeconds?: number;
  /** now, epoch milliseconds */
  readonly clock?: () => number;
}

/**
 * Opens the local signing key, or creates it on the first start, and returns the signer and verifier of tokens.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when the key file is damaged, or two issuers have the same name
 */
export async function createTokens(options: TokenOptions): Promise<Tokens> {
  const { dataDir, issuer = LOCAL_ISSUER, audience = AUDIENCE, trustedIssuers = [], clock = Date.now } = options;
  const key = await openSigningKey(dataDir);
  const issuers = [localIssuer(key, issuer, audience), ...trustedIssuers] as const;
  return new Tokens(key, issuers, clock, options.clockSkewSeconds ?? CLOCK_SKEW_SECONDS);
}

/** Signs tokens with the local key and verifies those of every trusted issuer. */
export class Tokens {
  readonly #key: SigningKey;
  readonly #local: TrustedIssuer;
  readonly #issuers: ReadonlyMap<string, TrustedIssuer>;
  readonly #clock: () => number;
  readonly #clockSkewSeconds: number;
  readonly #remembered: LRU<Remembered> = lru<Remembered>(REMEMBERED_TOKENS);

  /** @param issuers the local one first */
  constructor(
    key: SigningKey,
    issuers: readonly [TrustedIssuer, ...TrustedIssuer[]],
    clock: () => number,
    clockSkewSeconds: number,
  ) {
    this.#key = key;
    this.#local = issuers[0];
    this.#issuers = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
    this.#clock = clock;
    this.#clockSkewSeconds = clockSkewSeconds;
    if (this.#issuers.size < issuers.length)
      throw new DomainError(
        'CONFIGURATION_INVALID',
        `JWT_ISSUER: found ${LOCAL_ISSUER}, expected another than this installation's`,
      );
  }

  /**
   * Signs a token.
   *
   * @param subject of the token: a person or a service
   * @param ttlMs   lifetime in milliseconds, rounded down to seconds
   */
  async sign(subject: string, scopes: readonly string[], ttlMs: number): Promise<string> {
    const issuedAt = Math.floor(this.#clock() / 1000);
    return new SignJWT({ scope: scopes.join(' ') })
      .setProtectedHeader({ alg: LOCAL_ALGORITHM, kid: this.#key.keyId, typ: 'JWT' })
      .setIssuer(this.#local.issuer)
      .setAudience([...this.#local.audiences])
      .setSubject(subject)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + Math.floor(ttlMs / 1000))
      .sign(this.#key.privateKey);
  }

  /**
   * Verifies signature, issuer, audience and times, and returns the token's identity.
   *
   * A verified token is cached for a minute, but not beyond its expiry, so that few requests pay for the signature.
   *
   * @throws {DomainError} UNAUTHENTICATED with the reason; TOKEN_KEYS_UNAVAILABLE when its issuer's keys cannot be
   * fetched
   */
  async verify(token: string): Promise<VerifiedIdentity> {
    return this.recall(token) ?? this.#verify(token);
  }

  /** Identity of a recently verified token; undefined for any other. */
  recall(token: string): VerifiedIdentity | undefined {
    const remembered = this.#remembered.get(token);
    return remembered && this.#clock() < remembered.until ? remembered.identity : undefined;
  }

  /** Stops fetching the keys of other issuers. */
  close(): void {
    for (const issuer of this.#issuers.values()) issuer.close();
  }

  async #verify(token: string): Promise<VerifiedIdentity> {
    const { issuer, claims } = await this.#check(token);
    const expiresAt = (claims.exp as number) * 1000;
    const identity = { subject: issuer.subjectPrefix + claims.sub, scopes: issuer.grantScopes(claims), expiresAt };
    const until = Math.min(expiresAt + this.#clockSkewSeconds * 1000, this.#clock() + REMEMBERED_MS);
    this.#remembered.set(token, { identity, until });
    return identity;
  }

  async #check(token: string): Promise<{ readonly issuer: TrustedIssuer; readonly claims: JWTPayload }> {
    try {
      const issuer = this.#issuers.get(decodeJwt(token).iss ?? '');
      if (!issuer) throw refused('issuer', 'issued by an unknown issuer');
      const claims = await this.#open(token, issuer);
      if (!isForUs(claims, issuer)) throw refused(...claimFaultOf('aud'));
      if (isIdToken(claims)) throw refused('claim', 'an ID token, not an access token');
      if (!isSubject(claims.sub)) throw refused(...claimFaultOf('sub'));
      return { issuer, claims };
    } catch (error) {
      throw error instanceof errors.JOSEError ? refused(...faultOf(error), error) : error;
    }
  }

  /** Claims of a token with a valid signature and valid times. */
  async #open(token: string, { issuer, algorithms, resolveKey }: TrustedIssuer): Promise<JWTPayload> {
    const options = {
      issuer,
      algorithms: [...algorithms],
      clockTolerance: this.#clockSkewSeconds,
      currentDate: new Date(this.#clock()),
      requiredClaims: ['sub', 'exp'],
    };
    try {
      return (await jwtVerify(token, resolveKey, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
      return openWithOneOf(error, (key) => jwtVerify(token, key, options));
    }
  }
}

/**
 * Signs the token that the start banner prints: subject `admin`, every scope.
 *
 * @param ttlMinutes lifetime in minutes; keep it short
 */
export function mintAdminToken(tokens: Tokens, ttlMinutes: number): Promise<string> {
  return tokens.sign('admin', SCOPES, ttlMinutes * MINUTE_MS);
}

/** Claims of a token that one of several keys verifies: of one `kid`, or of any when the token names none. */
async function openWithOneOf(
  keys: errors.JWKSMultipleMatchingKeys,
  verify: (key: CryptoKey) => Promise<JWTVerifyResult>,
): Promise<JWTPayload> {
  for await (const key of keys) {
    try {
      return (await verify(key)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** Subjects are stored as the names of people and services. */
function isSubject(claim: unknown): claim is string {
  return typeof claim === 'string' && claim !== '' && isStorableText(claim);
}

/** @param reason one word, for metrics */
function refused(reason: string, message: string, cause?: Error): DomainError {
  return new DomainError('UNAUTHENTICATED', `token: ${message}`, { reason }, { cause });
}

/** Fault of a token, in one word and in a sentence, without repeating any of the token. */
function faultOf(error: errors.JOSEError): readonly [string, string] {
  if (error instanceof errors.JWTExpired) return ['expired', 'expired'];
  if (error instanceof errors.JWTClaimValidationFailed) return claimFaultOf(error.claim);
  if (error instanceof errors.JWSSignatureVerificationFailed) return ['signature', 'the signature does not match'];
  if (error instanceof errors.JOSEAlgNotAllowed) return ['algorithm', 'signed with an algorithm that is not accepted'];
  if (error instanceof errors.JWKSNoMatchingKey) return ['key', 'signed with a key this server does not know'];
  return ['malformed', 'not a signed JWT'];
}

function claimFaultOf(claim: string): readonly [string, string] {
  if (claim === 'aud') return ['audience', 'issued for another audience'];
  if (claim === 'nbf') return ['early', 'not valid yet'];
  return ['claim', `the claim '${claim}' is absent or wrong`];
}
