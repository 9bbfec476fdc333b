import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JWTPayload } from 'jose';
import { createGrants } from '../../../gateway/auth/granted-scopes.ts';
import { readConfig } from '../../../platform/config/config.ts';

const ISSUER = { JWKS_URL: 'https://login.example.com/keys', JWT_ISSUER: 'https://login.example.com/' };
const MAPPED = { JWT_ROLE_SCOPES: 'sales=leads:read scores:write;Lead Managers=leads:read leads:pii;/crm=leads:write' };

/** The scopes that claims grant under these variables. */
function granted(claims: object, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const [provider] = readConfig({ ...ISSUER, ...environment }).identityProviders;
  assert.ok(provider);
  return createGrants(provider.grants, provider.audiences)(JSON.parse(JSON.stringify(claims)) as JWTPayload);
}

describe('scopes of a token', () => {
  for (const [name, claims, scopes] of [
    ['a text `scope`', { scope: 'leads:read custom' }, ['leads:read', 'custom']],
    ['an empty `scope` beside `scp`', { scope: '', scp: ['leads:read'] }, ['leads:read']],
    ['a blank `scope` beside `scp`', { scope: '  ', scp: 'leads:read' }, ['leads:read']],
    ['an empty list `scope` beside `scp`', { scope: [], scp: 'leads:read' }, ['leads:read']],
    ['a `scope` that is null beside `scp`', { scope: null, scp: 'leads:read' }, ['leads:read']],
    ['a `scope` of an empty name beside `scp`', { scope: [''], scp: 'leads:read' }, ['leads:read']],
    ['`scope` before `scp`', { scope: 'leads:read', scp: ['leads:write'] }, ['leads:read']],
    ['`scope` and `permissions`', { scope: 'openid', permissions: ['leads:read'] }, ['openid', 'leads:read']],
    ['an empty `scope` beside `roles`', { scope: '', roles: ['leads:read'] }, ['leads:read']],
    ['roles of the realm', { realm_access: { roles: ['leads:read', 'offline_access'] } }, ['leads:read']],
    ['roles of our client', { resource_access: { 'lead-scoring': { roles: ['leads:read'] } } }, ['leads:read']],
    ['roles of another client', { resource_access: { crm: { roles: ['leads:read'] } } }, []],
    ['groups of Cognito', { 'cognito:groups': ['leads:read'] }, ['leads:read']],
    ['one name twice', { scope: 'leads:read leads:read', roles: ['leads:read'] }, ['leads:read']],
    ['a name with a blank in a list', { scp: ['leads:read leads:write', 'a b'] }, []],
    ['a role with a blank', { roles: ['leads:read leads:write'] }, []],
    ['names that are no text', { scp: [7, null, { a: 1 }, ['leads:read'], 'leads:pii'] }, ['leads:pii']],
    ['roles that are a number', { roles: 7, realm_access: 'leads:read', resource_access: null }, []],
    ['roles of the prototype', { realm_access: { constructor: { roles: ['leads:read'] } } }, []],
    ['no claim', {}, []],
  ] as const)
    it(`are ${scopes.join(', ') || 'none'} of ${name}`, () => assert.deepEqual(granted(claims), scopes));

  it('of a mapped role or group are those it is mapped to, and no others', () => {
    assert.deepEqual(granted({ roles: ['sales', 'guests'] }, MAPPED), ['leads:read', 'scores:write']);
    assert.deepEqual(granted({ groups: ['/crm', 'Lead Managers'] }, MAPPED), [
      'leads:write',
      'leads:read',
      'leads:pii',
    ]);
    assert.deepEqual(granted({ scope: 'sales' }, MAPPED), ['sales']);
    for (const name of ['__proto__', 'constructor', 'toString', 'SALES', ' sales'])
      assert.deepEqual(granted({ roles: [name] }, MAPPED), [], name);
  });

  it('of a role that is a scope and is mapped are the mapped ones', () => {
    const JWT_ROLE_SCOPES = '{"leads:write":["leads:read"]}';
    assert.deepEqual(granted({ roles: ['leads:write'] }, { JWT_ROLE_SCOPES }), ['leads:read']);
  });

  it('are found by paths with dots, colons and quotes', () => {
    const JWT_ROLE_CLAIMS = '"https://example.com/roles", urn:x.y, a."b.c".d, "say \\"hi\\"" ?? other';
    const found = (claims: object) => granted(claims, { JWT_ROLE_CLAIMS });
    assert.deepEqual(found({ 'https://example.com/roles': ['leads:read'] }), ['leads:read']);
    assert.deepEqual(found({ 'urn:x': { y: 'leads:read' } }), ['leads:read']);
    assert.deepEqual(found({ a: { 'b.c': { d: ['leads:read'] }, b: { c: { d: ['leads:pii'] } } } }), ['leads:read']);
    assert.deepEqual(found({ 'say "hi"': ['leads:read'], other: ['leads:pii'] }), ['leads:read']);
    assert.deepEqual(found({ 'say "hi"': [], other: ['leads:pii'] }), ['leads:pii']);
    assert.deepEqual(found({ roles: ['leads:read'] }), []);
  });

  it('are those of each audience in place of {audience}', () => {
    const claims = {
      resource_access: { a: { roles: ['leads:read'] }, 'b.c': { roles: ['leads:pii'] }, d: { roles: ['leads:write'] } },
    };
    assert.deepEqual(granted(claims, { JWT_AUDIENCE: 'a, b.c' }), ['leads:read', 'leads:pii']);
  });
});
