import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { context as activeContext, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { ask, callSubgraph, contextOf, heldSchema } from '../../../../support/calls/called-subgraph.ts';
import { ACCEPTED, OFFER, serveForeign } from '../../../../support/calls/foreign-subgraph.ts';
import { until } from '../../../../support/calls/until.ts';
import { CONTEXT } from '../../../../support/federation/composed-graph.ts';
import { serveSubgraph } from '../../../../support/graph/remote-graph.ts';
import { StorageContextManager } from '../../../../support/graph/storage-context-manager.ts';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const setUp = (options?: Parameters<typeof callSubgraph>[1]) => callSubgraph(cleanUps, options);

describe('the calls of a RemoteSource', () => {
  it('replace HTTP requests once the subgraph has offered to take them', async () => {
    const { source, requests, sockets } = await setUp();
    for (let call = 0; call < 100; call++) {
      const context = { ...CONTEXT, requestId: `r "${call}"`, clientAddress: '10.0.0.7' };
      assert.deepEqual(await ask(source, '{ whoAmI }', { context }), {
        data: { whoAmI: `tester r "${call}" 10.0.0.7` },
      });
    }
    assert.deepEqual([requests.length, sockets.size], [0, 4]);
  });

  it('go over every connection in turn: behind a balancer each may lead to another process', async () => {
    const { source, sockets } = await setUp();
    const before = new Map([...sockets].map((socket) => [socket, socket.bytesRead]));
    const isUsed = (socket: Socket) => socket.bytesRead > (before.get(socket) ?? 0);
    for (let call = 0; call < 200 && ![...sockets].every(isUsed); call++) await ask(source, '{ whoAmI }');
    assert.ok([...sockets].every(isUsed));
  });

  it('are answered while a slow one waits', async () => {
    const { source, held } = await setUp();
    const slow = ask(source, '{ held }');
    await until(() => held.length === 1);
    const texts = Array.from({ length: 500 }, (_, index) => `ü ${index}`);
    const answers = await Promise.all(
      texts.map((text) => ask(source, 'query($text: String) { echo(text: $text) }', { variables: { text } })),
    );
    assert.deepEqual(
      answers.map(({ data }) => data?.echo),
      texts,
    );
    held[0]?.release(7);
    assert.deepEqual(await slow, { data: { held: 7 } });
  });

  it('are asked again over HTTP when their connection is lost, mutations not', async () => {
    const { source, held, sockets } = await setUp();
    const query = ask(source, '{ held }');
    const mutation = ask(source, 'mutation { change }', { kind: 'mutation' });
    const failed = assert.rejects(mutation, { code: 'SUBGRAPH_UNAVAILABLE' });
    await until(() => held.length === 2);
    for (const socket of sockets) socket.destroy();
    await failed;
    await until(() => held.length === 3);
    for (const { release } of held) release(7);
    assert.deepEqual(await query, { data: { held: 7 } });
    await sleep(50);
    assert.equal(held.length, 3);
  });

  it('end in the subgraph when their caller leaves or their time is over', async () => {
    const { source, held } = await setUp({ timeoutMs: 1_000 });
    const leaving = new AbortController();
    const left = ask(source, '{ held }', { signal: leaving.signal });
    await until(() => held.length === 1);
    leaving.abort(new Error('the client left'));
    await assert.rejects(left, { code: 'SUBGRAPH_UNAVAILABLE', message: /the client has disconnected/ });
    await until(() => held[0]?.context.deadline?.isOver === true);
    await assert.rejects(ask(source, 'mutation { change }', { kind: 'mutation' }), { code: 'SUBGRAPH_TIMEOUT' });
    await until(() => held[1]?.context.deadline?.isOver === true);
    assert.deepEqual(await ask(source, '{ whoAmI }'), { data: { whoAmI: 'tester test undefined' } });
  });

  it('leave what is too much for all connections to HTTP', async () => {
    const { source, held, requests } = await setUp();
    const answers = Array.from({ length: 200 }, (_, index) => ask(source, '{ held }', { context: contextOf(index) }));
    await until(() => held.length === 200);
    assert.equal(requests.length, 200 - 4 * 32);
    for (const { release } of held) release(7);
    assert.deepEqual(await Promise.all(answers), Array(200).fill({ data: { held: 7 } }));
  });

  it('carry a requester’s address as it is, also one that is none', async () => {
    const { source } = await setUp();
    const clientAddress = '","query":"{ held }';
    const answer = await ask(source, '{ whoAmI }', { context: { ...CONTEXT, clientAddress } });
    assert.deepEqual(answer, { data: { whoAmI: 'tester test undefined' } });
  });

  it('are not made for large requests and for traced ones', async () => {
    const { source, requests } = await setUp();
    const text = 'x'.repeat(300_000);
    const answer = await ask(source, 'query($text: String) { echo(text: $text) }', { variables: { text } });
    assert.equal(answer.data?.echo, text);
    assert.equal(requests.length, 1);
    activeContext.setGlobalContextManager(new StorageContextManager());
    cleanUps.push(() => activeContext.disable());
    const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
    await activeContext.with(trace.setSpan(ROOT_CONTEXT, span), () => ask(source, '{ whoAmI }'));
    assert.equal(requests.length, 2);
  });

  it('are answered while the subgraph closes, and made to the next one at its address', async () => {
    const { source, served, held, sockets } = await setUp();
    const last = ask(source, '{ held }');
    await until(() => held.length === 1);
    const closed = served.close();
    await sleep(100);
    held[0]?.release(7);
    assert.deepEqual(await last, { data: { held: 7 } });
    await closed;
    const next = await serveSubgraph('things', heldSchema().schema, undefined, {
      port: Number(new URL(served.url).port),
    });
    cleanUps.unshift(() => next.close());
    const again = new Set<Socket>();
    next.http.on('upgrade', (_request, socket) => again.add(socket as Socket));
    for (let call = 0; again.size < 4 && call < 200; call++) {
      assert.deepEqual((await ask(source, '{ whoAmI }')).data, { whoAmI: 'tester test undefined' });
      await sleep(20);
    }
    assert.deepEqual([sockets.size, again.size], [4, 4]);
  });
});

describe('a RemoteSource of a subgraph of another make', () => {
  async function setUpForeign(headers: Record<string, string>, onUpgrade?: (socket: Socket) => void) {
    const { source, counts } = await serveForeign(cleanUps, headers, onUpgrade);
    const askOften = async (): Promise<void> => {
      for (let call = 0; call < 20; call++) {
        assert.deepEqual(await ask(source, '{ n }'), { data: { n: 1 } });
        await sleep(2);
      }
    };
    return { askOften, counts };
  }

  it('is asked over HTTP alone', async () => {
    const { askOften, counts } = await setUpForeign({});
    await askOften();
    assert.deepEqual(counts(), { upgrades: 0, requests: 20 });
  });

  it('is asked over HTTP where something refuses the connection of calls', async () => {
    const { askOften, counts } = await setUpForeign(OFFER);
    await askOften();
    assert.deepEqual(counts(), { upgrades: 4, requests: 20 });
  });

  it('is asked over HTTP where the connection does not keep the protocol', async () => {
    const { askOften, counts } = await setUpForeign(OFFER, (socket) => {
      socket.write(ACCEPTED);
      socket.once('data', () => socket.end('<html>\n'));
    });
    await askOften();
    assert.ok(counts().requests >= 16, JSON.stringify(counts()));
  });
});
