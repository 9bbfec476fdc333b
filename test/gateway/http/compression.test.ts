import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { LEAST_COMPRESSED_LENGTH } from '../../../gateway/http/compression.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const TYPES = '__schema { types { name kind description fields { name description type { name kind } } } }';
const INTROSPECTION = `{ ${['a', 'b', 'c'].map((alias) => `${alias}: ${TYPES}`).join(' ')} }`;
const DECODE: Readonly<Record<string, (body: Buffer) => Buffer>> = { br: brotliDecompressSync, gzip: gunzipSync };

describe('the compression of answers', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer({ environment: { CORS_ORIGINS: 'https://www.example.com' } });
    server.app.get('/text/:length', { config: { access: 'public' } }, (request) =>
      'ü'.repeat(Number((request.params as { length: string }).length)),
    );
  });
  after(() => server.close());

  const ask = (accepted: string | undefined) =>
    server.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(accepted !== undefined && { 'accept-encoding': accepted }),
      },
      payload: { query: INTROSPECTION },
    });

  for (const [accepted, coding] of [
    [undefined, undefined],
    ['', undefined],
    ['identity', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['deflate', undefined],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP;q=0.5', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['*', 'br'],
  ] as const)
    it(`uses ${coding ?? 'none'} for ${accepted ?? 'no header'}`, async () => {
      const plain = await ask(undefined);
      const { headers, rawPayload, statusCode } = await ask(accepted);
      assert.equal(statusCode, 200);
      assert.equal(headers['content-encoding'], coding);
      assert.equal(headers.vary, 'origin, accept-encoding');
      assert.equal(headers['content-type'], 'application/json; charset=utf-8');
      assert.equal(Number(headers['content-length']), rawPayload.length);
      const decoded = coding ? DECODE[coding]?.(rawPayload) : rawPayload;
      assert.equal(decoded?.toString(), plain.payload);
      if (coding) assert.ok(rawPayload.length < plain.rawPayload.length / 3, `found ${rawPayload.length} bytes`);
    });

  it('leaves short texts, and an answer without a body, as they are', async () => {
    const headers = { 'accept-encoding': 'br' };
    const text = (length: number) => server.app.inject({ url: `/text/${length}`, headers });
    const [short, long] = await Promise.all([text(LEAST_COMPRESSED_LENGTH - 1), text(LEAST_COMPRESSED_LENGTH)]);
    assert.equal(short.headers['content-encoding'], undefined);
    assert.equal(short.headers.vary, 'origin');
    assert.equal(long.headers['content-encoding'], 'br');
    const head = await server.app.inject({ method: 'HEAD', url: `/text/${LEAST_COMPRESSED_LENGTH}`, headers });
    assert.equal(head.headers['content-length'], long.headers['content-length']);
    assert.equal(head.rawPayload.length, 0);
  });

  it('compresses an answer that a route serves by itself: the description of the API', async () => {
    const { headers, rawPayload } = await server.app.inject({
      url: '/openapi.json',
      headers: { 'accept-encoding': 'gzip' },
    });
    assert.equal(headers['content-encoding'], 'gzip');
    assert.ok(JSON.parse(gunzipSync(rawPayload).toString()).paths['/score-lead']);
  });
});
