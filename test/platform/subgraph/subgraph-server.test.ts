import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { buildSchema, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../platform/subgraph/gateway-protocol.ts';
import { type ServedSubgraph, serveSubgraph, TEST_SECRET } from '../../support/graph/remote-graph.ts';

const IDENTITY = { subject: 'tester', scopes: ['read'] };
const HEADERS = { [GATEWAY_HEADERS.secret]: TEST_SECRET, [GATEWAY_HEADERS.identity]: encodeIdentity(IDENTITY) };

/** `slow` never answers; `ticks` streams until the test or the server ends it. */
function testSchema(): GraphQLSchema {
  const schema = buildSchema(`
    type Query { whoAmI: String slow: Int }
    type Subscription { ticks: String }
  `);
  const [query, subscription] = [schema.getQueryType(), schema.getSubscriptionType()].map((type) => type?.getFields());
  const whoAmI = (_: unknown, __: unknown, { identity, requestId }: SubgraphContext) =>
    `${identity.subject} ${identity.scopes} ${requestId}`;
  Object.assign(query?.whoAmI ?? {}, { resolve: whoAmI });
  Object.assign(query?.slow ?? {}, { resolve: () => new Promise(() => undefined) });
  Object.assign(subscription?.ticks ?? {}, {
    subscribe: async function* (...[, , context]: Parameters<typeof whoAmI>) {
      yield { ticks: whoAmI(undefined, undefined, context) };
      await new Promise(() => undefined);
    },
  });
  return schema;
}

describe('the server of a subgraph', () => {
  let served: ServedSubgraph;
  before(async () => {
    served = await serveSubgraph('things', testSchema());
  });
  after(() => served.close());

  const post = async (body: string, headers: Record<string, string> = HEADERS) => {
    const response = await fetch(served.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const answer = (await response.json()) as ExecutionResult;
    return { status: response.status, answer, code: answer.errors?.[0]?.extensions?.code };
  };

  it('knows who asks, and under which request id', async () => {
    const { status, answer } = await post('{"query":"{ whoAmI }"}', { ...HEADERS, [GATEWAY_HEADERS.requestId]: 'r-1' });
    assert.deepEqual([status, answer], [200, { data: { whoAmI: 'tester read r-1' } }]);
  });

  it('takes JSON in UTF-8 only', async () => {
    const send = async (body: Uint8Array, headers: Record<string, string>) => {
      const all = { 'content-type': 'application/json', ...HEADERS, ...headers };
      const response = await fetch(served.url, { method: 'POST', headers: all, body });
      return [response.status, ((await response.json()) as ExecutionResult).errors?.[0]?.extensions?.code];
    };
    const query = Buffer.from('{"query":"{ whoAmI }","variables":{"note":"é"}}');
    const refused = [415, 'UNSUPPORTED_MEDIA_TYPE'];
    assert.deepEqual(await send(query, {}), [200, undefined]);
    assert.deepEqual(await send(Buffer.from(query.toString(), 'latin1'), {}), [400, 'VALIDATION_FAILED']);
    assert.deepEqual(await send(query, { 'content-type': 'application/json; charset=latin1' }), refused);
    assert.deepEqual(await send(query, { 'content-type': 'application/graphql' }), refused);
    assert.deepEqual(await send(query, { 'content-encoding': 'gzip' }), refused);
  });

  it('refuses whoever does not know the secret, or names nobody', async () => {
    const identity = HEADERS[GATEWAY_HEADERS.identity] as string;
    const strangers = [
      {},
      { [GATEWAY_HEADERS.identity]: identity },
      { [GATEWAY_HEADERS.identity]: identity, [GATEWAY_HEADERS.secret]: TEST_SECRET.slice(1) },
      { [GATEWAY_HEADERS.secret]: TEST_SECRET },
      { [GATEWAY_HEADERS.secret]: TEST_SECRET, [GATEWAY_HEADERS.identity]: 'e30' },
    ];
    for (const headers of strangers) {
      const { status, code } = await post('{"query":"{ whoAmI }"}', headers);
      assert.deepEqual([status, code], [401, 'UNAUTHENTICATED'], JSON.stringify(headers));
    }
  });

  it('gives up when the time is over that the gateway waits', async () => {
    for (const timeLeftMs of ['50', '0', '-3', 'soon']) {
      const headers = { ...HEADERS, [GATEWAY_HEADERS.timeLeftMs]: timeLeftMs };
      const { status, code } = await post('{"query":"{ slow }"}', headers);
      assert.deepEqual([status, code], [504, 'SUBGRAPH_TIMEOUT'], timeLeftMs);
    }
  });

  it('refuses what is no request of its schema', async () => {
    assert.match((await post('{"query":"{ nothing }"}')).answer.errors?.[0]?.message ?? '', /^Cannot query field/);
    assert.equal((await post('{"query":"{ whoAmI"}')).status, 400);
    assert.equal((await post('{"query":')).code, 'BAD_REQUEST');
    assert.equal((await post('{}')).status, 400);
  });

  it('tells its health and readiness to everyone', async () => {
    const get = async (path: string) => (await fetch(new URL(path, served.url))).json();
    assert.equal(((await get('/health')) as { status: string }).status, 'ok');
    assert.deepEqual(await get('/ready'), { status: 'ready', checks: {} });
  });

  const connect = (url: string, secret: string): Client =>
    createClient({
      url: url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      connectionParams: { secret },
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => undefined,
    });

  it('closes a WebSocket without the secret with 4403', async () => {
    const client = connect(served.url, 'wrong');
    const { code } = await new Promise<{ code: number }>((resolve) =>
      client.on('closed', (event) => resolve(event as { code: number })),
    );
    assert.equal(code, 4403);
  });

  it('streams for several identities over one connection, and refuses one that names nobody by itself', async () => {
    const client = connect(served.url, TEST_SECRET);
    const first = (extensions: Record<string, unknown>) =>
      new Promise((resolve) =>
        client.subscribe(
          { query: 'subscription { ticks }', extensions },
          { next: resolve, error: resolve, complete: () => undefined },
        ),
      );
    const [one, nobody, two] = await Promise.all([
      first({ identity: IDENTITY, requestId: 'r-1' }),
      first({}),
      first({ identity: { subject: 'other', scopes: [] }, requestId: 'r-2' }),
    ]);
    assert.deepEqual([one, two], [{ data: { ticks: 'tester read r-1' } }, { data: { ticks: 'other  r-2' } }]);
    assert.equal((nobody as { extensions: { code: string } }[])[0]?.extensions.code, 'UNAUTHENTICATED');
    await client.dispose();
  });

  it('sends a WebSocket what is pending when it closes, then 1001', async () => {
    const closing = await serveSubgraph('closing', testSchema());
    const client = connect(closing.url, TEST_SECRET);
    const closed = new Promise<{ code: number }>((resolve) =>
      client.on('closed', (event) => resolve(event as { code: number })),
    );
    const received = new Promise((resolve) =>
      client.subscribe(
        { query: 'subscription { ticks }', extensions: { identity: IDENTITY, requestId: 'r-1' } },
        { next: resolve, error: () => undefined, complete: () => undefined },
      ),
    );
    await received;
    await closing.close();
    assert.equal((await closed).code, 1001);
  });

  it('takes no other path and no other protocol on a WebSocket', async () => {
    const elsewhere = new WebSocket(
      served.url.replace('http', 'ws').replace('graphql', 'other'),
      'graphql-transport-ws',
    );
    const otherwise = new WebSocket(served.url.replace('http', 'ws'), 'graphql-ws');
    for (const socket of [elsewhere, otherwise]) {
      const [error] = (await once(socket, 'error')) as [Error];
      assert.match(error.message, /404/);
    }
  });
});
