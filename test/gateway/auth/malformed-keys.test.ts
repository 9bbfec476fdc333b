import assert from 'node:assert/strict';
import { afterEach, before, beforeEach, describe, it } from 'node:test';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { DomainError } from '../../../platform/errors.ts';
import { createKeyPair, type KeyPair, signClaims } from '../../support/auth/key-pair.ts';
import { answerKeys, answerText } from '../../support/auth/key-server.ts';
import { createWorldKeys, KeyWorld, UNKNOWN_KEY } from '../../support/auth/key-world.ts';

describe('keys of a set', () => {
  let keys: [KeyPair, KeyPair];
  let world: KeyWorld;

  before(async () => {
    keys = await createWorldKeys();
  });
  beforeEach(async () => {
    world = await KeyWorld.open(keys);
  });
  afterEach(() => world.close());

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
    ['another key of the same identifier', (good) => ({ ...good, ...world.second.jwk, kid: good.kid })],
  ];
  for (const [name, make] of BAD_KEYS)
    for (const place of ['before', 'after'])
      it(`do not affect a good key when ${name} comes ${place} it`, async () => {
        const bad = make(world.first.jwk);
        world.server.answer = answerKeys(place === 'before' ? [bad, world.first.jwk] : [world.first.jwk, bad]);
        await world.assertAccepted(world.first);
      });

  it('do not affect a good key when a deep list comes before it', async () => {
    const depth = 50_000;
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    world.server.answer = answerText(
      `{"keys":[${deep},{"kty":"EC","kid":${deep}},${JSON.stringify(world.first.jwk)}]}`,
    );
    await world.assertAccepted(world.first);
  });

  it('of one identifier are all tried', async () => {
    const twin = await createKeyPair(world.first.kid);
    world.server.answer = answerKeys([world.first.jwk, twin.jwk]);
    await world.assertAccepted(twin);
    await world.assertAccepted(world.first);
    await world.assertRefused(await createKeyPair(world.first.kid), 'token: the signature does not match');
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
    world.server.answer = answerKeys([short.jwk, leaked.jwk, world.first.jwk]);
    await world.assertAccepted(world.first);
    await world.assertRefused(leaked);
    const [header, body] = (await signClaims({ ...world.second, kid: short.kid }, world.claims())).split('.');
    await assert.rejects(
      world.tokens.verify(`${header}.${body}.${Buffer.alloc(128, 1).toString('base64url')}`),
      (error) => error instanceof DomainError && error.message === UNKNOWN_KEY,
    );
  });

  it('without an algorithm, as Microsoft Entra ID publishes them, verify', async () => {
    const { alg: _, ...jwk } = world.second.jwk;
    world.server.answer = answerKeys([{ kty: 'RSA', use: 'enc', kid: 'enc', n: jwk.n, e: jwk.e }, jwk]);
    await world.assertAccepted(world.second);
  });

  it('are found for a token that names none', async () => {
    world.server.answer = answerKeys([world.second.jwk, world.first.jwk, (await createKeyPair('third')).jwk]);
    const token = await new SignJWT(world.claims()).setProtectedHeader({ alg: 'ES256' }).sign(world.first.privateKey);
    assert.equal((await world.tokens.verify(token)).subject, 'amina');
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
