import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { type JWK, type JWTPayload, SignJWT } from 'jose';
import { KEYS_COOLDOWN_MS, KEYS_LIFE_MS } from '../../../gateway/auth/published-keys.ts';
import { createTokens, LOCAL_ISSUER, type Tokens } from '../../../gateway/auth/tokens.ts';
import { providerIssuer } from '../../../gateway/auth/trusted-issuer.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logger.ts';
import { createKeyPair, type KeyPair, signClaims } from '../../support/auth/key-pair.ts';

const NOW = Date.parse('2026-11-22T08:30:00Z');
const ISSUER = 'https://login.example.com/';
const AUDIENCE = 'lead-scoring';
const log = createLogger('silent');

describe('tokens of an identity provider', () => {
  let dataDir: string;
  let provider: Server;
  let [first, second]: KeyPair[] = [];
  let published: readonly JWK[] = [];
  let status = 200;
  let readings = 0;
  let now = NOW;
  let tokens: Tokens;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-keys-'));
    [first, second] = await Promise.all([createKeyPair('first', 'RS256'), createKeyPair('second')]);
    provider = createServer((_request, response) => {
      readings++;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: published }));
    }).listen(0, '127.0.0.1');
    await once(provider, 'listening');
  });
  afterEach(() => tokens.close());
  after(async () => {
    provider.close();
    await rm(dataDir, { recursive: true });
  });
  beforeEach(async () => {
    [status, readings, now] = [200, 0, NOW];
    published = [jwkOf(first)];
    tokens = await open(['RS256', 'ES256']);
  });

  function open(algorithms: readonly string[], issuer = ISSUER): Promise<Tokens> {
    const jwksUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`;
    const clock = () => now;
    const settings = { JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_ALGORITHMS: algorithms.join(',') };
    const [settled] = readConfig(settings).identityProviders;
    assert.ok(settled);
    const trusted = providerIssuer(settled, { log, clock });
    return createTokens({ dataDir, trustedIssuers: [trusted], clockSkewSeconds: 10, clock });
  }

  /** A token for a day, unless `claims` say otherwise. */
  function signed(by: KeyPair | undefined, claims: JWTPayload = {}): Promise<string> {
    assert.ok(by);
    const times = { iat: now / 1000, exp: now / 1000 + 86_400 };
    return signClaims(by, { iss: ISSUER, aud: AUDIENCE, sub: 'amina', ...times, ...claims });
  }

  async function assertRefused(token: string, message: string, code = 'UNAUTHENTICATED'): Promise<void> {
    await assert.rejects(tokens.verify(token), (error) => {
      assert.ok(error instanceof DomainError);
      assert.deepEqual([error.message, error.code], [message, code]);
      return true;
    });
  }

  it('are accepted, as are those signed here', async () => {
    const { subject, scopes } = await tokens.verify(await signed(first, { scope: 'leads:read leads:pii' }));
    assert.deepEqual([subject, scopes], ['amina', ['leads:read', 'leads:pii']]);
    assert.equal((await tokens.verify(await tokens.sign('crm', [], 60_000))).subject, 'crm');
  });

  for (const [form, claims, scopes] of [
    ['a text `scope`', { scope: 'a b' }, ['a', 'b']],
    ['a text `scp`', { scp: 'a b' }, ['a', 'b']],
    ['a list `scp`', { scp: ['a', 'b', 7] }, ['a', 'b']],
    ['`scope` before `scp`', { scope: 'a', scp: ['b'] }, ['a']],
    ['neither', {}, []],
    ['an object', { scope: { a: true } }, []],
  ] as const)
    it(`have the scopes of ${form}`, async () => {
      assert.deepEqual((await tokens.verify(await signed(first, claims as JWTPayload))).scopes, scopes);
    });

  it('are refused for another audience, issuer, algorithm, or time', async () => {
    const at = now / 1000;
    await assertRefused(await signed(first, { aud: 'other' }), 'token: issued for another audience');
    await assertRefused(await signed(first, { iss: 'https://evil.example' }), 'token: issued by an unknown issuer');
    await assertRefused(await signed(first, { exp: at - 11 }), 'token: expired');
    await assertRefused(await signed(first, { nbf: at + 11 }), 'token: not valid yet');
    tokens = await open(['ES256']);
    await assertRefused(await signed(first), 'token: signed with an algorithm that is not accepted');
  });

  for (const sub of [7, '', null, true, ['amina'], { name: 'amina' }, 'a\0b', '\ud800'])
    it(`are refused for the subject ${JSON.stringify(sub)}`, async () => {
      const token = await signed(first, { sub } as unknown as JWTPayload);
      await assertRefused(token, "token: the claim 'sub' is absent or wrong");
    });

  it('are accepted within the clock skew', async () => {
    const at = now / 1000;
    await tokens.verify(await signed(first, { exp: at - 9 }));
    await tokens.verify(await signed(first, { nbf: at + 9 }));
  });

  it('cannot be forged with the public key as an HMAC secret', async () => {
    const forged = await new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'amina', exp: now / 1000 + 60 })
      .setProtectedHeader({ alg: 'HS256', kid: 'first' })
      .sign(Buffer.from(JSON.stringify(jwkOf(first))));
    await assertRefused(forged, 'token: signed with an algorithm that is not accepted');
  });

  it('cannot pretend to be signed here', async () => {
    await assertRefused(
      await signed(first, { iss: LOCAL_ISSUER }),
      'token: signed with an algorithm that is not accepted',
    );
    await assert.rejects(open(['ES256'], LOCAL_ISSUER), /JWT_ISSUER: found lead-scoring-gateway, expected another/);
  });

  it('read the keys once, however many come', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, (_, index) => signed(first, { jti: `${index}` })));
    await Promise.all(all.map((token) => tokens.verify(token)));
    assert.equal(readings, 1);
  });

  it('follow a rotation: the new key is found at once, the old one ends with the minute for which it is remembered', async () => {
    const old = await signed(first);
    await tokens.verify(old);
    published = [jwkOf(second)];
    now += KEYS_COOLDOWN_MS;
    assert.equal((await tokens.verify(await signed(second))).subject, 'amina');
    assert.equal(readings, 2);
    await tokens.verify(old);
    now += 60_000;
    await assertRefused(old, 'token: signed with a key this server does not know');
  });

  it('follow a withdrawal when the keys are ten minutes old', async () => {
    await tokens.verify(await signed(first));
    published = [jwkOf(second)];
    now += KEYS_LIFE_MS - 1;
    await tokens.verify(await signed(first));
    now += 1;
    // the last one that the old keys verify, as the new ones are being read
    await tokens.verify(await signed(first, { jti: 'last' }));
    await tokens.verify(await signed(second));
    assert.equal(readings, 2);
    await assertRefused(await signed(first), 'token: signed with a key this server does not know');
  });

  it('with unknown keys do not make it read again within the cooldown', async () => {
    await tokens.verify(await signed(first));
    now += KEYS_COOLDOWN_MS;
    const stranger = await createKeyPair('stranger', 'RS256');
    for (let count = 0; count < 5; count++)
      await assertRefused(await signed(stranger), 'token: signed with a key this server does not know');
    assert.equal(readings, 2);
  });

  it('are accepted by the last keys while the provider is down, and it is asked no more than every cooldown', async () => {
    await tokens.verify(await signed(first));
    status = 500;
    now += KEYS_LIFE_MS;
    const failed = once(provider, 'request');
    for (let count = 0; count < 5; count++) await tokens.verify(await signed(first, { jti: `${count}` }));
    await failed;
    assert.equal(readings, 2);
  });

  it('cannot be checked before the provider has answered once, which is no fault of theirs, and can after it', async () => {
    status = 500;
    const token = await signed(first);
    const message = 'token: the keys of its issuer are unavailable';
    await assertRefused(token, message, 'TOKEN_KEYS_UNAVAILABLE');
    await assertRefused(token, message, 'TOKEN_KEYS_UNAVAILABLE');
    assert.equal(readings, 1);
    status = 200;
    now += KEYS_COOLDOWN_MS;
    assert.equal((await tokens.verify(token)).subject, 'amina');
  });

  it('do not outlive their end when remembered', async () => {
    const token = await signed(first, { exp: now / 1000 + 20 });
    await tokens.verify(token);
    now += 29_999;
    await tokens.verify(token);
    now += 1;
    await assertRefused(token, 'token: expired');
  });
});

function jwkOf(key: KeyPair | undefined): JWK {
  assert.ok(key);
  return key.jwk;
}
