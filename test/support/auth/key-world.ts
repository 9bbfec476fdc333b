import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JWTPayload } from 'jose';
import type { PublishedKeysOptions } from '../../../gateway/auth/published-keys.ts';
import { createTokens, type Tokens } from '../../../gateway/auth/tokens.ts';
import { providerIssuer } from '../../../gateway/auth/trusted-issuer.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logger.ts';
import { createKeyPair, type KeyPair, signClaims } from './key-pair.ts';
import { answerKeys, KeyServer } from './key-server.ts';

/** `iss` of the tokens of a {@link KeyWorld}. */
export const ISSUER = 'https://login.example.com/';

/** Start of the clock of a {@link KeyWorld}, epoch milliseconds. */
export const NOW = Date.parse('2026-11-22T08:30:00Z');

/** Refusal of a token of an unknown key. */
export const UNKNOWN_KEY = 'token: signed with a key this server does not know';

/** Refusal of a token whose issuer's keys cannot be read. */
export const UNAVAILABLE = 'token: the keys of its issuer are unavailable';

// hung readings end after it, good ones long before
const TIMEOUT_MS = 2_000;

/** A gateway's tokens and an identity provider that they trust, which has two keys and publishes the first. */
export class KeyWorld {
  now = NOW;
  readonly server: KeyServer;
  readonly first: KeyPair;
  readonly second: KeyPair;
  readonly #dataDir: string;
  readonly #opened: Tokens[] = [];
  #tokenCount = 0;

  private constructor(server: KeyServer, [first, second]: readonly [KeyPair, KeyPair], dataDir: string) {
    this.server = server;
    this.first = first;
    this.second = second;
    this.#dataDir = dataDir;
  }

  static async open(keys: readonly [KeyPair, KeyPair], options?: Partial<PublishedKeysOptions>): Promise<KeyWorld> {
    const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-key-world-'));
    const world = new KeyWorld(await KeyServer.listen(), keys, dataDir);
    world.server.answer = answerKeys([world.first.jwk]);
    await world.reopen(options);
    return world;
  }

  /** Tokens of a gateway that has just started. */
  async reopen(options: Partial<PublishedKeysOptions> = {}): Promise<void> {
    const [provider] = readConfig({ JWKS_URL: this.server.url, JWT_ISSUER: ISSUER }).identityProviders;
    assert.ok(provider);
    const clock = () => this.now;
    const settings = { log: createLogger('silent'), clock, timeoutMs: TIMEOUT_MS, ...options };
    const trustedIssuers = [providerIssuer(provider, settings)];
    this.#opened.push(await createTokens({ dataDir: this.#dataDir, trustedIssuers, clock }));
  }

  get tokens(): Tokens {
    return this.#opened.at(-1) as Tokens;
  }

  /** Claims of a token that differs from every other. */
  claims(): JWTPayload {
    const exp = this.now / 1000 + 86_400;
    return { iss: ISSUER, aud: 'lead-scoring', sub: 'amina', exp, jti: `${this.#tokenCount++}` };
  }

  async assertAccepted(by: KeyPair): Promise<void> {
    assert.equal((await this.tokens.verify(await signClaims(by, this.claims()))).subject, 'amina');
  }

  async assertRefused(by: KeyPair, message = UNKNOWN_KEY): Promise<void> {
    const code = message === UNAVAILABLE ? 'TOKEN_KEYS_UNAVAILABLE' : 'UNAUTHENTICATED';
    await assert.rejects(this.tokens.verify(await signClaims(by, this.claims())), (error) => {
      assert.ok(error instanceof DomainError, `${error}`);
      assert.deepEqual([error.message, error.code], [message, code]);
      return true;
    });
  }

  async close(): Promise<void> {
    for (const tokens of this.#opened) tokens.close();
    await this.server.close();
    await rm(this.#dataDir, { recursive: true });
  }
}

/** Keys of a {@link KeyWorld}: generating them takes long. */
export function createWorldKeys(): Promise<[KeyPair, KeyPair]> {
  return Promise.all([createKeyPair('first'), createKeyPair('second', 'RS256')]);
}
