import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createTokens, type Tokens } from '../../../gateway/auth/tokens.ts';
import { providerIssuer } from '../../../gateway/auth/trusted-issuer.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { DomainError } from '../../../platform/errors.ts';
import { createLogger } from '../../../platform/logger.ts';
import { createKeyPair, type KeyPair, signClaims } from '../../support/auth/key-pair.ts';
import { answerKeys, answerNothing, KeyServer } from '../../support/auth/key-server.ts';

const NOW = Date.parse('2026-11-22T08:30:00Z');
const KEYCLOAK = 'https://keycloak.example.com/realms/sales';
const COGNITO = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example';
const OTHER_AUDIENCE = 'token: issued for another audience';

/** The claims of an access token of Keycloak 26. */
const KEYCLOAK_CLAIMS = {
  exp: NOW / 1000 + 300,
  iat: NOW / 1000,
  auth_time: NOW / 1000 - 20,
  jti: 'onrtac:5c1f8a52-0f0c-4c0f-8a4e-0c5f2e7b7c11',
  iss: KEYCLOAK,
  aud: ['lead-scoring', 'account'],
  sub: 'f4b6f5a2-7d0b-4a52-9a0e-3f5f7f1c2d3e',
  typ: 'Bearer',
  azp: 'crm-web',
  sid: '0d9a6d7e-5a1c-4d6c-8a43-7a64d2b2b6a5',
  session_state: '0d9a6d7e-5a1c-4d6c-8a43-7a64d2b2b6a5',
  acr: '1',
  'allowed-origins': ['https://crm.example.com'],
  realm_access: { roles: ['offline_access', 'uma_authorization', 'default-roles-sales', 'sales-manager'] },
  resource_access: {
    'lead-scoring': { roles: ['leads:read', 'leads:pii'] },
    account: { roles: ['manage-account', 'manage-account-links', 'view-profile'] },
    'crm-web': { roles: ['models:promote'] },
  },
  scope: 'openid profile email',
  email_verified: true,
  name: 'Amina Diallo',
  preferred_username: 'amina',
  given_name: 'Amina',
  family_name: 'Diallo',
  email: 'amina@example.com',
};

/** The claims of an access token of an Amazon Cognito user pool. */
const COGNITO_CLAIMS = {
  sub: '6bc1f0a4-5021-70d2-0b1e-6c1f3a1c9d52',
  'cognito:groups': ['analysts'],
  iss: COGNITO,
  version: 2,
  client_id: '1example23456789',
  origin_jti: 'd2b6b0a7-6d44-4f4a-8a39-9f0e0d5c3b1a',
  token_use: 'access',
  scope: 'openid profile',
  auth_time: NOW / 1000,
  exp: NOW / 1000 + 3600,
  iat: NOW / 1000,
  jti: 'a6d8c5d2-0a34-4a3e-b2a1-5d6e7f8a9b0c',
  username: 'amina',
};

describe('tokens of several issuers', () => {
  let dataDir: string;
  let keycloakKeys: KeyServer;
  let cognitoKeys: KeyServer;
  let keycloak: KeyPair;
  let cognito: KeyPair;
  let tokens: Tokens;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-issuers-'));
    [keycloakKeys, cognitoKeys] = await Promise.all([KeyServer.listen(), KeyServer.listen()]);
    // one kid for both: each issuer has keys of its own
    [keycloak, cognito] = await Promise.all([createKeyPair('one', 'RS256'), createKeyPair('one')]);
    keycloakKeys.answer = answerKeys([keycloak.jwk]);
    cognitoKeys.answer = answerKeys([cognito.jwk]);
    const issuers = [
      {
        issuer: COGNITO,
        jwksUrl: cognitoKeys.url,
        audiences: ['https://api.example.com'],
        clientIds: ['1example23456789'],
        algorithms: ['ES256'],
        roleScopes: { analysts: ['monitoring:read'] },
        subjectPrefix: 'cognito:',
      },
    ];
    const { identityProviders } = readConfig({
      JWKS_URL: keycloakKeys.url,
      JWT_ISSUER: KEYCLOAK,
      JWT_ALGORITHMS: 'RS256',
      JWT_ROLE_SCOPES: 'sales-manager=leads:write leads:read',
      JWT_ISSUERS: JSON.stringify(issuers),
    });
    const clock = () => NOW;
    const trustedIssuers = identityProviders.map((provider) =>
      providerIssuer(provider, { log: createLogger('silent'), clock }),
    );
    tokens = await createTokens({ dataDir, trustedIssuers, clock });
  });
  after(async () => {
    tokens.close();
    await Promise.all([keycloakKeys.close(), cognitoKeys.close()]);
    await rm(dataDir, { recursive: true });
  });

  async function assertRefused(by: KeyPair, claims: object, message: string): Promise<void> {
    await assert.rejects(tokens.verify(await signClaims(by, { ...claims })), (error) => {
      assert.ok(error instanceof DomainError, `${error}`);
      assert.deepEqual([error.message, error.code], [message, 'UNAUTHENTICATED']);
      return true;
    });
  }

  it('are known by their issuer: Keycloak', async () => {
    const { subject, scopes } = await tokens.verify(await signClaims(keycloak, KEYCLOAK_CLAIMS));
    assert.equal(subject, KEYCLOAK_CLAIMS.sub);
    assert.deepEqual(scopes, ['openid', 'profile', 'email', 'leads:write', 'leads:read', 'leads:pii']);
  });

  it('are known by their issuer: Amazon Cognito, by the client in place of the audience', async () => {
    const { subject, scopes } = await tokens.verify(await signClaims(cognito, COGNITO_CLAIMS));
    assert.equal(subject, `cognito:${COGNITO_CLAIMS.sub}`);
    assert.deepEqual(scopes, ['openid', 'profile', 'monitoring:read']);
  });

  it('are refused with the key or algorithm of another issuer', async () => {
    await assertRefused(cognito, KEYCLOAK_CLAIMS, 'token: signed with an algorithm that is not accepted');
    const other = await createKeyPair('one', 'RS256');
    await assertRefused(other, KEYCLOAK_CLAIMS, 'token: the signature does not match');
  });

  it('are refused with the audience of another issuer', async () => {
    await assertRefused(keycloak, { ...KEYCLOAK_CLAIMS, aud: 'https://api.example.com' }, OTHER_AUDIENCE);
    await assertRefused(cognito, { ...COGNITO_CLAIMS, aud: 'lead-scoring' }, OTHER_AUDIENCE);
  });

  it('need an audience where the configuration names no client', async () => {
    const { aud: _, ...claims } = KEYCLOAK_CLAIMS;
    await assertRefused(keycloak, claims, OTHER_AUDIENCE);
    await assertRefused(keycloak, { ...claims, client_id: '1example23456789' }, OTHER_AUDIENCE);
    await assertRefused(keycloak, { ...claims, client_id: 'lead-scoring', azp: 'lead-scoring' }, OTHER_AUDIENCE);
  });

  for (const [name, change] of [
    ['another client', { client_id: 'other' }],
    ['no client', { client_id: undefined }],
    ['a list of clients', { client_id: ['1example23456789'] }],
    ['our client and an audience that is not ours', { aud: 'https://other.example.com' }],
    ['our client and no audience of a list', { aud: [] }],
    ['our client and an audience that is null', { aud: null }],
    ['our client and an empty audience', { aud: '' }],
    ['our client as the audience', { aud: '1example23456789' }],
  ] as const)
    it(`are refused for ${name}`, () => assertRefused(cognito, { ...COGNITO_CLAIMS, ...change }, OTHER_AUDIENCE));

  it('with an audience of ours need no client', async () => {
    const claims = { ...COGNITO_CLAIMS, aud: ['https://api.example.com'], client_id: 'other' };
    assert.equal((await tokens.verify(await signClaims(cognito, claims))).subject, `cognito:${COGNITO_CLAIMS.sub}`);
  });

  it('are refused when they are ID tokens', async () => {
    const message = 'token: an ID token, not an access token';
    const id = { ...COGNITO_CLAIMS, token_use: 'id' };
    await assertRefused(cognito, id, message);
    await assertRefused(cognito, { ...id, aud: 'https://api.example.com' }, message);
    await assertRefused(keycloak, { ...KEYCLOAK_CLAIMS, typ: 'ID' }, message);
  });

  it('are verified while the keys of another issuer hang', async () => {
    const silent = await KeyServer.listen();
    silent.answer = answerNothing;
    const issuers = [
      { issuer: KEYCLOAK, jwksUrl: keycloakKeys.url },
      { issuer: COGNITO, jwksUrl: silent.url, clientIds: ['1example23456789'] },
    ];
    const clock = () => NOW;
    const trustedIssuers = readConfig({ JWT_ISSUERS: JSON.stringify(issuers) }).identityProviders.map((provider) =>
      providerIssuer(provider, { log: createLogger('silent'), clock }),
    );
    const mixed = await createTokens({ dataDir, trustedIssuers, clock });
    const asked = silent.nextReading();
    const hung = assert.rejects(
      mixed.verify(await signClaims(cognito, COGNITO_CLAIMS)),
      (error) => error instanceof DomainError && error.code === 'TOKEN_KEYS_UNAVAILABLE',
    );
    await asked;
    assert.equal((await mixed.verify(await signClaims(keycloak, KEYCLOAK_CLAIMS))).subject, KEYCLOAK_CLAIMS.sub);
    // ends the reading that hangs
    mixed.close();
    await hung;
    await silent.close();
  });
});
