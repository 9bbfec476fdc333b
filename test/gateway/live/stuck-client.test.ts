import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connectAdmitted,
  type LiveServer,
  type RawClient,
  startLiveServer,
  subscribe,
} from '../../support/live/live-server.ts';

// large, so that the buffers of the system are soon full
const PADDING = 'x'.repeat(20_000);

function cursorsOf({ messages }: RawClient): unknown[] {
  return messages
    .filter(({ type }) => type === 'next')
    .map(({ payload }) => (payload as { data: { happened: { cursor: string } } }).data.happened.cursor);
}

describe('a client that stops reading', () => {
  let server: LiveServer;
  afterEach(() => server.close());

  it('loses its lossless subscription, delays no other, and resumes at its cursor without gap or duplicate', async () => {
    server = await startLiveServer({ hub: { queueLimit: 32 } });
    const query = 'subscription($after: String) { happened(after: $after) { cursor row { id } } }';
    const stuck = await connectAdmitted(server);
    stuck.send({ id: '1', type: 'subscribe', payload: { query } });
    const healthy = subscribe(await server.client(), query);
    await server.subscribed(2);
    await server.live.log.open(1);
    server.live.log.append('first');
    await stuck.message('next');
    stuck.tcp.pause();
    const events = 600;
    const heapBefore = process.memoryUsage().heapUsed;
    for (let index = 0; index < events; index++) {
      server.live.log.append(`${index}-${PADDING}`);
      await healthy.has(index + 2);
    }
    assert.equal(healthy.results.length, events + 1);
    // the healthy client keeps what it got: twice that would be the stuck one's
    assert.ok(process.memoryUsage().heapUsed - heapBefore < 3 * events * PADDING.length);
    stuck.tcp.resume();
    const { id, payload } = await stuck.message('error');
    const [{ extensions }] = payload as [{ extensions: { code: string; cursor: string } }];
    assert.equal(id, '1');
    assert.equal(extensions.code, 'SUBSCRIBER_TOO_SLOW');
    assert.equal(cursorsOf(stuck).at(-1), extensions.cursor);
    stuck.send({ id: '2', type: 'subscribe', payload: { query, variables: { after: extensions.cursor } } });
    while (cursorsOf(stuck).length < events + 1) await sleep(5);
    assert.deepEqual(
      cursorsOf(stuck),
      Array.from({ length: events + 1 }, (_, index) => String(index + 1)),
    );
    stuck.socket.terminate();
  });

  it('is handed the newest event only, once it reads again, where only that counts', async () => {
    const dropped: string[] = [];
    const observer = { dropped: (field: string) => dropped.push(field) };
    server = await startLiveServer({ observer });
    const stuck = await connectAdmitted(server);
    stuck.send({ id: '1', type: 'subscribe', payload: { query: 'subscription { metrics { number } }' } });
    const healthy = subscribe(await server.client(), 'subscription { metrics { number } }');
    await server.subscribed(2);
    await server.live.log.open(1);
    stuck.tcp.pause();
    const events = 600;
    for (let index = 0; index < events; index++) {
      server.live.log.append(`${index}-${PADDING}`);
      await healthy.has(index + 1);
    }
    stuck.tcp.resume();
    const last = JSON.stringify(healthy.results.at(-1));
    while (JSON.stringify(stuck.messages.at(-1)?.payload) !== last) await sleep(5);
    const handed = stuck.messages.filter(({ type }) => type === 'next').length;
    assert.ok(handed < events);
    assert.equal(dropped.length, events - handed);
    stuck.socket.terminate();
  });

  it('is cut off when it does not read for long', async () => {
    server = await startLiveServer({ config: { heartbeatMs: 200 } });
    const stuck = await connectAdmitted(server);
    stuck.send({ id: '1', type: 'subscribe', payload: { query: 'subscription { metrics { number } }' } });
    await server.live.log.open(1);
    stuck.tcp.pause();
    for (let index = 0; index < 600; index++) {
      server.live.log.append(`${index}-${PADDING}`);
      await sleep(0);
    }
    await server.live.log.open(0);
    stuck.tcp.resume();
    const [code] = await stuck.closed;
    // 1006: the connection was cut before the client came to read that it is closed
    assert.ok(code === 4408 || code === 1006, `found ${code}`);
  });

  it('is not listened to either, once answers that it does not read pile up', async () => {
    server = await startLiveServer({ config: { maxSubscriptionsPerClient: 1_000 } });
    server.live.log.append(PADDING);
    const stuck = await connectAdmitted(server);
    stuck.tcp.pause();
    for (let id = 0; id < 2_000; id++) {
      stuck.send({ id: String(id), type: 'subscribe', payload: { query: '{ last }' } });
      if (id % 100 === 0) await sleep(10);
    }
    const heapBefore = process.memoryUsage();
    await sleep(300);
    const grown = process.memoryUsage().external - heapBefore.external;
    assert.ok(grown < 10_000_000, `found ${grown} bytes more`);
    stuck.tcp.resume();
    while (stuck.messages.filter(({ type }) => type === 'complete').length < 2_000) await sleep(5);
    stuck.socket.terminate();
  });
});
