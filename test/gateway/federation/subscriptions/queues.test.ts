import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_OBSERVER } from '../../../../gateway/federation/observe/observer.ts';
import { createHub, HAPPENED, METRICS } from '../../../support/live/create-hub.ts';
import { createLiveGraph } from '../../../support/live/live-graph.ts';
import { settle } from '../../../support/live/settle.ts';

describe('queues of subscriptions', () => {
  it('keeps events for a client that is behind, and hands them over in order', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector, subscription } = await subscribe(HAPPENED);
    const { collector: other } = await subscribe(HAPPENED);
    await live.log.open(1);
    collector.isReady = false;
    live.log.append('a', 'b', 'c');
    await other.has(3);
    assert.equal(collector.events.length, 0);
    collector.isReady = true;
    live.log.append('d');
    await other.has(4);
    assert.equal(collector.events.length, 0);
    subscription?.resume();
    assert.deepEqual(collector.ids, ['a', 'b', 'c', 'd']);
  });

  it('ends a lossless subscription that reads too slowly at the cursor of the last event it was handed', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live, { queueLimit: 32 });
    const { collector: slow } = await subscribe(HAPPENED, { after: null });
    const { collector: healthy } = await subscribe(HAPPENED, { after: null });
    await live.log.open(1);
    live.log.append('e1', 'e2');
    await slow.has(2);
    slow.isReady = false;
    const sent = Array.from({ length: 40 }, (_, index) => `e${index + 3}`);
    live.log.append(...sent);
    await healthy.has(42);
    assert.deepEqual(slow.codes, ['SUBSCRIBER_TOO_SLOW']);
    assert.equal(slow.extensions?.cursor, '2');
    const { collector: again } = await subscribe(HAPPENED, { after: '2' });
    await again.has(40);
    assert.deepEqual([...slow.ids, ...again.ids], healthy.ids);
  });

  it('waits for clients rather than end the subscriptions of all', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live, { queueLimit: 32 });
    const { collector, subscription } = await subscribe(HAPPENED, { after: '0' });
    await live.log.open(1);
    collector.isReady = false;
    const sent = Array.from({ length: 500 }, (_, index) => `e${index}`);
    live.log.append(...sent);
    while (collector.events.length < 500) {
      await settle();
      assert.equal(collector.end, 'open');
      collector.isReady = true;
      subscription?.resume();
      collector.isReady = collector.events.length === 500;
    }
    assert.deepEqual(collector.ids, sent);
  });

  it('keeps the newest event only when a subscription cannot be resumed, and counts the others', async () => {
    const live = createLiveGraph();
    const dropped: string[] = [];
    const observer = { ...NO_OBSERVER, dropped: (field: string) => dropped.push(field) };
    const { subscribe } = createHub(live, { observer });
    const { collector: slow, subscription } = await subscribe(METRICS);
    const { collector: healthy } = await subscribe(METRICS);
    await live.log.open(1);
    slow.isReady = false;
    live.log.append('1', '2', '3', '4');
    await healthy.has(4);
    slow.isReady = true;
    subscription?.resume();
    assert.deepEqual(slow.results, [healthy.results[3]]);
    assert.deepEqual(dropped, ['metrics', 'metrics', 'metrics']);
  });
});
