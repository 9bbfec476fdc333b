import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createHub, HAPPENED } from '../../../support/live/create-hub.ts';
import { RemoteLiveGraph } from '../../../support/live/remote-live-graph.ts';

describe('subscriptions to subgraphs of other processes', () => {
  let remote: RemoteLiveGraph;
  beforeEach(() => {
    remote = new RemoteLiveGraph();
  });
  afterEach(() => remote.close());

  it('are shared, complete, closed and resumed over a restart without gap or duplicate', async () => {
    const live = await remote.start();
    const { subscribe } = createHub(live, { reconnectMs: 20 });
    const { collector: first, subscription } = await subscribe(HAPPENED);
    const { collector: second, subscription: last } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.append('a', 'slow-b', 'c');
    for (const collector of [first, second]) await collector.has(3);
    assert.deepEqual(first.results[1], { data: { happened: { row: { id: 'slow-b', name: 'name of slow-b' } } } });
    await remote.restartEvents(() => live.log.append('d', 'e'));
    await first.has(5);
    live.log.append('f');
    for (const collector of [first, second]) await collector.has(6);
    assert.deepEqual(first.ids, ['a', 'slow-b', 'c', 'd', 'e', 'f']);
    assert.deepEqual(second.ids, first.ids);
    subscription?.close();
    last?.close();
    await live.log.open(0);
  });

  it('end with the reason of the subgraph when it does not open the stream', async () => {
    const live = await remote.start();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { refused { number } }');
    await collector.ended();
    assert.deepEqual(collector.codes, ['CURSOR_EXPIRED']);
  });
});
