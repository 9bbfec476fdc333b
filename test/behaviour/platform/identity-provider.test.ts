import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createKeyPair, type KeyPair, signClaims } from '../../support/auth/key-pair.ts';
import { answerKeys, answerNothing, KeyServer } from '../../support/auth/key-server.ts';
import { ALL_SCHEMAS, copyTemplate } from '../../support/database/database-template.ts';
import { type PlatformProcess, startPlatform } from '../../support/process/platform-process.ts';

const ISSUER = 'https://keycloak.example.com/realms/sales';

describe('a platform that trusts an identity provider', () => {
  let dataDir: string;
  let server: KeyServer;
  let key: KeyPair;
  let platform: PlatformProcess;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-provider-'));
    [server, key] = await Promise.all([KeyServer.listen(), createKeyPair('realm', 'RS256')]);
    server.answer = answerKeys([null, key.jwk]);
    const file = join(dataDir, 'issuers.json');
    const issuer = { issuer: ISSUER, jwksUrl: server.url, roleScopes: { 'sales-manager': ['leads:read'] } };
    await writeFile(file, JSON.stringify([issuer]));
    await copyTemplate(dataDir, ALL_SCHEMAS);
    platform = await startPlatform({ DATA_DIR: dataDir, DEMO: 'false', JWT_ISSUERS: file });
  });
  after(async () => {
    await platform.stop('SIGTERM');
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  /** The errors of a query of leads, by a new token with these roles. */
  async function errorsFor(roles: readonly string[], claims: object = {}): Promise<readonly string[]> {
    const exp = Math.floor(Date.now() / 1000) + 300;
    const token = await signClaims(key, {
      ...{ iss: ISSUER, aud: ['lead-scoring', 'account'], sub: 'f4b6f5a2', typ: 'Bearer', azp: 'crm-web', exp },
      ...{ scope: 'profile email', realm_access: { roles: ['offline_access', ...roles] } },
      ...claims,
    });
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ leads(first: 1) { edges { node { id } } } }' }),
    });
    const body = (await response.json()) as { code?: string; errors?: readonly { extensions: { code: string } }[] };
    const codes = (body.errors ?? []).map(({ extensions }) => extensions.code);
    return body.code === undefined ? codes : [body.code];
  }

  it('answers by the roles of a token, mapped to scopes', async () => {
    assert.deepEqual(await errorsFor(['sales-manager']), []);
    assert.deepEqual(await errorsFor(['leads:read']), []);
    assert.deepEqual(await errorsFor(['other']), ['FORBIDDEN']);
    assert.deepEqual(await errorsFor(['sales-manager'], { sub: 7 }), ['UNAUTHENTICATED']);
    assert.deepEqual(await errorsFor(['sales-manager'], { aud: 'account' }), ['UNAUTHENTICATED']);
  });

  it('answers by the keys that it has while the provider hangs, and counts them', async () => {
    server.answer = answerNothing;
    assert.deepEqual(await errorsFor(['sales-manager']), []);
    const metrics = await fetch(`${platform.url}/metrics`, { headers: { authorization: `Bearer ${platform.token}` } });
    assert.match(await metrics.text(), /^leadscore_jwks_keys\{issuer="https:\/\/keycloak[^"]+"\} 1$/m);
  });
});
