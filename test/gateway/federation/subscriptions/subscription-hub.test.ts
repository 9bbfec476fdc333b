import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { NO_OBSERVER } from '../../../../gateway/federation/observe/observer.ts';
import { CONTEXT } from '../../../support/federation/composed-graph.ts';
import { createHub, HAPPENED, METRICS } from '../../../support/live/create-hub.ts';
import { createLiveGraph } from '../../../support/live/live-graph.ts';

describe('SubscriptionHub', () => {
  it('completes every event with fields of other subgraphs', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { h: happened { c: cursor row { name } } }');
    await live.log.open(1);
    live.log.append('a', 'b');
    assert.deepEqual(await collector.has(2), [
      { data: { h: { c: '1', row: { name: 'name of a' } } } },
      { data: { h: { c: '2', row: { name: 'name of b' } } } },
    ]);
  });

  it('shares one stream and one completion of each event among equal subscriptions, until the last leaves', async () => {
    const live = createLiveGraph();
    const opened: number[] = [];
    const observer = { ...NO_OBSERVER, streamed: (_: string, change: number) => opened.push(change) };
    const { subscribe } = createHub(live, { observer });
    const query =
      'subscription($kind: String, $after: String) { happened(kind: $kind, after: $after) { row { name } } }';
    const clients = await Promise.all([
      subscribe(query, { kind: 'x', after: null }),
      subscribe(query.replace('{ happened', '\n{   happened'), { after: null, kind: 'x' }),
      subscribe(query, { after: null, kind: 'x' }),
    ]);
    await live.log.open(1);
    live.log.append('a');
    for (const { collector } of clients) await collector.has(1);
    assert.equal(live.names(), 1);
    const [first, second] = clients.map(({ collector }) => collector.events[0]);
    assert.equal(first, second);
    clients.slice(1).forEach(({ subscription }) => {
      subscription?.close();
    });
    assert.equal(live.log.streams.size, 1);
    clients[0]?.subscription?.close();
    await live.log.open(0);
    assert.deepEqual(opened, [1, -1]);
  });

  it('shares nothing among other variables, other people or other rights', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    await subscribe(HAPPENED, { after: null });
    await subscribe(HAPPENED, {});
    await subscribe(HAPPENED, { after: '0' });
    await subscribe(HAPPENED, {}, { ...CONTEXT, identity: { subject: 'other', scopes: CONTEXT.identity.scopes } });
    await subscribe(HAPPENED, {}, { ...CONTEXT, identity: { ...CONTEXT.identity, scopes: ['read'] } });
    await live.log.open(5);
  });

  it('delivers events in order although a later one is completed sooner', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe(HAPPENED);
    await live.log.open(1);
    const sent = Array.from({ length: 40 }, (_, index) => (index % 7 === 0 ? `slow-${index}` : `fast-${index}`));
    live.log.append(...sent);
    await collector.has(40);
    assert.deepEqual(collector.ids, sent);
  });

  it('shows what failed in an event as in a query, and goes on', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe('subscription { happened { row { id name must } } }');
    await live.log.open(1);
    live.log.append('broken-1', 'null-2', 'c');
    const [broken, empty, whole] = await collector.has(3);
    assert.deepEqual(broken?.data, { happened: { row: { id: 'broken-1', name: null, must: 1 } } });
    assert.deepEqual(broken?.errors?.[0]?.extensions, { code: 'LEAD_NOT_FOUND' });
    assert.deepEqual(broken?.errors?.[0]?.path, ['happened', 'row', 'name']);
    assert.deepEqual(empty?.data, { happened: { row: null } });
    assert.equal(empty?.errors?.length, 1);
    assert.deepEqual(whole, { data: { happened: { row: { id: 'c', name: 'name of c', must: 1 } } } });
  });

  it('refuses a field without rights before anything is opened, and leaves out nested ones', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const reader = { ...CONTEXT, identity: { subject: 'reader', scopes: ['read'] } };
    const { errors } = await subscribe('subscription { secret { cursor } }', {}, reader);
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ['FORBIDDEN'],
    );
    assert.deepEqual(live.log.openedAfter, []);
    const { collector } = await subscribe('subscription { happened { row { hidden } } }', {}, reader);
    await live.log.open(1);
    live.log.append('a');
    const [result] = await collector.has(1);
    assert.deepEqual(result?.data, { happened: { row: { hidden: null } } });
    assert.deepEqual(result?.errors?.[0]?.extensions?.code, 'FORBIDDEN');
  });

  it('is not asked for what comes as an ordinary request', async () => {
    const live = createLiveGraph();
    const { data, errors } = await live.graph.execute(await live.graph.prepare(METRICS), {}, CONTEXT);
    assert.equal(data, undefined);
    assert.deepEqual(errors?.[0]?.extensions, { code: 'SUBSCRIPTION_TRANSPORT_REQUIRED' });
    assert.deepEqual(live.log.openedAfter, []);
  });

  it('refuses variables that do not fit', async () => {
    const { subscribe } = createHub(createLiveGraph());
    const { errors } = await subscribe(HAPPENED, { after: 1 });
    assert.deepEqual(
      errors.map(({ extensions }) => extensions.code),
      ['VALIDATION_FAILED'],
    );
  });

  it("ends with the owner's reason when it does not open the stream", async () => {
    const { subscribe } = createHub(createLiveGraph());
    const { collector } = await subscribe('subscription { refused { number } }');
    await collector.ended();
    assert.deepEqual(collector.codes, ['CURSOR_EXPIRED']);
  });

  it('completes when the owner has nothing more to say', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe(METRICS);
    await live.log.open(1);
    live.log.append('a');
    for (const stream of live.log.streams) await stream.return();
    await collector.ended();
    assert.equal(collector.end, 'complete');
  });

  it('masks an error of the stream that is not public, and does not open it again', async () => {
    const live = createLiveGraph();
    const { subscribe } = createHub(live);
    const { collector } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.lose(new Error('password=secret'));
    await collector.ended();
    assert.deepEqual(collector.codes, ['INTERNAL']);
    assert.ok(!JSON.stringify(collector.end).includes('secret'));
    assert.equal(live.log.openedAfter.length, 1);
  });

  it('ends every subscription when it is closed, and refuses new ones', async () => {
    const live = createLiveGraph();
    const { hub, subscribe } = createHub(live);
    const { collector } = await subscribe(HAPPENED);
    await live.log.open(1);
    live.log.append('a');
    await collector.has(1);
    hub.close();
    assert.deepEqual(collector.extensions, {
      cursor: '1',
      code: 'SHUTTING_DOWN',
    });
    await live.log.open(0);
    assert.deepEqual((await subscribe(HAPPENED)).errors[0]?.extensions, { code: 'SHUTTING_DOWN' });
  });
});
