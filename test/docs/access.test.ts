import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { JWTPayload } from 'jose';
import { createTokens, type Tokens } from '../../gateway/auth/tokens.ts';
import { providerIssuer } from '../../gateway/auth/trusted-issuer.ts';
import { readConfig } from '../../platform/config/config.ts';
import { DomainError } from '../../platform/errors.ts';
import { SCOPES } from '../../platform/identity/identity.ts';
import type { IdentityProvider } from '../../platform/identity/identity-provider.ts';
import { createLogger } from '../../platform/logger.ts';
import { projectFile } from '../../platform/process/program.ts';
import { createKeyPair, type KeyPair, signClaims } from '../support/auth/key-pair.ts';
import { answerKeys, KeyServer } from '../support/auth/key-server.ts';

const folder = projectFile('docs/access/');
// one page per identity provider; tokens of machines are the platform's own
const pages = readdirSync(folder).filter((file) => !['README.md', 'machines.md'].includes(file));

describe('pages on access', () => {
  let dataDir: string;
  let server: KeyServer;
  let key: KeyPair;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-pages-'));
    [server, key] = await Promise.all([KeyServer.listen(), createKeyPair('page', 'RS256')]);
    server.answer = answerKeys([key.jwk]);
  });
  after(async () => {
    await server.close();
    await rm(dataDir, { recursive: true });
  });

  /** The issuer as the page configures it, but for the place of its keys. */
  function open(provider: IdentityProvider, now: number): Promise<Tokens> {
    const clock = () => now;
    const settled = { ...provider, jwksUrl: server.url };
    const trusted = providerIssuer(settled, { log: createLogger('silent'), clock });
    return createTokens({ dataDir, trustedIssuers: [trusted], clock });
  }

  it('cover the five providers', () => {
    assert.deepEqual(pages.sort(), ['auth0.md', 'cognito.md', 'entra-id.md', 'keycloak.md', 'okta.md']);
  });

  for (const page of pages) {
    const text = readFileSync(new URL(page, folder), 'utf8');
    const [provider] = readConfig(settingsOf(text)).identityProviders;
    const [payloads, scopes] = [blocks(text, 'json'), blocks(text, 'text')];

    it(`${page} says the scopes of every token`, () => {
      assert.ok(provider);
      assert.ok(payloads.length > 0);
      assert.equal(payloads.length, scopes.length);
    });

    for (const [index, payload] of payloads.entries())
      it(`${page} is right about token ${index + 1}`, async () => {
        assert.ok(provider);
        const claims = JSON.parse(payload) as JWTPayload;
        const tokens = await open(provider, (claims.iat ?? 0) * 1000 + 1000);
        const identity = await tokens.verify(await signClaims(key, claims));
        assert.deepEqual([identity.subject, identity.scopes], [claims.sub, scopes[index]?.trim().split('\n')]);
        for (const wrong of [{ aud: 'other' }, { iss: 'other' }, { aud: undefined, client_id: 'other' }])
          await assert.rejects(
            tokens.verify(await signClaims(key, { ...claims, ...wrong })),
            (error) => error instanceof DomainError && error.code === 'UNAUTHENTICATED',
          );
        tokens.close();
      });
  }

  it('README.md shows issuers that can be configured', () => {
    const [JWT_ISSUERS = ''] = blocks(readFileSync(new URL('README.md', folder), 'utf8'), 'json');
    assert.equal(readConfig({ JWT_ISSUERS }).identityProviders.length, 2);
  });

  it('README.md is right about the claims of roles', () => {
    const text = readFileSync(new URL('README.md', folder), 'utf8');
    const [, JWT_ROLE_CLAIMS = ''] = /By default the claims are `([^`]+)`/.exec(text) ?? [];
    const issuer = { JWKS_URL: 'https://login.example.com/keys', JWT_ISSUER: 'https://login.example.com/' };
    assert.deepEqual(
      readConfig({ ...issuer, JWT_ROLE_CLAIMS }).identityProviders,
      readConfig(issuer).identityProviders,
    );
  });

  it('README.md names every page and every scope', () => {
    const text = readFileSync(new URL('README.md', folder), 'utf8');
    for (const name of [...pages, ...SCOPES.map((scope) => `\`${scope}\``)]) assert.ok(text.includes(name), name);
  });
});

/** The fenced blocks of one language. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm'))].map(([, block = '']) => block);
}

/** The variables that a page sets, as a shell reads them. */
function settingsOf(text: string): Record<string, string> {
  const lines = blocks(text, 'sh').flatMap((block) => block.trim().split('\n'));
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', quoted, plain] = /^(\w+)=(?:'([^']*)'|([^\s;'"]+))$/.exec(line) ?? [];
      assert.ok(name, line);
      return [name, quoted ?? plain ?? ''];
    }),
  );
}
