import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rename, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { PAGE_ADDRESSES } from '../../../gateway/web/web-application.ts';
import { alertUrl } from '../../../subgraphs/monitoring/alerts/rules/alert-url.ts';
import { type BuiltWeb, createBuiltWeb, PAGE, SCRIPT } from '../../support/gateway/built-web.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const SCRIPT_URL = '/web/assets/index-A1b2C3d4.js';
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

describe('the web application', () => {
  let web: BuiltWeb;
  let server: TestServer;
  before(async () => {
    web = await createBuiltWeb();
    server = await createTestServer({ webFolder: web.folder });
    await server.app.listen({ host: '127.0.0.1', port: 0 });
  });
  after(async () => {
    await server.close();
    await web.remove();
  });

  const long = 'x'.repeat(2_000);
  const linked = new URL(alertUrl('https://leads.example.com', `rule/lead-conversion/${long}/`) ?? '').pathname;
  const addresses = [
    ...PAGE_ADDRESSES.map((address) => address.replace('*', 'one')),
    `/lead/${long}`,
    '/lead/a%2Fb',
    '/alerts/rule/lead-conversion//',
    linked,
    '/?token=1',
  ];
  for (const url of addresses)
    it(`sends its page at ${url.slice(0, 60)}, without a token`, async () => {
      const { statusCode, headers, body } = await server.app.inject({ url });
      assert.equal(statusCode, 200);
      assert.equal(body, PAGE);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['content-security-policy'], POLICY);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['referrer-policy'], 'no-referrer');
      assert.equal(headers['x-frame-options'], 'DENY');
    });

  for (const url of ['/lead', '/monitor', '/sign-in', '/me/too', '/models.html', '/index.html'])
    it(`has no page at ${url}`, async () => {
      const { statusCode, headers } = await server.app.inject({ url });
      assert.equal(statusCode, 404);
      assert.match(String(headers['content-type']), /^application\/problem\+json/);
    });

  it('sends the page to a browser that has it only when it changed, with its current policy', async () => {
    const { headers } = await server.app.inject({ url: '/' });
    const etag = String(headers.etag);
    for (const known of [etag, `"old", ${etag}`, etag.replace('W/', ''), '*']) {
      const again = await server.app.inject({ url: '/me', headers: { 'if-none-match': known } });
      assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', etag]);
      assert.equal(again.headers['content-security-policy'], POLICY);
    }
    const other = await server.app.inject({ url: '/', headers: { 'if-none-match': 'W/"another", "old"' } });
    assert.deepEqual([other.statusCode, other.body], [200, PAGE]);
  });

  it('answers HEAD as GET, without the body', async () => {
    for (const url of ['/', '/alerts/rule/a//', SCRIPT_URL]) {
      const [head, full] = [await server.app.inject({ method: 'HEAD', url }), await server.app.inject({ url })];
      assert.deepEqual([head.statusCode, head.body], [200, '']);
      assert.equal(head.headers.etag, full.headers.etag);
      assert.equal(head.headers['content-length'], full.headers['content-length']);
    }
  });

  it('takes no other method', async () => {
    for (const url of ['/', '/models', '/me']) {
      const { statusCode, headers } = await server.app.inject({ method: 'POST', url });
      assert.deepEqual([statusCode, headers.allow], [405, 'GET, HEAD']);
    }
  });

  it('sends files with a hash in their name for a browser to keep, others to be asked for again', async () => {
    const lasting = 'public, max-age=31536000, immutable';
    for (const [url, mediaType, cacheControl] of [
      [SCRIPT_URL, 'text/javascript; charset=utf-8', lasting],
      ['/web/assets/index-A1b2C3d4.css', 'text/css; charset=utf-8', lasting],
      ['/web/assets/icon-E5f6G7h8.svg', 'image/svg+xml', lasting],
      ['/web/manifest.webmanifest', 'application/manifest+json', 'no-cache'],
    ] as const) {
      const { statusCode, headers } = await server.app.inject({ url });
      assert.deepEqual(
        [statusCode, headers['content-type'], headers['cache-control'], headers['x-content-type-options']],
        [200, mediaType, cacheControl, 'nosniff'],
        url,
      );
      assert.equal(headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'");
    }
  });

  it('sends the coding that the client takes, brotli first', async () => {
    for (const [url, expected] of [
      [SCRIPT_URL, SCRIPT],
      ['/', PAGE],
    ] as const)
      for (const [accepted, coding, decode] of [
        ['gzip, deflate, br', 'br', brotliDecompressSync],
        ['gzip', 'gzip', gunzipSync],
        ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
        ['identity', undefined, (body: Buffer) => body],
        ['', undefined, (body: Buffer) => body],
      ] as const) {
        const { headers, rawPayload } = await server.app.inject({ url, headers: { 'accept-encoding': accepted } });
        assert.deepEqual([headers['content-encoding'], headers.vary], [coding, 'accept-encoding'], accepted);
        assert.equal(decode(rawPayload).toString(), expected);
      }
    const { headers } = await server.app.inject({
      url: '/web/assets/icon-E5f6G7h8.svg',
      headers: { 'accept-encoding': 'br' },
    });
    assert.equal(headers['content-encoding'], undefined);
  });

  for (const url of [
    '/web/',
    '/web/nothing.js',
    '/web/assets',
    '/web/assets/',
    '/web/index.html',
    '/web/version.json',
    '/web/documents.json',
    '/web/assets/index-A1b2C3d4.js.br',
    '/web/assets/unknown-kind.exe',
    '/web/../package.json',
    '/web/..%2fpackage.json',
    '/web/%2e%2e/package.json',
    '/web/%2e%2e%2fpackage.json',
    '/web/..%5cpackage.json',
    '/web/..%252fpackage.json',
    '/web/assets/../../package.json',
    '/web//etc/passwd',
    '/web/%2fetc%2fpasswd',
    '/web/index.html%00.js',
    '/web/assets/index-A1b2C3d4.js%00',
    '/web/constructor',
    '/web/__proto__',
  ])
    it(`has no file at ${url}`, async () => {
      const { statusCode, body } = await getUnchanged(server, url);
      assert.equal(statusCode, 404, body);
      assert.equal(JSON.parse(body).code, 'NOT_FOUND');
    });

  it('refuses an address that is no text', async () => {
    const { statusCode } = await server.app.inject({ url: '/web/%c0%ae%c0%ae/package.json' });
    assert.equal(statusCode, 400);
  });

  it('tells its build, that people sign in by a token, and the largest artifact, never from a cache', async () => {
    const { headers, body } = await server.app.inject({ url: '/web/settings.json' });
    assert.deepEqual(JSON.parse(body), {
      version: '0123456789abcdef',
      signIn: { kind: 'LOCAL' },
      artifactLimitBytes: 33_554_432,
    });
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('stays as it was read when another build takes its place', async () => {
    const other = await createBuiltWeb();
    const running = await createTestServer({ webFolder: other.folder });
    try {
      await running.app.inject({ url: '/' });
      await rm(other.folder, { recursive: true });
      for (const url of ['/', SCRIPT_URL]) assert.equal((await running.app.inject({ url })).statusCode, 200);
    } finally {
      await running.close();
      await other.remove();
    }
  });
});

describe('a server without a build of the web application', () => {
  it('says how to make one, serves the rest, and serves the build as soon as it is there', async () => {
    const web = await createBuiltWeb();
    const server = await createTestServer({ webFolder: new URL('later/', web.folder) });
    try {
      for (const url of ['/', '/me', SCRIPT_URL, '/web/settings.json']) {
        const { statusCode, body } = await server.app.inject({ url });
        assert.equal(statusCode, 503);
        const { code, detail } = JSON.parse(body);
        assert.equal(code, 'WEB_NOT_BUILT');
        assert.match(detail, /npm run build/);
      }
      assert.equal((await server.app.inject({ url: '/health' })).statusCode, 200);
      const built = await createBuiltWeb();
      await rename(built.folder, new URL('later', web.folder));
      assert.equal((await server.app.inject({ url: '/' })).statusCode, 200);
      await built.remove();
    } finally {
      await server.close();
      await web.remove();
    }
  });
});

describe('a server with WEB=off', () => {
  it('has no application, and leads to the explorer', async () => {
    const web = await createBuiltWeb();
    const server = await createTestServer({ webFolder: web.folder, environment: { WEB: 'off' } });
    try {
      const root = await server.app.inject({ url: '/' });
      assert.deepEqual([root.statusCode, root.headers.location], [302, '/graphql']);
      for (const url of ['/me', SCRIPT_URL, '/web/settings.json'])
        assert.equal((await server.app.inject({ url })).statusCode, 404, url);
    } finally {
      await server.close();
      await web.remove();
    }
  });
});

/** Asks for a path as it is: most clients would resolve its dots first. */
async function getUnchanged({ app }: TestServer, path: string): Promise<{ statusCode?: number; body: string }> {
  const { port } = app.server.address() as AddressInfo;
  const [response] = (await once(get({ host: '127.0.0.1', port, path }), 'response')) as [IncomingMessage];
  return { statusCode: response.statusCode ?? 0, body: await text(response) };
}
