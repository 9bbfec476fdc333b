import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEMO_FORM_KEY } from '../../../platform/config/access-config.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';

const KEY = 'a-form-key-of-one-site';

describe('the configuration of access', () => {
  it('lets nobody in by default: no provider, no form, no site, no proxy', () => {
    const { identityProviders, formKeys, corsOrigins, trustedProxies } = readConfig({});
    assert.deepEqual([identityProviders, formKeys, corsOrigins, trustedProxies], [[], [], [], []]);
  });

  it('prints the admin token only where this machine alone can use it, unless told to', () => {
    for (const HOST of ['127.0.0.1', '127.9.9.9', '::1', 'localhost']) assert.ok(readConfig({ HOST }).printAdminToken);
    for (const HOST of ['0.0.0.0', '::', '192.168.1.7', 'leads.example.com'])
      assert.ok(!readConfig({ HOST }).printAdminToken, HOST);
    assert.ok(readConfig({ HOST: '0.0.0.0', PRINT_ADMIN_TOKEN: 'true' }).printAdminToken);
    assert.ok(!readConfig({ PRINT_ADMIN_TOKEN: 'false' }).printAdminToken);
  });

  it('takes the key of the examples on this machine, and nowhere else', () => {
    const FORM_KEYS = `website:${KEY}, demo:${DEMO_FORM_KEY}`;
    assert.deepEqual(readConfig({ FORM_KEYS }).formKeys, [
      { name: 'website', key: KEY },
      { name: 'demo', key: DEMO_FORM_KEY },
    ]);
    assertRefused({ FORM_KEYS, HOST: '0.0.0.0' }, /^FORM_KEYS: found the key of the examples beside HOST 0\.0\.0\.0/);
  });

  for (const [variable, value, message] of [
    ['CORS_ORIGINS', '*', /^CORS_ORIGINS: found '\*', expected origins such as/],
    ['CORS_ORIGINS', 'https://www.example.com/page', /^CORS_ORIGINS: .*expected origins/],
    ['CORS_ORIGINS', 'null', /^CORS_ORIGINS: .*expected origins/],
    ['TRUSTED_PROXIES', '10.0.0.0/33', /^TRUSTED_PROXIES: .*expected addresses/],
    ['FORM_KEYS', 'website:short', /^FORM_KEYS: found a value that is not shown, expected pairs name:key/],
    ['FORM_KEYS', `a:${KEY},b:${KEY}`, /^FORM_KEYS: found a value that is not shown/],
    ['RATE_LIMIT_PER_MINUTE', '-1', /^RATE_LIMIT_PER_MINUTE: found '-1', expected/],
  ] as const)
    it(`refuses ${variable}=${value}`, () => assertRefused({ [variable]: value }, message));
});

function assertRefused(environment: Readonly<Record<string, string>>, message: RegExp): void {
  assert.throws(
    () => readConfig(environment),
    (error) => {
      assert.ok(error instanceof DomainError && error.code === 'CONFIGURATION_INVALID');
      assert.match(error.message, message);
      return true;
    },
  );
}
