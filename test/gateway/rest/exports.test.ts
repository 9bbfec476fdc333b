import assert from 'node:assert/strict';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { RemoteExports } from '../../../gateway/exports/remote-exports.ts';
import type { ExportSource } from '../../../platform/exports/export-source.ts';
import { createLogger } from '../../../platform/logger.ts';
import { createSubgraphServer } from '../../../platform/subgraph/subgraph-server.ts';
import { type CountingExports, countingExports } from '../../support/exports/counting-exports.ts';
import { createTestServer, type TestServer } from '../../support/gateway/test-server.ts';
import { TEST_SECRET } from '../../support/graph/remote-graph.ts';

const LINES = (rows: number): string => Array.from({ length: rows }, (_, n) => `{"n":${n}}\n`).join('');

type Shape = 'in this process' | 'in another process';

/** Puts a subgraph's exports behind a gateway, here or over HTTP as from another process. */
async function open(context: TestContext, shape: Shape, counting: CountingExports): Promise<TestServer> {
  const source = shape === 'in this process' ? counting.exports : await serveRemotely(context, counting.exports);
  const server = await createTestServer({ exports: new Map([['scores', source]]) });
  context.after(() => server.close());
  return server;
}

async function serveRemotely(context: TestContext, exports: ExportSource): Promise<ExportSource> {
  const log = createLogger('silent');
  const schema = buildSubgraphSchema([{ typeDefs: parse('type Query { a: Int }') }]);
  const app = await createSubgraphServer({ schema, secret: TEST_SECRET, log, exports });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/graphql`;
  const remote = new RemoteExports({ subgraph: 'scores', url, secret: TEST_SECRET, log, timeoutMs: 5_000 });
  context.after(async () => {
    await remote.close();
    await app.close();
  });
  return remote;
}

const inject = ({ app, token }: TestServer, url: string, headers: Readonly<Record<string, string>> = {}) =>
  app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${token}`, ...headers } });

/** Asks over a real connection, of which the test reads as much as it likes. */
async function request({ app, token }: TestServer, path: string): Promise<IncomingMessage> {
  if (!app.server.listening) await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const headers = { authorization: `Bearer ${token}` };
  const [response] = await once(get({ host: '127.0.0.1', port, path, headers, agent: false }), 'response');
  return response as IncomingMessage;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

for (const shape of ['in this process', 'in another process'] as const)
  describe(`GET /exports/scores of a subgraph ${shape}`, () => {
    it('answers the whole file with its media type, name and snapshot', async (context) => {
      const server = await open(context, shape, countingExports());
      const { statusCode, headers, body } = await inject(server, '/exports/scores?format=jsonl');
      assert.equal(statusCode, 200);
      assert.equal(headers['content-type'], 'application/jsonl; charset=utf-8');
      assert.equal(headers['content-disposition'], 'attachment; filename="scores.jsonl"');
      assert.equal(headers['x-export-snapshot'], 'then');
      assert.equal(body, LINES(5_000));
    });

    it('chooses the format by accept, and CSV without one', async (context) => {
      const server = await open(context, shape, countingExports({ rows: 1 }));
      for (const [accept, type] of [
        ['*/*', 'text/csv; charset=utf-8'],
        ['application/jsonl', 'application/jsonl; charset=utf-8'],
        ['text/csv;q=0.5, application/vnd.apache.parquet', 'application/vnd.apache.parquet'],
      ] as const)
        assert.equal((await inject(server, '/exports/scores', { accept })).headers['content-type'], type);
      assert.equal((await inject(server, '/exports/scores', { accept: 'image/png' })).json().code, 'NOT_ACCEPTABLE');
      assert.equal((await inject(server, '/exports/scores')).body, 'n\r\n0\r\n');
    });

    it('refuses what does not fit, before the file begins', async (context) => {
      const server = await open(context, shape, countingExports());
      for (const [query, status, code] of [
        ['form=1', 400, 'VALIDATION_FAILED'],
        ['from=yesterday', 400, 'VALIDATION_FAILED'],
        ['features=maybe', 400, 'VALIDATION_FAILED'],
        ['versions=one', 400, 'VALIDATION_FAILED'],
        ['grades=E', 400, 'VALIDATION_FAILED'],
        ['format=xlsx', 400, 'VALIDATION_FAILED'],
        ['after=%00', 400, 'CURSOR_INVALID'],
      ] as const) {
        const answer = await inject(server, `/exports/scores?${query}`);
        assert.deepEqual([answer.statusCode, answer.json().code], [status, code], query);
      }
      const token = await server.tokens.sign('tester', ['models:read'], 3_600_000);
      assert.equal((await inject({ ...server, token }, '/exports/scores')).json().code, 'FORBIDDEN');
      assert.equal((await inject(server, '/exports/leads')).json().code, 'SUBGRAPH_UNAVAILABLE');
    });

    it('answers a failure of the first page with its status', async (context) => {
      const server = await open(context, shape, countingExports({ failAt: 0 }));
      const answer = await inject(server, '/exports/scores');
      assert.equal(answer.statusCode >= 500, true);
      assert.match(answer.headers['content-type'] as string, /problem/);
    });

    it('breaks the connection on a later failure, so that the file does not look complete', async (context) => {
      const server = await open(context, shape, countingExports({ failAt: 3_000 }));
      const response = await request(server, '/exports/scores?format=jsonl');
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      const [error] = await once(response, 'error');
      assert.equal((error as NodeJS.ErrnoException).code, 'ECONNRESET');
      assert.equal(response.complete, false);
      assert.equal(LINES(5_000).startsWith(text), true);
    });

    it('reads no further than a page ahead of a client that takes nothing, and is given up when it leaves', async (context) => {
      const counting = countingExports({ rows: 5_000_000, places: 1 });
      const server = await open(context, shape, counting);
      const response = await request(server, '/exports/scores');
      response.pause();
      let before = -1;
      // what fits into sockets and buffers is read, then nothing more
      while (before !== counting.pages()) {
        before = counting.pages();
        await sleep(300);
      }
      assert.equal(before < 4_000, true, `found ${before} pages read of 5,000`);
      assert.equal((await inject(server, '/exports/scores')).json().code, 'TOO_MANY_EXPORTS');
      response.destroy();
      await until(() => counting.open() === 0);
      // the place is free again
      while ((await inject(server, '/exports/scores?grades=E')).json().code !== 'VALIDATION_FAILED') await sleep(5);
    });

    it('is broken off when the server stops', async (context) => {
      const counting = countingExports({ rows: 5_000_000 });
      const server = await open(context, shape, counting);
      const response = await request(server, '/exports/scores');
      const failed = once(response, 'error');
      response.resume();
      await server.app.close();
      await failed;
      assert.equal(response.complete, false);
      await until(() => counting.open() === 0);
    });
  });

describe('the exports of a gateway', () => {
  it('answer HEAD without opening an export', async (context) => {
    const counting = countingExports();
    const server = await open(context, 'in this process', counting);
    const headers = { authorization: `Bearer ${server.token}` };
    const answer = await server.app.inject({ method: 'HEAD', url: '/exports/scores', headers });
    assert.deepEqual([answer.statusCode, answer.body, counting.pages()], [200, '', 0]);
  });

  it('are unavailable when the subgraph is not there', async (context) => {
    const log = createLogger('silent');
    const url = 'http://127.0.0.1:1/graphql';
    const remote = new RemoteExports({ subgraph: 'scores', url, secret: TEST_SECRET, log, timeoutMs: 1_000 });
    const server = await createTestServer({ exports: new Map([['scores', remote]]) });
    context.after(() => server.close());
    const answer = await inject(server, '/exports/scores');
    assert.deepEqual([answer.statusCode, answer.json().code], [503, 'SUBGRAPH_UNAVAILABLE']);
    await remote.close();
  });
});
