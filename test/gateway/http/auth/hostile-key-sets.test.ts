import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { Registry } from 'prom-client';
import { KEYS_COOLDOWN_MS, KEYS_LIFE_MS } from '../../../../gateway/auth/published-keys.ts';
import { createTokens, type Tokens } from '../../../../gateway/auth/tokens.ts';
import { providerIssuer } from '../../../../gateway/auth/trusted-issuer.ts';
import { KeyMetrics } from '../../../../gateway/key-metrics.ts';
import { readConfig } from '../../../../subgraphs/shared/config.ts';
import { DomainError } from '../../../../subgraphs/shared/errors.ts';
import { createLogger } from '../../../../subgraphs/shared/logger.ts';
import { createKeyPair, type KeyPair, signClaims } from './support/key-pair.ts';
import {
  answerBytes,
  answerHalf,
  answerKeys,
  answerNothing,
  answerText,
  type KeyAnswer,
  KeyServer,
} from './support/key-server.ts';

const NOW = Date.parse('2026-11-22T08:30:00Z');
const ISSUER = 'https://login.example.com/';
const TIMEOUT_MS = 2_000;
const MEBIBYTE = 1_048_576;
const UNKNOWN_KEY = 'token: signed with a key this server does not know';
const UNAVAILABLE = 'token: its issuer does not tell its keys at the moment';
const log = createLogger('silent');

describe('keys of an identity provider', () => {
  let dataDir: string;
  let server: KeyServer;
  let first: KeyPair;
  let second: KeyPair;
  let tokens: Tokens;
  let now = NOW;
  let tokenCount = 0;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-key-sets-'));
    [first, second] = await Promise.all([createKeyPair('first'), createKeyPair('second', 'RS256')]);
  });
  after(() => rm(dataDir, { recursive: true }));
  beforeEach(async () => {
    now = NOW;
    server = await KeyServer.listen();
    server.answer = answerKeys([first.jwk]);
    tokens = await open();
  });
  afterEach(async () => {
    tokens.close();
    await server.close();
  });

  function open(options: { readonly lifeMs?: number } = {}): Promise<Tokens> {
    const [provider] = readConfig({ JWKS_URL: server.url, JWT_ISSUER: ISSUER }).identityProviders;
    assert.ok(provider);
    const clock = () => now;
    const trusted = providerIssuer(provider, { log, clock, timeoutMs: TIMEOUT_MS, ...options });
    return createTokens({ dataDir, trustedIssuers: [trusted], clock });
  }

  /** A token that differs from every other. */
  function claims() {
    return { iss: ISSUER, aud: 'lead-scoring', sub: 'amina', exp: now / 1000 + 86_400, jti: `${tokenCount++}` };
  }

  async function assertAccepted(by: KeyPair): Promise<void> {
    assert.equal((await tokens.verify(await signClaims(by, claims()))).subject, 'amina');
  }

  async function assertRefused(by: KeyPair, message = UNKNOWN_KEY, code = 'UNAUTHENTICATED'): Promise<void> {
    await assert.rejects(tokens.verify(await signClaims(by, claims())), (error) => {
      assert.ok(error instanceof DomainError, `${error}`);
      assert.deepEqual([error.message, error.code], [message, code]);
      return true;
    });
  }

  const BAD_ANSWERS: readonly (readonly [string, KeyAnswer])[] = [
    ['hangs', answerNothing],
    ['hangs within its answer', answerHalf],
    ['fails', answerText('{}', 503)],
    ['answers no key', answerKeys([])],
    ['answers no set', answerText('[]')],
    ['answers null', answerText('null')],
    ['answers no JSON', answerText('<html>sign in</html>')],
    ['answers malformed keys only', answerKeys([null, 7, 'key', [], {}, { kty: 'RSA', kid: 'first', n: '', e: '' }])],
    ['redirects', (response) => response.writeHead(302, { location: '/keys' }).end()],
    ['cuts the connection', (response) => response.destroy()],
  ];
  for (const [fault, answer] of BAD_ANSWERS) {
    it(`stay in use, without a wait, while the server ${fault}`, async () => {
      await assertAccepted(first);
      server.answer = answer;
      for (const _reading of [1, 2, 3]) {
        now += KEYS_LIFE_MS;
        await assertAccepted(first);
        await assertAccepted(first);
      }
      // joins the reading that is under way, and ends with it
      await assertRefused(second, UNAVAILABLE, 'TOKEN_KEYS_UNAVAILABLE');
      server.answer = answerKeys([second.jwk]);
      now += KEYS_LIFE_MS;
      await assertAccepted(second);
    });

    it(`are unavailable when the server ${fault} from the start, until it answers`, async () => {
      server.answer = answer;
      await assertRefused(first, UNAVAILABLE, 'TOKEN_KEYS_UNAVAILABLE');
      await assertRefused(first, UNAVAILABLE, 'TOKEN_KEYS_UNAVAILABLE');
      assert.equal(server.readings, 1);
      server.answer = answerKeys([first.jwk]);
      now += KEYS_COOLDOWN_MS;
      await assertAccepted(first);
    });
  }

  it('are counted: readings, failures, keys in use and the last success', async () => {
    const registry = new Registry();
    const [provider] = readConfig({ JWKS_URL: server.url, JWT_ISSUER: ISSUER }).identityProviders;
    assert.ok(provider);
    const options = { log, clock: () => now, observer: new KeyMetrics(registry) };
    const watched = await createTokens({
      dataDir,
      trustedIssuers: [providerIssuer(provider, options)],
      clock: options.clock,
    });
    await watched.verify(await signClaims(first, claims()));
    server.answer = answerKeys([]);
    now += KEYS_COOLDOWN_MS;
    await assert.rejects(watched.verify(await signClaims(second, claims())));
    watched.close();
    const text = await registry.metrics();
    for (const line of [
      `leadscore_jwks_refreshes_total{issuer="${ISSUER}",outcome="success"} 1`,
      `leadscore_jwks_refreshes_total{issuer="${ISSUER}",outcome="failure"} 1`,
      `leadscore_jwks_keys{issuer="${ISSUER}"} 1`,
      `leadscore_jwks_last_success_timestamp_seconds{issuer="${ISSUER}"} ${NOW / 1000}`,
    ])
      assert.ok(text.includes(line), line);
  });

  it('are answered while a reading hangs', async () => {
    await assertAccepted(first);
    let open: ServerResponse | undefined;
    server.answer = (response) => {
      open = response;
    };
    now += KEYS_LIFE_MS;
    const asked = server.nextReading();
    await assertAccepted(first);
    await asked;
    await assertAccepted(first);
    assert.equal(open?.destroyed, false);
    assert.equal(server.readings, 2);
  });

  it('are read no further than 1 MiB', async () => {
    await assertAccepted(first);
    const answer = answerBytes(500 * MEBIBYTE);
    server.answer = answer;
    now += KEYS_COOLDOWN_MS;
    await assertRefused(second, UNAVAILABLE, 'TOKEN_KEYS_UNAVAILABLE');
    // the rest is what buffers of both ends hold
    assert.ok(answer.sent < 20 * MEBIBYTE, `${answer.sent}`);
    await assertAccepted(first);
  });

  it('are read again by themselves', async () => {
    tokens.close();
    tokens = await open({ lifeMs: 50 });
    await assertAccepted(first);
    server.answer = answerKeys([second.jwk]);
    await server.nextReading();
    await server.nextReading();
    await assertAccepted(second);
    await assertRefused(first);
  });

  it('are read once per cool-down for keys that are unknown', async () => {
    await assertAccepted(first);
    const before = server.readings;
    now += KEYS_COOLDOWN_MS;
    await Promise.all(Array.from({ length: 20 }, () => assertRefused(second)));
    now += KEYS_COOLDOWN_MS - 1;
    await assertRefused(second);
    assert.equal(server.readings - before, 1);
    now += 1;
    server.answer = answerKeys([first.jwk, second.jwk]);
    await assertAccepted(second);
  });

  it('follow a server that flips them', async () => {
    await assertAccepted(first);
    for (const [old, current] of [
      [first, second],
      [second, first],
      [first, second],
    ] as const) {
      server.answer = answerKeys([current.jwk]);
      now += KEYS_COOLDOWN_MS;
      await assertAccepted(current);
      await assertRefused(old);
    }
  });

  const BAD_KEYS: readonly (readonly [string, (good: JWK) => unknown])[] = [
    ['null', () => null],
    ['a number', () => 7],
    ['a list', () => []],
    ['nothing', () => ({})],
    ['an unknown type', (good) => ({ ...good, kid: 'other', kty: 'XX' })],
    ['a point that is not on the curve', (good) => ({ ...good, kid: 'other', x: good.y })],
    ['no point', ({ kty, alg }) => ({ kty, alg, crv: 'P-256', kid: 'other' })],
    ['an identifier that is a number', (good) => ({ ...good, kid: 5 })],
    ['a use that is a number', (good) => ({ ...good, kid: 'other', use: 5 })],
    ['operations that are a text', (good) => ({ ...good, kid: 'other', key_ops: 'verify' })],
    ['a number that is null', (good) => ({ ...good, kid: 'other', x: null })],
    ['a secret', () => ({ kty: 'oct', kid: 'other', k: 'c2VjcmV0' })],
    ['the same key', (good) => good],
    ['the identifier of the good one and no point', (good) => ({ ...good, x: undefined })],
    ['another key of the same identifier', (good) => ({ ...good, ...second.jwk, kid: good.kid })],
  ];
  for (const [name, make] of BAD_KEYS)
    for (const place of ['before', 'after'])
      it(`cost nobody else when ${name} stands ${place} a good one`, async () => {
        const bad = make(first.jwk);
        server.answer = answerKeys(place === 'before' ? [bad, first.jwk] : [first.jwk, bad]);
        await assertAccepted(first);
      });

  it('cost nobody else when a deep list stands before a good one', async () => {
    const depth = 50_000;
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    server.answer = answerText(`{"keys":[${deep},{"kty":"EC","kid":${deep}},${JSON.stringify(first.jwk)}]}`);
    await assertAccepted(first);
  });

  it('of one identifier are all tried', async () => {
    const twin = await createKeyPair(first.kid);
    server.answer = answerKeys([first.jwk, twin.jwk]);
    await assertAccepted(twin);
    await assertAccepted(first);
    await assertRefused(await createKeyPair(first.kid), 'token: the signature does not match');
  });

  it('of a private key or of a short one are not used', async () => {
    const short = await shortKey();
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    const leaked = {
      alg: 'ES256',
      kid: 'leaked',
      privateKey,
      jwk: { ...(await exportJWK(privateKey)), kid: 'leaked' },
    };
    server.answer = answerKeys([short.jwk, leaked.jwk, first.jwk]);
    await assertAccepted(first);
    await assertRefused(leaked);
    const [header, body] = (await signClaims({ ...second, kid: short.kid }, claims())).split('.');
    await assert.rejects(
      tokens.verify(`${header}.${body}.${Buffer.alloc(128, 1).toString('base64url')}`),
      (error) => error instanceof DomainError && error.message === UNKNOWN_KEY,
    );
  });

  it('without an algorithm, as Microsoft Entra ID publishes them, verify', async () => {
    const { alg: _, ...jwk } = second.jwk;
    server.answer = answerKeys([{ kty: 'RSA', use: 'enc', kid: 'enc', n: jwk.n, e: jwk.e }, jwk]);
    await assertAccepted(second);
  });

  it('are found for a token that names none', async () => {
    server.answer = answerKeys([second.jwk, first.jwk, (await createKeyPair('third')).jwk]);
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'ES256' }).sign(first.privateKey);
    assert.equal((await tokens.verify(token)).subject, 'amina');
  });
});

/** A published RSA key of 1024 bits. */
async function shortKey(): Promise<{ readonly kid: string; readonly jwk: JWK }> {
  const { publicKey } = await crypto.subtle.generateKey(
    { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
    true,
    ['sign', 'verify'],
  );
  return { kid: 'short', jwk: { ...(await exportJWK(publicKey as CryptoKey)), kid: 'short', alg: 'RS256' } };
}
