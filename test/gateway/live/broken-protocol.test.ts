import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { openSocket, SOCKET_SERVERS, type SocketServer } from '../../support/live/socket-servers.ts';
import { RecordedLog } from '../../support/monitoring/recorded-log.ts';

const json = JSON.stringify;
const QUERY = { query: 'subscription { a }' };
const LONG_ID = 'ä'.repeat(1_000);

/** Frames that break the protocol at any time, by what they are. */
const BROKEN: Readonly<Record<string, string | Buffer>> = {
  'a next of the client': json({ id: '1', type: 'next', payload: { data: {} } }),
  'an error of the client': json({ id: '1', type: 'error', payload: [{ message: 'no' }] }),
  'a connection_ack of the client': json({ type: 'connection_ack' }),
  'a connection_ack with a payload': json({ type: 'connection_ack', payload: { a: 1 } }),
  'malformed JSON': '{',
  nothing: '',
  'a JSON null': 'null',
  'a JSON list': '[]',
  'a JSON text': '"ping"',
  'a binary frame': Buffer.from(json({ type: 'ping' })),
  'a message without type': '{}',
  'a type that is no text': json({ type: 1 }),
  'a type that is unknown': json({ type: 'start', id: '1', payload: QUERY }),
  'a type of every object': json({ type: 'toString' }),
  'an init with a text': json({ type: 'connection_init', payload: 'token' }),
  'an init with a list': json({ type: 'connection_init', payload: [] }),
  'a ping with a number': json({ type: 'ping', payload: 1 }),
  'a pong with a text': json({ type: 'pong', payload: 'a' }),
  'a ping with an object that has no text': json({ type: 'ping', payload: [{ toString: 1 }] }),
  'a subscribe without id': json({ type: 'subscribe', payload: QUERY }),
  'a subscribe with an empty id': json({ id: '', type: 'subscribe', payload: QUERY }),
  'a subscribe with a number as id': json({ id: 1, type: 'subscribe', payload: QUERY }),
  'a subscribe without payload': json({ id: '1', type: 'subscribe' }),
  'a subscribe without query': json({ id: '1', type: 'subscribe', payload: {} }),
  'a subscribe with a list as query': json({ id: '1', type: 'subscribe', payload: { query: [] } }),
  'a subscribe with a text as variables': json({ id: '1', type: 'subscribe', payload: { ...QUERY, variables: 'a' } }),
  'a subscribe with a list as extensions': json({ id: '1', type: 'subscribe', payload: { ...QUERY, extensions: [] } }),
  'a subscribe with a number as name': json({ id: '1', type: 'subscribe', payload: { ...QUERY, operationName: 1 } }),
  'a complete without id': json({ type: 'complete' }),
  'a complete with an empty id': json({ id: '', type: 'complete' }),
  'an error whose payload is no error': json({ id: '1', type: 'error', payload: [1] }),
};

for (const [kind, start] of Object.entries(SOCKET_SERVERS))
  describe(`the ${kind}, over graphql-transport-ws,`, () => {
    let server: SocketServer;
    let heard: RecordedLog;
    beforeEach(async () => {
      heard = new RecordedLog();
      mock.method(console, 'error', (...words: unknown[]) => heard.log.error(words.map(String).join(' ')));
      server = await start(heard.log);
    });
    afterEach(async () => {
      await server.close();
      mock.restoreAll();
      assert.doesNotMatch(heard.text, /"level":[56]0/);
    });

    const closeOf = async (isAdmitted: boolean, ...frames: readonly (string | Buffer)[]): Promise<number> => {
      const client = await openSocket(server, isAdmitted);
      for (const frame of frames) client.socket.send(frame);
      return (await client.closed)[0];
    };

    for (const isAdmitted of [false, true])
      it(`closes with 4400 ${isAdmitted ? 'after' : 'before'} connection_init for what is no message of a client`, async () => {
        for (const [name, frame] of Object.entries(BROKEN)) assert.equal(await closeOf(isAdmitted, frame), 4400, name);
      });

    it('closes with 4401 for an operation before it has admitted the client', async () => {
      assert.equal(await closeOf(false, json({ id: '1', type: 'subscribe', payload: QUERY })), 4401);
    });

    it('closes with 4408 when no connection_init comes', async () => {
      assert.equal(await closeOf(false, json({ type: 'ping' }), json({ id: '1', type: 'complete' })), 4408);
    });

    it('closes with 4409 for an id that is in use, however long', async () => {
      for (const id of ['1', '__proto__', LONG_ID]) {
        const frame = json({ id, type: 'subscribe', payload: server.stream });
        assert.equal(await closeOf(true, frame, frame), 4409, id.slice(0, 10));
      }
    });

    it('closes with 4429 for a second connection_init', async () => {
      const init = json({ type: 'connection_init', payload: await server.credentials() });
      assert.equal(await closeOf(false, init, init), 4429);
      assert.equal(await closeOf(true, init), 4429);
    });

    it('closes with 1009 for a message that is too large', async () => {
      for (const isAdmitted of [false, true])
        assert.equal(await closeOf(isAdmitted, json({ type: 'ping', payload: { a: 'x'.repeat(1_100_000) } })), 1009);
    });

    it('ignores the end of an operation that it does not know, and answers a ping with its payload', async () => {
      const client = await openSocket(server, false);
      for (const message of [
        { id: 'toString', type: 'complete' },
        { type: 'pong' },
        { type: 'ping', payload: { a: 1 } },
      ])
        client.send(message);
      assert.deepEqual(await client.message('pong'), { type: 'pong', payload: { a: 1 } });
      client.socket.close();
      await client.closed;
    });
  });
