import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { type LiveServer, startLiveServer } from '../../support/live/live-server.ts';

const HAPPENED = 'subscription($after: String) { happened(after: $after) { cursor row { name } } }';

function happened(cursor: number, id: string) {
  return { data: { happened: { cursor: String(cursor), row: { name: `name of ${id}` } } } };
}

/** The events of an answer that ends. */
async function eventsOf(response: Response): Promise<(readonly [string, unknown])[]> {
  const text = await response.text();
  return [...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, event = '', data = '']) => [
    event,
    data === '' ? undefined : JSON.parse(data),
  ]);
}

function codesOf(events: readonly (readonly [string, unknown])[]): unknown[] {
  const [, data] = events[0] as readonly [string, { errors: { extensions: { code: string } }[] }];
  return data.errors.map(({ extensions }) => extensions.code);
}

describe('subscriptions as server-sent events', () => {
  let server: LiveServer;
  afterEach(() => server.close());

  it('delivers events in the protocol of graphql-sse, from the stream that WebSockets share', async () => {
    server = await startLiveServer();
    const token = await server.token();
    const client = createClient({ url: server.url, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
    const stream = client.iterate({ query: HAPPENED });
    const first = stream.next();
    const socket = await server.client();
    socket.subscribe({ query: HAPPENED }, { next: () => undefined, error: () => undefined, complete: () => undefined });
    await server.subscribed(2);
    await server.live.log.open(1);
    server.live.log.append('a', 'b');
    assert.deepEqual((await first).value, happened(1, 'a'));
    assert.deepEqual((await stream.next()).value, happened(2, 'b'));
    await stream.return?.();
    await server.subscribed(1);
    client.dispose();
  });

  it('answers a query, and a subscription by GET', async () => {
    server = await startLiveServer();
    const query = await server.stream({ query: '{ last }' });
    assert.equal(query.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.deepEqual(await eventsOf(query), [
      ['next', { data: { last: null } }],
      ['complete', undefined],
    ]);
    const url = new URL(server.url);
    url.searchParams.set('query', HAPPENED);
    url.searchParams.set('variables', JSON.stringify({ after: '0' }));
    server.live.log.append('a');
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${await server.token()}` };
    const response = await fetch(url, { headers });
    await server.live.log.open(1);
    while (server.live.names() === 0) await sleep(1);
    for (const stream of server.live.log.streams) await stream.return();
    assert.deepEqual(await eventsOf(response), [
      ['next', happened(1, 'a')],
      ['complete', undefined],
    ]);
    url.searchParams.set('query', 'mutation { append(id: "b") }');
    const mutation = await fetch(url, { headers });
    assert.equal(mutation.status, 405);
    assert.equal(mutation.headers.get('allow'), 'POST');
    assert.equal(server.live.log.events.length, 1);
  });

  it('leaves queries to JSON when that is accepted too, but not subscriptions', async () => {
    server = await startLiveServer();
    const ask = async (query: string): Promise<Response> =>
      fetch(server.url, {
        method: 'POST',
        headers: {
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await server.token()}`,
        },
        body: JSON.stringify({ query }),
      });
    assert.deepEqual(await (await ask('{ last }')).json(), { left: true });
    const refused = await ask('subscription { refused { number } }');
    assert.deepEqual(codesOf(await eventsOf(refused)), ['CURSOR_EXPIRED']);
  });

  it('reports errors of an operation as an event, errors of the request as a response', async () => {
    server = await startLiveServer({ config: { maxConnections: 1 } });
    assert.deepEqual(codesOf(await eventsOf(await server.stream({ query: '{' }))), ['GRAPHQL_PARSE_FAILED']);
    const wrong = await server.stream({ query: HAPPENED, variables: { after: 1 } });
    assert.deepEqual(codesOf(await eventsOf(wrong)), ['VALIDATION_FAILED']);
    assert.deepEqual(codesOf(await eventsOf(await server.stream({ variables: {} }))), ['BAD_REQUEST']);
    assert.equal((await server.stream({ query: HAPPENED, variables: 7 })).status, 400);
    assert.equal((await server.stream({ query: '{ last }' }, { token: 'none' })).status, 401);
    const open = await server.stream({ query: HAPPENED });
    assert.equal((await server.stream({ query: HAPPENED })).status, 429);
    await open.body?.cancel();
    await server.subscribed(0);
  });

  it('ends with UNAUTHENTICATED when the token expires', async () => {
    server = await startLiveServer();
    const response = await server.stream({ query: HAPPENED }, { token: await server.token(1_000) });
    const events = await eventsOf(response);
    assert.deepEqual(codesOf(events), ['UNAUTHENTICATED']);
    assert.equal(events[1]?.[0], 'complete');
    await server.subscribed(0);
  });

  it('sends comments as signs of life', async () => {
    server = await startLiveServer({ config: { heartbeatMs: 100 } });
    const response = await server.stream({ query: HAPPENED });
    const reader = response.body?.getReader();
    let text = '';
    while (text.length < 9) text += Buffer.from((await reader?.read())?.value ?? []).toString();
    assert.equal(text.slice(0, 9), ':\n\n:\n\n:\n\n');
    await reader?.cancel();
  });

  it('ends with SHUTTING_DOWN when the server stops', async () => {
    server = await startLiveServer();
    const response = await server.stream({ query: HAPPENED });
    await server.live.log.open(1);
    const close = server.close();
    assert.deepEqual(codesOf(await eventsOf(response)), ['SHUTTING_DOWN']);
    await close;
    server = await startLiveServer();
  });

  it('keeps no more than the queue for a client that does not read, and cuts it off', async () => {
    server = await startLiveServer({ hub: { queueLimit: 32 }, config: { heartbeatMs: 200 } });
    const asked = request(server.url, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${await server.token()}`,
      },
    });
    asked.end(JSON.stringify({ query: 'subscription { happened { cursor row { id } } }' }));
    const [response] = await once(asked, 'response');
    response.pause();
    asked.on('error', () => undefined);
    response.on('error', () => undefined);
    await server.live.log.open(1);
    for (let index = 0; server.live.log.streams.size > 0; index++) {
      server.live.log.append(`${index}-${'x'.repeat(20_000)}`);
      await sleep(0);
    }
    await server.subscribed(0);
    asked.destroy();
  });
});
