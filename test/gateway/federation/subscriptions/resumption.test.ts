import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHub, HAPPENED, METRICS } from '../../../support/live/create-hub.ts';
import { createLiveGraph } from '../../../support/live/live-graph.ts';
import { settle } from '../../../support/live/settle.ts';

describe('subscriptions whose stream is lost', () => {
  it('opens a lost stream again where it was lost, without gap or duplicate', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { happened { row { id } } }');
    await live.log.open(1);
    live.log.append('a', 'b');
    await collector.has(2);
    live.log.isDown = true;
    live.log.lose();
    live.log.append('c', 'd');
    await live.log.asked(3);
    live.log.isDown = false;
    await live.log.open(1);
    live.log.append('e');
    await collector.has(5);
    assert.deepEqual(collector.ids, ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(new Set(live.log.openedAfter.slice(1)), new Set(['2']));
  });

  it('goes on where the client asked to begin when a stream is lost before its first event', async () => {
    const live = createLiveGraph();
    live.log.append('a', 'b');
    live.log.isDown = true;
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { happened(after: "1") { row { id } } }');
    await live.log.asked(2);
    live.log.isDown = false;
    await collector.has(1);
    assert.deepEqual(collector.ids, ['b']);
  });

  it('replays to a later client with the same cursor, once the shared stream has passed it', async () => {
    const live = createLiveGraph();
    live.log.append('a', 'b', 'c');
    const { subscribe } = createHub(live);
    const early = await subscribe(HAPPENED, { after: '1' });
    await early.collector.has(2);
    const late = await subscribe(HAPPENED, { after: '1' });
    await late.collector.has(2);
    live.log.append('d');
    await early.collector.has(3);
    await late.collector.has(3);
    assert.deepEqual(
      [early.collector.ids, late.collector.ids],
      [
        ['b', 'c', 'd'],
        ['b', 'c', 'd'],
      ],
    );
    early.subscription?.close();
    live.log.append('e');
    await late.collector.has(4);
    late.subscription?.close();
    await live.log.open(0);
  });

  it('lets those who come with the same cursor share a stream that has not moved yet', async () => {
    const live = createLiveGraph();
    live.log.append('a');
    const { subscribe } = createHub(live);
    const both = [await subscribe(HAPPENED, { after: '1' }), await subscribe(HAPPENED, { after: '1' })];
    await live.log.open(1);
    live.log.append('b');
    for (const { collector } of both) assert.equal((await collector.has(1)).length, 1);
    assert.equal(live.log.openedAfter.length, 1);
  });

  it('opens a lost stream that cannot be resumed anew', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe(METRICS);
    await live.log.open(1);
    live.log.append('a');
    await collector.has(1);
    live.log.lose();
    await live.log.asked(2);
    await live.log.open(1);
    live.log.append('b');
    assert.equal((await collector.has(2)).length, 2);
    assert.deepEqual(live.log.openedAfter, [undefined, undefined]);
  });

  it('does not open a lost stream again when the last client has left meanwhile', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { subscription } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.lose();
    subscription?.close();
    await settle();
    assert.equal(live.log.openedAfter.length, 1);
  });

  it('waits for nothing any more when the last client leaves while the stream is being lost', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live, { reconnectMs: 600_000 });
    const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const before = timers();
    const { subscription } = await subscribe(HAPPENED);
    await live.log.open(1);
    // its name takes its time: the loss waits for it
    live.log.append('slow-a');
    await settle();
    live.log.lose();
    await settle();
    subscription?.close();
    // due after the name: timers come in order
    await sleep(40);
    await settle();
    assert.equal(timers(), before);
  });
});
