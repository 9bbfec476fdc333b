import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'graphql';
import { pino } from 'pino';
import type { RemoteSource } from '../../../../../gateway/federation/sources/remote/remote-source.ts';
import { RequestDeadline } from '../../../../../gateway/federation/sources/request-deadline.ts';
import type { LimitedContext } from '../../../../../platform/subgraph/deadline.ts';
import { GATEWAY_HEADERS } from '../../../../../platform/subgraph/gateway-protocol.ts';
import { CONTEXT } from '../../../../support/federation/composed-graph.ts';
import { remoteSource } from '../../../../support/graph/remote-graph.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, call: number) => void;

const ANSWER = '{"data":{"n":{"v":1}}}';
const TIMEOUT = { timeoutMs: 1_000 };
const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server of whatever manners, a source that asks it, and what the source logged. */
async function setUp(handler: Handler, options: { timeoutMs?: number; retries?: number } = {}) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    request.resume();
    handler(request, response, requests.length);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const log: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk));
      done();
    },
  });
  const source = remoteSource({ name: 'things', url }, { log: pino(stream), timeoutMs: 5_000, retries: 2, ...options });
  cleanUps.push(
    async () => stop(server),
    () => source.close(),
  );
  return { source, server, requests, log };
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  if (server.listening) await once(server.close(), 'close');
}

function ask(
  source: RemoteSource,
  {
    kind = 'query',
    text = '{ n { v } }',
    variables = {},
    context = CONTEXT as LimitedContext,
    signal = undefined as AbortSignal | undefined,
  } = {},
) {
  const operation = { kind: kind as 'query' | 'mutation', text, document: parse('{ n { v } }') };
  return Promise.resolve(source.prepare(operation)(variables, context, signal));
}

const UNAVAILABLE = {
  name: 'DomainError',
  code: 'SUBGRAPH_UNAVAILABLE',
  message: 'subgraph things does not respond',
  extensions: { subgraph: 'things', code: 'SUBGRAPH_UNAVAILABLE' },
};

describe('a RemoteSource', () => {
  it('asks again after 502, 503, 504 and a broken connection', async () => {
    for (const status of [502, 503, 504, 0]) {
      const { source, requests } = await setUp((request, response, call) => {
        if (call > 2) response.end(ANSWER);
        else if (status === 0) request.socket.destroy();
        else response.writeHead(status).end('busy');
      });
      assert.deepEqual(await ask(source), JSON.parse(ANSWER));
      assert.equal(requests.length, 3);
    }
  });

  it('gives up after the retries it has', async () => {
    const { source, requests } = await setUp((_request, response) => response.writeHead(503).end());
    await assert.rejects(ask(source), UNAVAILABLE);
    assert.equal(requests.length, 3);
  });

  it('sends a mutation once, whatever happens', async () => {
    const { source, requests } = await setUp((request) => request.socket.destroy());
    await assert.rejects(ask(source, { kind: 'mutation' }), UNAVAILABLE);
    assert.equal(requests.length, 1);
  });

  it('waits no longer than the timeout, with all attempts', async () => {
    const { source, requests } = await setUp((_request, response, call) => {
      if (call === 1) setTimeout(() => response.writeHead(503).end(), 150);
    }, TIMEOUT);
    const startedAt = performance.now();
    await assert.rejects(ask(source), {
      code: 'SUBGRAPH_TIMEOUT',
      message: 'subgraph things: found no response within 1000 ms',
    });
    const elapsedMs = performance.now() - startedAt;
    assert.ok(elapsedMs > 990, `took ${elapsedMs} ms`);
    assert.equal(requests.length, 2);
  });

  it('was too slow where the subgraph says so first', async () => {
    const refusal = '{"errors":[{"message":"late","extensions":{"code":"SUBGRAPH_TIMEOUT"}}]}';
    const { source, log } = await setUp((_request, response) => response.writeHead(504).end(refusal));
    await assert.rejects(ask(source), { code: 'SUBGRAPH_TIMEOUT' });
    assert.match(log.join(''), /"fault":"timeout"/);
  });

  it('does not ask, nor blame the subgraph, when the time is over before its turn', async () => {
    const { source, requests, log } = await setUp((_request, response) => response.end(ANSWER));
    for (const kind of ['query', 'mutation', 'query', 'mutation', 'query', 'mutation']) {
      const deadline = new RequestDeadline({ requestTimeoutMs: 1, longRequestTimeoutMs: 1 });
      while (deadline.leftMs >= 0);
      await assert.rejects(ask(source, { kind, context: { ...CONTEXT, deadline } }), {
        code: 'SUBGRAPH_TIMEOUT',
        message: "subgraph things: found no response within the request's 1 ms",
      });
    }
    assert.deepEqual([requests.length, log.length], [0, 0]);
    assert.deepEqual(await ask(source), JSON.parse(ANSWER));
  });

  it('sends the remaining time with each attempt', async () => {
    const { source, requests } = await setUp((_request, response, call) => {
      if (call === 2) response.end(ANSWER);
      else setTimeout(() => response.writeHead(503).end(), 100);
    });
    await ask(source);
    const [first = 0, second = 0] = requests.map(({ headers }) => Number(headers[GATEWAY_HEADERS.timeLeftMs]));
    assert.equal(first, 5_000);
    assert.ok(second > 0 && second <= 4_900, `found ${second}`);
  });

  it('closes the connection of an abandoned request', async () => {
    const { source, requests, log } = await setUp(() => undefined);
    const leaving = new AbortController();
    const asked = ask(source, { signal: leaving.signal });
    while (requests.length === 0) await sleep(5);
    const closed = once((requests[0] as IncomingMessage).socket, 'close');
    leaving.abort(new Error('the client left'));
    await assert.rejects(asked, { code: 'SUBGRAPH_UNAVAILABLE', message: /the client has disconnected/ });
    await closed;
    assert.deepEqual(log, []);
  });

  it('accepts nothing but a GraphQL response, and reports the content to the log only', async () => {
    const answers = [
      '<html>a secret page',
      '',
      '[]',
      '"text"',
      'null',
      '{}',
      '{"data":null}',
      '{"data":1}',
      '{"errors":{}}',
      '{"data":{},"errors":["x"]}',
    ];
    for (const answer of answers) {
      const { source, log } = await setUp((_request, response) => response.end(answer));
      await assert.rejects(ask(source), UNAVAILABLE, answer);
      assert.match(log.join(''), /expected a GraphQL answer/);
    }
  });

  it('takes an answer of errors alone, whatever its status', async () => {
    const answer = '{"errors":[{"message":"no such field","locations":[{"line":1,"column":3}]}]}';
    const { source } = await setUp((_request, response) => response.writeHead(400).end(answer));
    assert.deepEqual(await ask(source), JSON.parse(answer));
  });

  it('is unavailable where the gateway is refused: a client cannot mend that', async () => {
    const answer = '{"errors":[{"message":"who are you?","extensions":{"code":"UNAUTHENTICATED"}}]}';
    const { source, log } = await setUp((_request, response) => response.writeHead(401).end(answer));
    await assert.rejects(ask(source), UNAVAILABLE);
    assert.match(log.join(''), /status 401: the gateway is refused/);
  });

  it('shares one request among equal questions of one identity, and gives each its own answer', async () => {
    const { source, requests } = await setUp((_request, response) => setTimeout(() => response.end(ANSWER), 30));
    const twin = { ...CONTEXT, identity: { ...CONTEXT.identity }, requestId: 'twin' };
    const stranger = { ...CONTEXT, identity: { subject: 'stranger', scopes: [] } };
    const answers = await Promise.all([
      ask(source),
      ask(source, { context: twin }),
      ask(source, { context: stranger }),
      ask(source, { variables: { a: 1 } }),
      ask(source, { text: '{ n { v } } # other' }),
    ]);
    assert.equal(requests.length, 4);
    assert.equal(requests[0]?.headers[GATEWAY_HEADERS.requestId], CONTEXT.requestId);
    const [first, second] = answers.map(({ data }) => data as { n: object });
    assert.deepEqual(first, second);
    assert.notEqual(first, second);
    assert.notEqual(first?.n, second?.n);
    await ask(source);
    assert.equal(requests.length, 5);
  });

  it('does not share a request under way, which may be from before a change since', async () => {
    let count = 0;
    const held: (() => void)[] = [];
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { source } = await setUp((_request, response) => {
      const seen = count;
      held.push(() => response.end(JSON.stringify({ data: { seen } })));
      if (held.length === 1) arrive();
      else for (const release of held) release();
    });
    const before = ask(source);
    await arrived;
    // as another replica may do
    count = 1;
    assert.deepEqual([(await ask(source)).data, (await before).data], [{ seen: 1 }, { seen: 0 }]);
  });

  it('does not share mutations', async () => {
    const { source, requests } = await setUp((_request, response) => setTimeout(() => response.end(ANSWER), 20));
    await Promise.all([ask(source, { kind: 'mutation' }), ask(source, { kind: 'mutation' })]);
    assert.equal(requests.length, 2);
  });

  it('stops calling a subgraph that does not respond, and detects its recovery', async () => {
    let isDown = true;
    const { source, requests, log } = await setUp(
      (_request, response) => (isDown ? response.writeHead(503).end() : response.end(ANSWER)),
      { retries: 0 },
    );
    for (let call = 0; call < 20; call++) await assert.rejects(ask(source), UNAVAILABLE);
    assert.equal(requests.length, 5);
    isDown = false;
    const until = performance.now() + 5_000;
    let answer: unknown;
    while (!answer && performance.now() < until) {
      answer = await ask(source).catch(() => undefined);
      await sleep(20);
    }
    assert.deepEqual(answer, JSON.parse(ANSWER));
    assert.match(log.join(''), /subgraph is down.*subgraph recovered/s);
  });

  it('keeps its connections', async () => {
    const { source, requests } = await setUp((_request, response) => response.end(ANSWER));
    for (let call = 0; call < 5; call++) await ask(source);
    // the second question may come before undici has noted the end of the first answer
    assert.ok(new Set(requests.map(({ socket }) => socket.remotePort)).size <= 2);
  });
});
