import assert from 'node:assert/strict';
import { once } from 'node:events';
import { afterEach, describe, it } from 'node:test';
import type { GraphQLError } from 'graphql';
import { TrustedDocuments, trustedDocument } from '../../../gateway/graphql/trusted-documents.ts';
import {
  connectAdmitted,
  connectRaw,
  type LiveServer,
  startLiveServer,
  subscribe,
} from '../../support/live/live-server.ts';

const HAPPENED = 'subscription($after: String) { happened(after: $after) { cursor row { name } } }';

function happened(cursor: number, id: string) {
  return { data: { happened: { cursor: String(cursor), row: { name: `name of ${id}` } } } };
}

function codesOf(ended: unknown): unknown[] {
  return (ended as readonly GraphQLError[]).map(({ extensions }) => extensions.code);
}

describe('subscriptions over graphql-transport-ws', () => {
  let server: LiveServer;
  afterEach(() => server.close());

  it('delivers events to every subscriber, from one stream, until the last leaves', async () => {
    server = await startLiveServer();
    const [one, two] = [await server.client(), await server.client()];
    const first = subscribe(one, HAPPENED);
    const second = subscribe(two, HAPPENED);
    const third = subscribe(two, HAPPENED);
    await server.subscribed(3);
    await server.live.log.open(1);
    server.live.log.append('a', 'b');
    for (const { has, results } of [first, second, third]) {
      await has(2);
      assert.deepEqual(results, [happened(1, 'a'), happened(2, 'b')]);
    }
    assert.equal(server.live.names(), 2);
    first.leave();
    second.leave();
    assert.equal(await second.ended, 'complete');
    assert.equal(server.live.log.streams.size, 1);
    third.leave();
    await server.live.log.open(0);
  });

  it('closes the stream when its only client is cut off', async () => {
    server = await startLiveServer();
    const client = await connectAdmitted(server);
    client.send({ id: '1', type: 'subscribe', payload: { query: HAPPENED } });
    await server.live.log.open(1);
    client.socket.terminate();
    await server.live.log.open(0);
  });

  it('answers queries and mutations', async () => {
    server = await startLiveServer();
    const client = await server.client();
    const mutation = subscribe(client, 'mutation { append(id: "z") }');
    assert.equal(await mutation.ended, 'complete');
    assert.deepEqual(mutation.results, [{ data: { append: 'z' } }]);
    const query = subscribe(client, '{ last }');
    await query.ended;
    assert.deepEqual(query.results, [{ data: { last: 'z' } }]);
  });

  it('refuses what is not valid with its code, and takes the next operation', async () => {
    server = await startLiveServer();
    const client = await server.client();
    assert.deepEqual(codesOf(await subscribe(client, 'subscription {').ended), ['GRAPHQL_PARSE_FAILED']);
    assert.deepEqual(codesOf(await subscribe(client, '{ nothing }').ended), ['GRAPHQL_VALIDATION_FAILED']);
    assert.deepEqual(codesOf(await subscribe(client, 'query A { last } query B { last }').ended), [
      'OPERATION_RESOLUTION_FAILURE',
    ]);
    assert.deepEqual(codesOf(await subscribe(client, HAPPENED, { after: 1 }).ended), ['VALIDATION_FAILED']);
    assert.deepEqual(codesOf(await subscribe(client, 'subscription { refused { number } }').ended), ['CURSOR_EXPIRED']);
    const conditional = 'subscription($if: Boolean!) { metrics @skip(if: $if) { number } }';
    assert.deepEqual(codesOf(await subscribe(client, conditional, { if: false }).ended), ['GRAPHQL_VALIDATION_FAILED']);
    assert.equal(await subscribe(client, '{ last }').ended, 'complete');
  });

  it('closes with 4401 without a valid token', async () => {
    server = await startLiveServer();
    const expired = await server.token(-60_000);
    for (const payload of [undefined, {}, { authorization: 'Basic x' }, { token: expired }, { authorization: 7 }]) {
      const client = connectRaw(server.webSocketUrl);
      await once(client.socket, 'open');
      client.send({ type: 'connection_init', ...(payload && { payload }) });
      assert.equal((await client.closed)[0], 4401);
      assert.deepEqual(client.messages, []);
    }
    const hasty = connectRaw(server.webSocketUrl);
    await once(hasty.socket, 'open');
    hasty.send({ id: '1', type: 'subscribe', payload: { query: HAPPENED } });
    assert.equal((await hasty.closed)[0], 4401);
  });

  it('closes with 4403 when the token expires', async () => {
    server = await startLiveServer();
    const client = connectRaw(server.webSocketUrl);
    await once(client.socket, 'open');
    client.send({ type: 'connection_init', payload: { authorization: `Bearer ${await server.token(1_000)}` } });
    await client.message('connection_ack');
    client.send({ id: '1', type: 'subscribe', payload: { query: HAPPENED } });
    await server.live.log.open(1);
    assert.deepEqual(await client.closed, [4403, 'expired']);
    await server.live.log.open(0);
  });

  it('closes with 4403 and another reason when the token is revoked', async () => {
    const revocation = new AbortController();
    server = await startLiveServer({ revoked: revocation.signal });
    const client = await connectAdmitted(server);
    client.send({ id: '1', type: 'subscribe', payload: { query: HAPPENED } });
    await server.live.log.open(1);
    revocation.abort();
    assert.deepEqual(await client.closed, [4403, 'revoked']);
    await server.live.log.open(0);
  });

  it('needs the subprotocol, the path and an origin of its own or one that is allowed', async () => {
    server = await startLiveServer({ origins: ['https://allowed.example'] });
    const { origin } = new URL(server.url);
    for (const allowed of [origin, 'https://allowed.example']) {
      const client = connectRaw(server.webSocketUrl, { origin: allowed });
      await once(client.socket, 'open');
      client.socket.close();
      await client.closed;
    }
    const refused = async (url: string, headers: Record<string, string>): Promise<string> => {
      const [error] = (await once(connectRaw(url, headers).socket, 'error')) as [Error];
      return error.message;
    };
    assert.match(await refused(server.webSocketUrl, { origin: 'https://evil.example' }), /403/);
    assert.match(await refused(server.webSocketUrl, { origin: 'null' }), /403/);
    assert.match(await refused(server.webSocketUrl.replace('/graphql', '/other'), {}), /404/);
  });

  it('limits connections and operations of one connection', async () => {
    server = await startLiveServer({ config: { maxConnections: 1, maxSubscriptionsPerClient: 2 } });
    const client = await connectAdmitted(server);
    for (const id of ['1', '2', '3']) client.send({ id, type: 'subscribe', payload: { query: HAPPENED } });
    const { id, payload } = await client.message('error');
    assert.equal(id, '3');
    assert.deepEqual(codesOf(payload), ['SUBSCRIPTION_LIMIT_EXCEEDED']);
    const second = connectRaw(server.webSocketUrl);
    assert.equal((await second.closed)[0], 4429);
    client.send({ id: '1', type: 'complete' });
    client.send({ id: '4', type: 'subscribe', payload: { query: '{ last }' } });
    assert.equal((await client.message('next')).id, '4');
    client.socket.close();
    await client.closed;
    await connectAdmitted(server);
  });

  it('takes a trusted document by its id, as a parameter or an extension, with an empty query or none', async () => {
    const trusted = trustedDocument('{ last }');
    server = await startLiveServer({ documents: new TrustedDocuments([trusted], true) });
    const client = await connectAdmitted(server);
    const digest = trusted.id.replace('sha256:', '');
    const names = [
      { documentId: trusted.id },
      { extensions: { documentId: digest } },
      { extensions: { persistedQuery: { version: 1, sha256Hash: digest } } },
    ];
    const payloads = names.flatMap((name) => [name, { query: '', ...name }]);
    for (const [index, payload] of payloads.entries()) {
      client.send({ id: String(index), type: 'subscribe', payload });
      assert.deepEqual((await client.message('next')).payload, { data: { last: null } }, JSON.stringify(payload));
      client.messages.length = 0;
    }
    client.send({ id: 'other', type: 'subscribe', payload: { documentId: digest.replaceAll(/./g, '0') } });
    assert.deepEqual(codesOf((await client.message('error')).payload), ['DOCUMENT_NOT_TRUSTED']);
    client.send({ id: 'none', type: 'subscribe', payload: {} });
    assert.equal((await client.closed)[0], 4400);
  });

  it('refuses a document id that is no text with BAD_REQUEST', async () => {
    server = await startLiveServer();
    const client = await connectAdmitted(server);
    for (const documentId of [5, null, [], {}]) {
      const id = JSON.stringify(documentId);
      client.send({ id, type: 'subscribe', payload: { query: '', documentId } });
      await client.message('error');
      const { payload } = client.messages.pop() as { payload: unknown };
      assert.deepEqual(codesOf(payload), ['BAD_REQUEST'], id);
    }
    client.socket.terminate();
  });

  it('refuses operations that the server does not admit', async () => {
    server = await startLiveServer({ accessControl: { rateLimitPerMinute: 1 } });
    await subscribe(await server.client(), '{ last }').has(1);
    assert.deepEqual(codesOf(await subscribe(await server.client(), '{ last }').ended), ['RATE_LIMITED']);
  });

  it('closes with 1009 for a message that is too large, with 4400 for one that is none', async () => {
    server = await startLiveServer();
    const large = await connectAdmitted(server);
    large.send({ id: '1', type: 'subscribe', payload: { query: `{ last } # ${'x'.repeat(70_000)}` } });
    assert.equal((await large.closed)[0], 1009);
    const broken = await connectAdmitted(server);
    broken.socket.send('{');
    assert.equal((await broken.closed)[0], 4400);
  });

  it('asks for signs of life, and closes with 4408 when none come', async () => {
    server = await startLiveServer({ config: { heartbeatMs: 100 } });
    const client = await connectAdmitted(server);
    for (let beats = 0; beats < 3; beats++) await once(client.socket, 'ping');
    client.socket.pong = () => undefined;
    (client.socket as unknown as { _autoPong: boolean })._autoPong = false;
    assert.equal((await client.closed)[0], 4408);
  });

  it('notifies subscribers of a shutdown with their cursor, answers operations in progress and closes with 1001', async () => {
    server = await startLiveServer();
    const client = await connectAdmitted(server);
    client.send({ id: '1', type: 'subscribe', payload: { query: HAPPENED } });
    await server.live.log.open(1);
    server.live.log.append('slow-1', 'b');
    client.send({ id: '2', type: 'subscribe', payload: { query: 'mutation { append(id: "c") }' } });
    await client.message('complete');
    const close = server.close();
    const [error] = (await client.message('error')).payload as [{ extensions: { code: string; cursor: unknown } }];
    assert.equal(error.extensions.code, 'SHUTTING_DOWN');
    const handed = client.messages.filter(({ type, id }) => type === 'next' && id === '1').length;
    assert.equal(error.extensions.cursor, handed === 0 ? null : String(handed));
    assert.equal((await client.closed)[0], 1001);
    await close;
    server = await startLiveServer();
  });
});
