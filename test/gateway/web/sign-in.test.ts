import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { answerNothing, answerText, KeyServer } from '../../support/auth/key-server.ts';
import { type BuiltWeb, createBuiltWeb } from '../../support/gateway/built-web.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

describe('the sign-in of the web application', () => {
  let provider: KeyServer;
  let web: BuiltWeb;
  let server: TestServer;
  let issuer: string;
  let origin: string;
  beforeEach(async () => {
    [provider, web] = await Promise.all([KeyServer.listen(), createBuiltWeb()]);
    origin = new URL(provider.url).origin;
    issuer = `${origin}/realms/sales`;
    const environment = {
      JWKS_URL: provider.url,
      JWT_ISSUER: issuer,
      WEB_SIGN_IN_ISSUER: issuer,
      WEB_SIGN_IN_CLIENT_ID: 'lead-scoring-web',
      WEB_SIGN_IN_SCOPE: 'openid profile',
    };
    server = await createTestServer({ webFolder: web.folder, environment });
  });
  afterEach(async () => {
    await Promise.all([server.close(), provider.close()]);
    await web.remove();
  });

  /** The origins beside its own that the page may call. */
  async function calledOrigins(): Promise<readonly string[]> {
    const { headers } = await server.app.inject({ url: '/' });
    const [, origins = ''] = /connect-src 'self'([^;]*);/.exec(String(headers['content-security-policy'])) ?? [];
    return origins.split(' ').filter((one) => one !== '');
  }

  it('is told to the page with issuer, client and scope', async () => {
    const { body } = await server.app.inject({ url: '/web/settings.json' });
    const signIn = { kind: 'OIDC', issuer, clientId: 'lead-scoring-web', scope: 'openid profile' };
    assert.deepEqual(JSON.parse(body).signIn, signIn);
  });

  it('may call the issuer and, on another host, the endpoints that it publishes', async () => {
    const metadata = {
      token_endpoint: 'https://sales.auth.example.com/oauth2/token',
      revocation_endpoint: 'https://sales.auth.example.com/oauth2/revoke',
      userinfo_endpoint: `${origin}/userinfo`,
      jwks_uri: 'https://keys.example.com/jwks',
    };
    provider.answer = (response) => {
      const isMetadata = response.req.url === '/realms/sales/.well-known/openid-configuration';
      answerText(JSON.stringify(isMetadata ? metadata : {}))(response);
    };
    for (let pages = 0; pages < 3; pages++)
      assert.deepEqual(await calledOrigins(), [origin, 'https://sales.auth.example.com']);
    assert.equal(provider.readings, 1);
  });

  for (const [fault, answer] of [
    ['has no such document', answerText('', 404)],
    ['answers no JSON', answerText('<html>')],
    ['publishes no token endpoint', answerText('{}')],
    ['publishes one that is no address of the web', answerText('{"token_endpoint":"javascript:alert(1)"}')],
    ['does not answer', answerNothing],
  ] as const)
    it(`may call the issuer alone while that ${fault}, and is asked again after 30 seconds`, async () => {
      provider.answer = answer;
      assert.deepEqual(await calledOrigins(), [origin]);
      assert.deepEqual(await calledOrigins(), [origin]);
      assert.equal(provider.readings, 1);
      const warnings = server.logLines.filter(({ level }) => level === 40);
      assert.deepEqual(
        warnings.map(({ msg }) => msg),
        ['endpoints of the sign-in issuer could not be read'],
      );
      provider.answer = answerText('{"token_endpoint":"https://login.example.com/token"}');
      server.advance(30_000);
      assert.deepEqual(await calledOrigins(), [origin, 'https://login.example.com']);
    });

  it('cannot widen the policy by an endpoint with a semicolon or a space', async () => {
    provider.answer = answerText(
      JSON.stringify({ token_endpoint: "https://a.example.com/; script-src 'unsafe-inline'" }),
    );
    assert.deepEqual(await calledOrigins(), [origin, 'https://a.example.com']);
  });
});
