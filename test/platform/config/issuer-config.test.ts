import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';

const JWKS_URL = 'https://login.example.com/keys';
const JWT_ISSUER = 'https://login.example.com/';
const DEFAULTS = {
  audiences: ['lead-scoring'],
  clientIds: [],
  algorithms: ['RS256', 'ES256', 'EdDSA'],
  grants: {
    scopeClaims: [[['scope'], ['scp']], [['permissions']]],
    roleClaims: [
      [['roles']],
      [['realm_access', 'roles']],
      [['resource_access', '{audience}', 'roles']],
      [['cognito:groups']],
      [['groups']],
    ],
    roleScopes: new Map(),
  },
  subjectPrefix: '',
};
const OTHER = { issuer: 'https://other.example.com', jwksUrl: 'https://other.example.com/keys' };

describe('the configuration of issuers', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lead-scoring-issuers-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('reads one identity provider, with defaults', () => {
    assert.deepEqual(readConfig({ JWKS_URL, JWT_ISSUER }).identityProviders, [
      { jwksUrl: JWKS_URL, issuer: JWT_ISSUER, ...DEFAULTS },
    ]);
  });

  it('reads every variable of it', () => {
    const [provider] = readConfig({
      JWKS_URL,
      JWT_ISSUER,
      JWT_AUDIENCE: 'a, https://api.example.com',
      JWT_CLIENT_IDS: 'one,two',
      JWT_ALGORITHMS: 'PS256',
      JWT_SCOPE_CLAIMS: 'a.b',
      JWT_ROLE_CLAIMS: '"c.d"',
      JWT_ROLE_SCOPES: 'sales = leads:read  scores:write ; cn=ops,dc=example=monitoring:read;',
    }).identityProviders;
    assert.deepEqual(provider, {
      jwksUrl: JWKS_URL,
      issuer: JWT_ISSUER,
      audiences: ['a', 'https://api.example.com'],
      clientIds: ['one', 'two'],
      algorithms: ['PS256'],
      grants: {
        scopeClaims: [[['a', 'b']]],
        roleClaims: [[['c.d']]],
        roleScopes: new Map([
          ['sales', ['leads:read', 'scores:write']],
          ['cn=ops,dc=example', ['monitoring:read']],
        ]),
      },
      subjectPrefix: '',
    });
  });

  it('reads more issuers from JSON and from a file, whose absent settings come from the variables', async () => {
    const full = {
      issuer: 'https://full.example.com',
      jwksUrl: 'http://127.0.0.1:8080/keys',
      audiences: ['x'],
      clientIds: ['c'],
      algorithms: ['ES384'],
      scopeClaims: ['a ?? b'],
      roleClaims: ['"x.y".z'],
      roleScopes: { ops: 'monitoring:read', sales: ['leads:read'] },
      subjectPrefix: 'full:',
    };
    const JWT_ISSUERS = JSON.stringify([OTHER, full]);
    const file = join(folder, 'issuers.json');
    await writeFile(file, JWT_ISSUERS);
    const expected = [
      { issuer: JWT_ISSUER, jwksUrl: JWKS_URL, ...DEFAULTS, audiences: ['ours'] },
      { ...OTHER, ...DEFAULTS, audiences: ['ours'] },
      {
        issuer: full.issuer,
        jwksUrl: full.jwksUrl,
        audiences: ['x'],
        clientIds: ['c'],
        algorithms: ['ES384'],
        grants: {
          scopeClaims: [[['a'], ['b']]],
          roleClaims: [[['x.y', 'z']]],
          roleScopes: new Map([
            ['ops', ['monitoring:read']],
            ['sales', ['leads:read']],
          ]),
        },
        subjectPrefix: 'full:',
      },
    ];
    for (const issuers of [JWT_ISSUERS, file])
      assert.deepEqual(
        readConfig({ JWKS_URL, JWT_ISSUER, JWT_AUDIENCE: 'ours', JWT_ISSUERS: issuers }).identityProviders,
        expected,
      );
  });

  for (const [variable, value, message] of [
    ['JWKS_URL', 'http://login.example.com/keys', /^JWKS_URL: found 'http:.*expected https/],
    ['JWKS_URL', 'keys', /^JWKS_URL: found 'keys', expected a URL/],
    ['JWKS_URL', 'https://a:b@login.example.com/keys', /^JWKS_URL: .*expected a URL without user name and password/],
    ['JWKS_URL', JWKS_URL, /^JWT_ISSUER: found nothing beside JWKS_URL, expected both or neither$/],
    ['JWT_ISSUER', JWT_ISSUER, /^JWKS_URL: found nothing beside JWT_ISSUER/],
    ['JWT_ISSUER', ` ${JWT_ISSUER}`, /^JWT_ISSUER: .*expected no blanks/],
    ['JWT_AUDIENCE', ' , ', /^JWT_AUDIENCE: .*expected at least one audience/],
    ['JWT_ALGORITHMS', 'none', /^JWT_ALGORITHMS: found 'none', expected a list of RS256, /],
    ['JWT_ALGORITHMS', 'RS256,HS256', /^JWT_ALGORITHMS: found 'RS256,HS256', expected/],
    ['JWT_ALGORITHMS', ',', /^JWT_ALGORITHMS: found ',', expected/],
    ['JWT_SCOPE_CLAIMS', 'scope,', /^JWT_SCOPE_CLAIMS: found 'scope,', expected claims such as/],
    ['JWT_SCOPE_CLAIMS', 'a..b', /^JWT_SCOPE_CLAIMS: /],
    ['JWT_SCOPE_CLAIMS', 'a b', /^JWT_SCOPE_CLAIMS: /],
    ['JWT_ROLE_CLAIMS', 'https://example.com/roles', /^JWT_ROLE_CLAIMS: .*in double quotes/],
    ['JWT_ROLE_CLAIMS', '"a', /^JWT_ROLE_CLAIMS: /],
    ['JWT_ROLE_CLAIMS', '"\\x"', /^JWT_ROLE_CLAIMS: /],
    ['JWT_ROLE_CLAIMS', 'a.{client}.roles', /^JWT_ROLE_CLAIMS: /],
    ['JWT_ROLE_SCOPES', 'sales', /^JWT_ROLE_SCOPES: found 'sales', expected pairs such as/],
    ['JWT_ROLE_SCOPES', 'sales=leads:raed', /^JWT_ROLE_SCOPES: .*of the scopes leads:read/],
    ['JWT_ROLE_SCOPES', 'sales=', /^JWT_ROLE_SCOPES: /],
    ['JWT_ROLE_SCOPES', 'a=leads:read;a=leads:pii', /^JWT_ROLE_SCOPES: .*each role once/],
    ['JWT_ROLE_SCOPES', '{"sales":7}', /^JWT_ROLE_SCOPES: /],
    ['JWT_ROLE_SCOPES', '{"sales"', /^JWT_ROLE_SCOPES: /],
    ['JWT_ISSUERS', '/nowhere/issuers.json', /^JWT_ISSUERS: found '\/nowhere\/issuers.json', which cannot be read/],
    ['JWT_ISSUERS', '[', /^JWT_ISSUERS: found no JSON, expected a list of issuers/],
    ['JWT_ISSUERS', '[{}]', /^JWT_ISSUERS\[0\]\.issuer: .*\nJWT_ISSUERS\[0\]\.jwksUrl: /],
    ['JWT_ISSUERS', JSON.stringify([OTHER, OTHER]), /^JWT_ISSUERS: found the issuer https:\/\/other.* twice/],
    ['JWT_ISSUERS', entry({ audience: 'x' }), /^JWT_ISSUERS\[0\]: .*audience/],
    ['JWT_ISSUERS', entry({ jwksUrl: 'http://x.example.com' }), /^JWT_ISSUERS\[0\]\.jwksUrl: .*expected https/],
    ['JWT_ISSUERS', entry({ audiences: [] }), /^JWT_ISSUERS: found neither audiences nor clientIds/],
    ['JWT_ISSUERS', entry({ algorithms: [] }), /^JWT_ISSUERS\[0\]\.algorithms: expected at least one/],
    ['JWT_ISSUERS', entry({ algorithms: ['HS256'] }), /^JWT_ISSUERS\[0\]\.algorithms\[0\]: expected a list of/],
    ['JWT_ISSUERS', entry({ scopeClaims: ['a,b'] }), /^JWT_ISSUERS\[0\]\.scopeClaims: expected a list of claims/],
    ['JWT_ISSUERS', entry({ roleClaims: [''] }), /^JWT_ISSUERS\[0\]\.roleClaims: expected/],
    ['JWT_ISSUERS', entry({ roleScopes: { a: ['all'] } }), /^JWT_ISSUERS\[0\]\.roleScopes: expected pairs/],
  ] as const)
    it(`refuses ${variable}=${value}`, () => {
      assert.throws(
        () => readConfig({ [variable]: value }),
        (error) => {
          assert.ok(error instanceof DomainError && error.code === 'CONFIGURATION_INVALID');
          assert.match(error.message, message);
          return true;
        },
      );
    });
});

function entry(settings: object): string {
  return JSON.stringify([{ ...OTHER, ...settings }]);
}
