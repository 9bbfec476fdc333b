import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { RequestsUnderWay } from '../../../platform/http/requests-under-way.ts';
import { createLogger } from '../../../platform/logger.ts';
import { CALLS_HEADER } from '../../../platform/subgraph/call-protocol.ts';
import type { LimitedContext } from '../../../platform/subgraph/deadline.ts';
import { encodeIdentity, GATEWAY_HEADERS } from '../../../platform/subgraph/gateway-protocol.ts';
import { LineReader } from '../../../platform/subgraph/line-reader.ts';
import { createSubgraphServer } from '../../../platform/subgraph/subgraph-server.ts';
import { type CallClient, connectCalls, IDENTITY, upgrade } from '../../support/calls/call-client.ts';
import { until } from '../../support/calls/until.ts';
import { TEST_SECRET } from '../../support/graph/remote-graph.ts';

const cleanUps: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A server whose `held` waits for the test, and which counts what it executed. */
async function setUp(underWay = new RequestsUnderWay()) {
  const schema = buildSchema('type Query { whoAmI: String held: Int fails: Int large: String }');
  const held: { release: (value: number) => void; context: LimitedContext }[] = [];
  const counts = { executed: 0 };
  const fields = schema.getQueryType()?.getFields() ?? {};
  const resolvers = {
    whoAmI: (_: unknown, __: unknown, { identity, requestId, clientAddress }: LimitedContext) => {
      counts.executed += 1;
      return `${identity.subject} ${identity.scopes} ${requestId} ${clientAddress}`;
    },
    held: (_: unknown, __: unknown, context: LimitedContext) =>
      new Promise<number>((release) => held.push({ release, context })),
    fails: () => {
      throw new Error('a fault');
    },
    large: () => {
      counts.executed += 1;
      return 'x'.repeat(200_000);
    },
  };
  for (const [name, resolve] of Object.entries(resolvers)) Object.assign(fields[name] ?? {}, { resolve });
  const app = await createSubgraphServer({ schema, secret: TEST_SECRET, log: createLogger('silent'), underWay });
  await app.listen({ host: '127.0.0.1', port: 0 });
  cleanUps.push(() => app.close());
  return { app, held, counts, url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql` };
}

async function connect(url: string): Promise<CallClient> {
  const client = await connectCalls(url);
  cleanUps.push(async () => client.socket.destroy());
  return client;
}

describe('the calls of a subgraph', () => {
  it('are offered with each response to the gateway, and to nobody else', async () => {
    const { url } = await setUp();
    const ask = (secret: string) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [GATEWAY_HEADERS.secret]: secret,
          [GATEWAY_HEADERS.identity]: IDENTITY,
        },
        body: '{"query":"{ whoAmI }"}',
      });
    assert.equal((await ask(TEST_SECRET)).headers.get(CALLS_HEADER), '1');
    assert.equal((await ask('wrong')).headers.get(CALLS_HEADER), null);
  });

  it('need the secret, and the path of the graph', async () => {
    const { url } = await setUp();
    assert.equal(await upgrade(url, 'wrong'), 403);
    assert.equal(await upgrade(url.replace('graphql', 'other')), 404);
  });

  it('say who asks, each for itself', async () => {
    const { url } = await setUp();
    const { call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ whoAmI }', { clientAddress: '10.0.0.7' });
    call(2, '{ whoAmI }', { identity: 'nobody' });
    call(3, '{ whoAmI }', { identity: encodeIdentity({ subject: 'other', scopes: [] }) });
    await untilLines(3);
    assert.deepEqual(lines.sort(), [
      '1 200 {"data":{"whoAmI":"tester read r-1 10.0.0.7"}}',
      `2 401 {"errors":[{"message":"${GATEWAY_HEADERS.identity}: found no identity, expected the asker's","extensions":{"code":"UNAUTHENTICATED"}}]}`,
      '3 200 {"data":{"whoAmI":"other  r-3 undefined"}}',
    ]);
  });

  it('are answered as they are ready, whatever waits before them', async () => {
    const { url, held } = await setUp();
    const { call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ held }');
    for (let id = 2; id <= 50; id++) call(id, '{ whoAmI }');
    await untilLines(49);
    assert.ok(!lines.some((line) => line.startsWith('1 ')));
    held[0]?.release(7);
    await untilLines(50);
    assert.equal(lines.at(-1), '1 200 {"data":{"held":7}}');
  });

  it('carry faults of documents and fields as HTTP does', async () => {
    const { url } = await setUp();
    const { call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ nothing }');
    await untilLines(1);
    call(2, '{ fails }');
    await untilLines(2);
    call(3, '{ whoAmI');
    await untilLines(3);
    assert.match(lines[0] ?? '', /^1 400 \{"errors":\[\{"message":"Cannot query field/);
    assert.equal(lines[1], '2 200 {"data":{"fails":null},"errors":[{"message":"a fault","path":["fails"]}]}');
    assert.match(lines[2] ?? '', /^3 400 \{"errors":\[\{"message":"Syntax Error/);
  });

  it('are over when their time is, when they are cancelled, and when the connection is lost', async () => {
    const { url, held } = await setUp();
    const { socket, call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ held }', { timeLeftMs: 30 });
    await untilLines(1);
    assert.match(lines[0] ?? '', /^1 504 .*SUBGRAPH_TIMEOUT/);
    call(2, '{ whoAmI }', { timeLeftMs: 0 });
    await untilLines(2);
    assert.match(lines[1] ?? '', /^2 504 .*SUBGRAPH_TIMEOUT/);
    call(3, '{ held }');
    call(4, '{ held }');
    await until(() => held.length === 3);
    const isOver = () => held.map(({ context }) => context.deadline?.isOver);
    assert.deepEqual(isOver(), [true, false, false]);
    socket.write('{"cancel":3}\n');
    await until(() => held[1]?.context.deadline?.isOver === true);
    assert.deepEqual(isOver(), [true, true, false]);
    socket.destroy();
    await until(() => held[2]?.context.deadline?.isOver === true);
  });

  it('count as requests under way, and are refused beyond their limit', async () => {
    const underWay = new RequestsUnderWay({ maxRequests: 1 });
    const { url, held } = await setUp(underWay);
    const { call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ held }');
    call(2, '{ whoAmI }');
    await untilLines(1);
    assert.match(lines[0] ?? '', /^2 503 .*OVERLOADED/);
    assert.deepEqual(underWay.byRoute(), { 'CALL /graphql': 1 });
    held[0]?.release(1);
    await untilLines(2);
    assert.deepEqual(underWay.byRoute(), {});
  });

  it('end with the connection of a gateway that does not keep the protocol', async () => {
    const { url } = await setUp();
    for (const line of ['no JSON', '[]', '{"id":"1"}', '{"id":1}', '{"cancel":"1"}', 'null']) {
      const { socket, read } = await connect(url);
      read();
      const closed = once(socket, 'close');
      socket.write(`${line}\n`);
      await closed;
    }
  });

  it('are read no further while their responses are not taken', async () => {
    const { url, counts } = await setUp();
    const { call, read, lines, untilLines } = await connect(url);
    for (let id = 1; id <= 1_000; id++) {
      call(id, '{ large }');
      if (id % 10 === 0) await sleep(1);
    }
    assert.ok(counts.executed < 500, `executed ${counts.executed}`);
    read();
    await untilLines(1_000);
    assert.equal(new Set(lines).size, 1_000);
  });

  it('are answered before the server closes, which then takes no more', async () => {
    const { app, url, held } = await setUp();
    const { socket, call, read, lines, untilLines } = await connect(url);
    read();
    call(1, '{ held }');
    await until(() => held.length === 1);
    const closed = app.close();
    await untilLines(1);
    assert.deepEqual(lines, ['close']);
    held[0]?.release(7);
    await untilLines(2);
    socket.end();
    await closed;
    assert.deepEqual(lines, ['close', '1 200 {"data":{"held":7}}']);
  });
});

describe('LineReader', () => {
  it('joins what chunks have cut, also within a character', () => {
    const reader = new LineReader(100);
    const [bytes, ends] = [Buffer.from('{"é":"💡"}\nb\n\nc'), [4, 9, 10, 12]];
    const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
    const lines = [...chunks, bytes.subarray(12)].flatMap((chunk) => reader.push(chunk) ?? []);
    assert.deepEqual(lines, ['{"é":"💡"}', 'b', '']);
    assert.deepEqual(reader.push(Buffer.from('\n')), ['c']);
  });

  it('refuses a line that is too long, as soon as it is', () => {
    const reader = new LineReader(10);
    assert.deepEqual(reader.push(Buffer.from('0123456789')), []);
    assert.equal(reader.push(Buffer.from('0')), undefined);
  });
});
