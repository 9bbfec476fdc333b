import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, it } from 'node:test';
import { BODY_LIMIT_BYTES, createTestServer, type TestServer } from '../support/gateway/test-server.ts';

/** Runs `body` against a server of its own. */
async function withServer(body: (server: TestServer) => Promise<void>): Promise<void> {
  const server = await createTestServer();
  try {
    await body(server);
  } finally {
    await server.close();
  }
}

describe('the HTTP server', () => {
  it('answers an unknown route with 404 and a wrong method with 405, token or not', () =>
    withServer(async ({ app }) => {
      const unknown = await app.inject({ url: '/nowhere?x=1' });
      assert.deepEqual([unknown.statusCode, unknown.json().code], [404, 'NOT_FOUND']);
      const wrong = await app.inject({ url: '/score-lead' });
      assert.deepEqual([wrong.statusCode, wrong.json().code], [405, 'METHOD_NOT_ALLOWED']);
      assert.equal(wrong.headers.allow, 'POST');
    }));

  it('answers a path that cannot be decoded with 400', () =>
    withServer(async ({ app }) => {
      const response = await app.inject({ url: '/leads/%c0' });
      assert.deepEqual([response.statusCode, response.json().code], [400, 'VALIDATION_FAILED']);
    }));

  it('sends security headers with every answer, errors included', () =>
    withServer(async ({ app }) => {
      for (const url of ['/health', '/nowhere', '/metrics', '/leads/%c0', '/graphql']) {
        const { headers } = await app.inject({ url });
        assert.equal(headers['x-content-type-options'], 'nosniff', url);
        assert.equal(headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'", url);
        assert.equal(headers['referrer-policy'], 'no-referrer', url);
        assert.equal(headers['cache-control'], 'no-store', url);
      }
    }));

  it('keeps a sane request id and replaces any other', () =>
    withServer(async ({ app }) => {
      const idFor = async (id: string) =>
        (await app.inject({ url: '/health', headers: { 'x-request-id': id } })).headers['x-request-id'];
      assert.equal(await idFor('crm:42.a-b_c'), 'crm:42.a-b_c');
      for (const id of ['', 'a b', '<script>', 'x'.repeat(129)])
        assert.match(String(await idFor(id)), /^[0-9a-f-]{36}$/);
    }));

  it('logs one line per request at DEBUG, by route and not by path', () =>
    withServer(async ({ app, token, logLines }) => {
      await app.inject({
        url: '/leads/secret-id',
        headers: { authorization: `Bearer ${token}`, 'x-request-id': 'r1' },
      });
      const lines = logLines.filter((line) => line.requestId === 'r1');
      assert.equal(lines.length, 1);
      const { level, method, route, status, subject, msg } = lines[0] as Record<string, unknown>;
      assert.deepEqual(
        { level, method, route, status, subject, msg },
        { level: 20, method: 'GET', route: '/leads/:lead_id', status: 200, subject: 'tester', msg: 'request answered' },
      );
    }));

  for (const url of ['/score-lead', '/graphql'])
    it(`a 10 MB body for ${url} is 413 BODY_TOO_LARGE over a real socket, announced or streamed`, () =>
      withServer(async ({ app, tokens }) => {
        const token = await tokens.sign('sender', ['scores:write'], 60_000);
        const { port } = await listen(app);
        for (const announced of [true, false]) {
          const length = announced ? { 'content-length': 10 * BODY_LIMIT_BYTES } : {};
          const outgoing = send(port, { method: 'POST', path: url, token, headers: length });
          outgoing.on('error', () => undefined); // the server may hang up on what it will not read
          const answer = answerOf(outgoing);
          outgoing.end(Buffer.alloc(10 * BODY_LIMIT_BYTES, ' '));
          const { status, body } = await answer;
          assert.equal(status, 413);
          assert.match(body, /BODY_TOO_LARGE/);
        }
      }));

  it('a 10 MB body for /graphql is read when its sender may register models', () =>
    withServer(async ({ app, tokens }) => {
      const query = `{ whoAmI } #${' '.repeat(10 * BODY_LIMIT_BYTES)}`;
      const token = await tokens.sign('registrar', ['models:promote'], 60_000);
      const headers = { authorization: `Bearer ${token}` };
      const { statusCode, body } = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
      assert.equal(statusCode, 200, body);
    }));

  it('close answers what is under way, and what comes on an open connection meanwhile', () =>
    withServer(async ({ app, token }) => {
      const { port } = await listen(app);
      const socket = connect(port, '127.0.0.1');
      const answers = text(socket);
      const body = '{"query":"{ slow(ms: 200) }"}';
      const head = `host: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json`;
      const arrived = once(app.server, 'request');
      socket.write(`POST /graphql HTTP/1.1\r\n${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
      await arrived;
      const closed = app.close();
      socket.write('GET /ready HTTP/1.1\r\nhost: x\r\n\r\n');
      assert.match(await answers, /^HTTP\/1.1 200 .*\{"data":\{"slow":true\}\}HTTP\/1.1 503 .*"status":"draining"/s);
      await closed;
    }));
});

async function listen(app: TestServer['app']): Promise<AddressInfo> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server.address() as AddressInfo;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly token?: string;
  readonly headers?: Record<string, string | number>;
}

function send(port: number, { method, path, token, headers }: Call): ClientRequest {
  return request({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
}

function answerOf(outgoing: ClientRequest): Promise<{ readonly status: number | undefined; readonly body: string }> {
  return new Promise((resolve, reject) => {
    outgoing.once('error', reject);
    outgoing.once('response', async (response: IncomingMessage) => {
      resolve({ status: response.statusCode, body: await text(response) });
    });
  });
}
