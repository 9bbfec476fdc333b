import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';

const ROUTES = {
  '/graphql': '{"query":"{ whoAmI }","extensions":{"note":"é"}}',
  '/leads': '{"company":"Café"}',
  '/score-lead': '{"lead_id":"é"}',
};

const REFUSED: readonly (readonly [string, (body: string) => Buffer, Record<string, string>, number])[] = [
  ['Latin-1 bytes', (body) => Buffer.from(body, 'latin1'), {}, 400],
  ['a cut character', (body) => Buffer.concat([Buffer.from(body), Buffer.of(0xc3)]), {}, 400],
  ['UTF-16', (body) => Buffer.from(body, 'utf16le'), {}, 400],
  ['an encoded surrogate', (body) => Buffer.concat([Buffer.from(body), Buffer.of(0xed, 0xa0, 0x80)]), {}, 400],
  ['the charset Latin-1', Buffer.from, { 'content-type': 'application/json; charset=iso-8859-1' }, 415],
  ['the charset UTF-16', Buffer.from, { 'content-type': 'application/json;a=b;Charset="UTF-16"' }, 415],
  ['gzip', gzipSync, { 'content-encoding': 'gzip' }, 415],
  ['a coding that is not known', Buffer.from, { 'content-encoding': 'identity, zstd' }, 415],
  ['a form', Buffer.from, { 'content-type': 'application/x-www-form-urlencoded' }, 415],
];

const TAKEN: readonly (readonly [string, Record<string, string>])[] = [
  ['UTF-8', {}],
  ['the charset UTF-8', { 'content-type': 'application/json; charset="UTF-8"' }],
  ['another parameter', { 'content-type': 'Application/JSON; profile="; charset=latin1"' }],
  ['the coding identity', { 'content-encoding': 'identity' }],
];

describe('the text of a body', () => {
  let server: TestServer;
  before(async () => {
    server = await createTestServer();
  });
  after(() => server.close());

  const post = (url: string, payload: Buffer, headers: Record<string, string>) => {
    const authorization = `Bearer ${server.token}`;
    return server.app.inject({
      method: 'POST',
      url,
      payload,
      headers: { authorization, 'content-type': 'application/json', ...headers },
    });
  };

  for (const [url, body] of Object.entries(ROUTES)) {
    for (const [title, encode, headers, status] of REFUSED)
      it(`is refused by ${url} as ${title}`, async () => {
        const before = server.inputs.length;
        const response = await post(url, encode(body), headers);
        const code = response.json().code ?? response.json().errors[0].extensions.code;
        assert.deepEqual(
          [response.statusCode, code],
          [status, status === 400 ? 'VALIDATION_FAILED' : 'UNSUPPORTED_MEDIA_TYPE'],
        );
        assert.equal(server.inputs.length, before);
      });
    for (const [title, headers] of TAKEN)
      it(`is taken by ${url} as ${title}`, async () => {
        assert.ok((await post(url, Buffer.from(body), headers)).statusCode < 300);
      });
  }
});
