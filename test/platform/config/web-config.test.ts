import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';

const ISSUER = 'https://login.example.com/realms/sales';
const PROVIDER = { JWT_ISSUER: ISSUER, JWKS_URL: 'https://login.example.com/keys' };
const SIGN_IN = { WEB_SIGN_IN_ISSUER: ISSUER, WEB_SIGN_IN_CLIENT_ID: 'lead-scoring-web' };

describe('the configuration of the web application', () => {
  it('serves it by default, with a sign-in by token', () => {
    assert.deepEqual(readConfig({}).web, { signIn: undefined });
  });

  it('serves none when it is off', () => {
    assert.equal(readConfig({ WEB: 'off' }).web, undefined);
    assert.equal(readConfig({ WEB: 'off', ...PROVIDER, ...SIGN_IN }).web, undefined);
  });

  it('takes a trusted issuer, from either list', () => {
    const signIn = { issuer: ISSUER, clientId: 'lead-scoring-web', scope: 'openid' };
    assert.deepEqual(readConfig({ ...PROVIDER, ...SIGN_IN }).web, { signIn });
    const JWT_ISSUERS = JSON.stringify([{ issuer: ISSUER, jwksUrl: PROVIDER.JWKS_URL }]);
    const scope = 'openid offline_access api://lead-scoring/leads';
    assert.deepEqual(readConfig({ JWT_ISSUERS, ...SIGN_IN, WEB_SIGN_IN_SCOPE: scope }).web, {
      signIn: { ...signIn, scope },
    });
  });

  for (const [title, environment, message] of [
    ['an issuer that is not trusted', { ...SIGN_IN }, /^WEB_SIGN_IN_ISSUER: found https.*none is configured/],
    [
      'an issuer that differs by a slash',
      { ...PROVIDER, ...SIGN_IN, WEB_SIGN_IN_ISSUER: `${ISSUER}/` },
      /^WEB_SIGN_IN_ISSUER: found .*sales\/, expected an issuer of .*\(https:\/\/login\.example\.com\/realms\/sales\)/,
    ],
    [
      'an issuer without a client',
      { ...PROVIDER, WEB_SIGN_IN_ISSUER: ISSUER },
      /^WEB_SIGN_IN_CLIENT_ID: found nothing beside WEB_SIGN_IN_ISSUER/,
    ],
    [
      'a client without an issuer',
      { WEB_SIGN_IN_CLIENT_ID: 'x' },
      /^WEB_SIGN_IN_ISSUER: found nothing beside WEB_SIGN_IN_CLIENT_ID/,
    ],
    ['a scope without openid', { WEB_SIGN_IN_SCOPE: 'profile' }, /^WEB_SIGN_IN_SCOPE: .*openid among them/],
    ['an issuer that is no URL', { WEB_SIGN_IN_ISSUER: 'accounts' }, /^WEB_SIGN_IN_ISSUER: .*expected the URL/],
    ['another word than on and off', { WEB: 'yes' }, /^WEB: found 'yes', expected/],
  ] as const)
    it(`refuses ${title}`, () => {
      assert.throws(
        () => readConfig(environment),
        (error) => {
          assert.ok(error instanceof DomainError && error.code === 'CONFIGURATION_INVALID');
          assert.match(error.message, message);
          return true;
        },
      );
    });
});
