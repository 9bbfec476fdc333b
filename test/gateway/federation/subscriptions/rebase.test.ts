import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHub, HAPPENED, METRICS } from '../../../support/live/create-hub.ts';
import { EventLog } from '../../../support/live/event-log.ts';
import { createLiveGraph } from '../../../support/live/live-graph.ts';

describe('subscriptions on a new supergraph', () => {
  it('leaves a stream open whose owner is asked the same', async () => {
    const live = createLiveGraph();
    const { hub, subscribe } = createHub(live);
    const { collector } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.append('a');
    await collector.has(1);
    await hub.rebase(live.again());
    live.log.append('b');
    await collector.has(2);
    assert.deepEqual(collector.ids, ['a', 'b']);
    assert.equal(live.log.openedAfter.length, 1);
  });

  it('reopens a resumable stream at its last event when the owner changes, without gap or duplicate', async () => {
    const live = createLiveGraph();
    const { hub, subscribe } = createHub(live);
    const { collector } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.append('a', 'slow-b');
    await collector.has(1);
    const rebased = hub.rebase(createLiveGraph(live.log, 'more: Int').graph);
    live.log.append('c');
    await rebased;
    await live.log.asked(2);
    live.log.append('d');
    await collector.has(4);
    assert.deepEqual(collector.ids, ['a', 'slow-b', 'c', 'd']);
    assert.equal(live.log.streams.size, 1);
  });

  it('keeps the values of variables, whatever their names', async () => {
    const live = createLiveGraph();
    const { hub, subscribe } = createHub(live);
    live.log.append('a', 'b');
    const query =
      'subscription($__after: String, $__proto__: Boolean!) { happened(after: $__after) { row { id name @include(if: $__proto__) } } }';
    const { collector } = await subscribe(query, JSON.parse('{ "__after": "1", "__proto__": true }'));
    await collector.has(1);
    await hub.rebase(createLiveGraph(live.log, 'more: Int').graph);
    live.log.append('c');
    await collector.has(2);
    assert.deepEqual(collector.ids, ['b', 'c']);
    assert.deepEqual(live.log.openedAfter, ['1', '2']);
  });

  it('ends subscriptions that the new graph lacks', async () => {
    const live = createLiveGraph(undefined, 'more: Int');
    const { hub, subscribe } = createHub(live);
    const { collector: gone } = await subscribe('subscription { happened { more } }');
    const { collector: stays } = await subscribe(METRICS);
    await live.log.open(2);
    live.log.append('a');
    await gone.has(1);
    await hub.rebase(createLiveGraph(live.log).graph);
    assert.deepEqual(gone.extensions, {
      cursor: '1',
      code: 'SUPERGRAPH_CHANGED',
    });
    assert.equal(stays.end, 'open');
  });

  it('takes clients that prepared on the old graph', async () => {
    const live = createLiveGraph();
    const { hub, subscribe } = createHub(live);
    const log = new EventLog();
    await hub.rebase(createLiveGraph(log, 'more: Int').graph);
    const { collector } = await subscribe(HAPPENED);
    await log.open(1);
    log.append('new');
    await collector.has(1);
    assert.equal(live.log.streams.size, 0);
  });
});
