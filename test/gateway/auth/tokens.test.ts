import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CompactSign, generateKeyPair, SignJWT } from 'jose';
import { openSigningKey } from '../../../gateway/auth/signing-key.ts';
import { AUDIENCE, createTokens, LOCAL_ISSUER, mintAdminToken } from '../../../gateway/auth/tokens.ts';
import { DomainError } from '../../../platform/errors.ts';
import { SCOPES } from '../../../platform/identity/identity.ts';

const NOW = Date.parse('2026-11-22T08:30:00Z');
const HOUR_MS = 3_600_000;

describe('tokens', () => {
  let dataDir: string;
  let now = NOW;
  const clock = () => now;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-tokens-'));
  });
  after(() => rm(dataDir, { recursive: true }));

  it('a signed token verifies to its subject and scopes, again from memory', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const token = await tokens.sign('crm', ['leads:read', 'scores:write'], HOUR_MS);
    const identity = await tokens.verify(token);
    assert.deepEqual(identity, { subject: 'crm', scopes: ['leads:read', 'scores:write'], expiresAt: NOW + HOUR_MS });
    assert.equal(await tokens.verify(token), identity);
  });

  it('the admin token holds every scope', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const identity = await tokens.verify(await mintAdminToken(tokens, 5));
    assert.deepEqual(identity, { subject: 'admin', scopes: SCOPES, expiresAt: NOW + 5 * 60_000 });
  });

  it('a remembered token is refused once it expired, 30 seconds of clock skew forgiven', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const token = await tokens.sign('crm', [], HOUR_MS);
    await tokens.verify(token);
    now = NOW + HOUR_MS + 29_000;
    await tokens.verify(token);
    now = NOW + HOUR_MS + 30_000;
    await assertRefused(tokens.verify(token), 'token: expired');
    now = NOW;
  });

  it('a token of another audience, issuer or key is refused with the reason and without its content', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const { privateKey, keyId } = await openSigningKey(dataDir);
    const signed = (issuer: string, audience: string, key = privateKey, kid = keyId, alg = 'ES256') =>
      new SignJWT({})
        .setProtectedHeader({ alg, kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject('crm')
        .setExpirationTime(NOW / 1000 + 60)
        .sign(key);
    const stranger = (await generateKeyPair('ES256')).privateKey;
    const rsa = (await generateKeyPair('RS256')).privateKey;
    await assertRefused(tokens.verify(await signed(LOCAL_ISSUER, 'other')), 'token: issued for another audience');
    await assertRefused(tokens.verify(await signed('other', AUDIENCE)), 'token: issued by an unknown issuer');
    await assertRefused(
      tokens.verify(await signed(LOCAL_ISSUER, AUDIENCE, stranger)),
      'token: the signature does not match',
    );
    await assertRefused(
      tokens.verify(await signed(LOCAL_ISSUER, AUDIENCE, stranger, 'other')),
      'token: signed with a key this server does not know',
    );
    await assertRefused(
      tokens.verify(await signed(LOCAL_ISSUER, AUDIENCE, rsa, keyId, 'RS256')),
      'token: signed with an algorithm that is not accepted',
    );
  });

  it('an unsigned token and a text that is no token are refused', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const claims = { iss: LOCAL_ISSUER, aud: AUDIENCE, sub: 'crm', exp: NOW / 1000 + 60 };
    const unsigned = `${encode({ alg: 'none' })}.${encode(claims)}.`;
    await assertRefused(tokens.verify(unsigned), 'token: signed with an algorithm that is not accepted');
    for (const text of ['x', 'a.b.c', `${'x'.repeat(20_000)}.y.z`])
      await assertRefused(tokens.verify(text), 'token: not a signed JWT');
  });

  it('a token of any claims or header is verified or refused, and never an error of ours', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const { privateKey, keyId: kid } = await openSigningKey(dataDir);
    const claims = { iss: LOCAL_ISSUER, aud: AUDIENCE, sub: 'crm', exp: NOW / 1000 + 60 };
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const odd = [null, 0, -1, 1e300, true, '', 'x', [], ['x'], {}, { a: 1 }, 'constructor', '__proto__'];
    const outcomes = new Set<string>();
    const verify = async (token: string): Promise<void> => {
      const code = await tokens.verify(token).then(
        () => 'verified',
        (error) => (error instanceof DomainError ? error.code : `${error}`),
      );
      outcomes.add(code);
    };
    for (const value of odd) {
      for (const claim of ['iss', 'aud', 'sub', 'exp', 'nbf', 'iat', 'scope', 'typ', 'token_use', 'client_id'])
        await verify(
          await new CompactSign(Buffer.from(JSON.stringify({ ...claims, [claim]: value })))
            .setProtectedHeader({ alg: 'ES256', kid })
            .sign(privateKey),
        );
      for (const name of ['alg', 'kid', 'typ', 'crit', 'b64', 'jwk', 'jku', 'zip', 'enc'])
        for (const signature of ['x', Buffer.alloc(64, 1).toString('base64url')])
          await verify(`${encode({ alg: 'ES256', kid, [name]: value })}.${encode(claims)}.${signature}`);
    }
    assert.deepEqual([...outcomes].sort(), ['UNAUTHENTICATED', 'verified']);
  });

  it('a token without subject or expiry is refused', async () => {
    const tokens = await createTokens({ dataDir, clock });
    const { privateKey, keyId } = await openSigningKey(dataDir);
    const token = new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid: keyId });
    const eternal = await token.setIssuer(LOCAL_ISSUER).setAudience(AUDIENCE).setSubject('crm').sign(privateKey);
    await assertRefused(tokens.verify(eternal), "token: the claim 'exp' is absent or wrong");
  });

  it('starts at the same moment end with one key, readable by its owner only', async () => {
    const fresh = join(dataDir, 'fresh');
    const keys = await Promise.all(Array.from({ length: 8 }, () => openSigningKey(fresh)));
    assert.equal(new Set(keys.map(({ keyId }) => keyId)).size, 1);
    assert.equal((await stat(join(fresh, 'signing-key.json'))).mode & 0o777, 0o600);
  });

  it('a damaged key file is refused by name, and stays as it is', async () => {
    const damaged = join(dataDir, 'damaged');
    await openSigningKey(damaged);
    const path = join(damaged, 'signing-key.json');
    await writeFile(path, '{"kty":"EC"');
    await assert.rejects(
      openSigningKey(damaged),
      (error) => error instanceof DomainError && error.code === 'CONFIGURATION_INVALID' && error.message.includes(path),
    );
    assert.equal(await readFile(path, 'utf8'), '{"kty":"EC"');
  });
});

async function assertRefused(work: Promise<unknown>, message: string): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof DomainError);
    assert.equal(error.message, message);
    return error.code === 'UNAUTHENTICATED';
  });
}
