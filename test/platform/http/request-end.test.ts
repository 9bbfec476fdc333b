import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fastify } from 'fastify';
import { onRequestEnd } from '../../../platform/http/request-end.ts';
import { RequestsUnderWay } from '../../../platform/http/requests-under-way.ts';

const GET = 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n';

/** A server whose requests wait to be answered, and what it hears of their ends. */
function createWaitingServer() {
  const app = fastify();
  const underWay = new RequestsUnderWay();
  const ends: boolean[] = [];
  const heard = new EventEmitter();
  const answers: (() => void)[] = [];
  underWay.follow(app);
  onRequestEnd(app, (_request, _reply, isAnswered) => {
    ends.push(isAnswered);
    heard.emit('end');
  });
  app.get('/', () => {
    const answer = new Promise((resolve) => answers.push(() => resolve('done')));
    heard.emit('request');
    return answer;
  });
  const untilThereAre = async (requests: number): Promise<void> => {
    while (answers.length < requests) await once(heard, 'request');
  };
  const untilEnded = async (requests: number): Promise<void> => {
    while (ends.length < requests) await once(heard, 'end');
  };
  const open = async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    return connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  };
  return { app, underWay, ends, answers, untilThereAre, untilEnded, open };
}

describe('the end of a request', () => {
  it('is heard once when it is answered, also of requests that wait for another on their connection', async () => {
    const { app, ends, answers, untilThereAre, untilEnded, open, underWay } = createWaitingServer();
    const client = await open();
    client.resume().write(GET + GET);
    await untilThereAre(2);
    answers[1]?.();
    await nextTurn();
    assert.deepEqual([ends, underWay.byRoute()], [[], { 'GET /': 2 }]);
    answers[0]?.();
    await untilEnded(2);
    client.end();
    await app.close();
    assert.deepEqual([ends, underWay.byRoute()], [[true, true], {}]);
  });

  it('is heard once when the client leaves, and the work counts until it ends', async () => {
    const { app, ends, answers, untilThereAre, untilEnded, open, underWay } = createWaitingServer();
    const client = await open();
    client.write(GET + GET);
    await untilThereAre(2);
    client.destroy();
    await untilEnded(2);
    assert.deepEqual([ends, underWay.byRoute()], [[false, false], { 'GET /': 2 }]);
    for (const answer of answers) answer();
    await nextTurn();
    assert.deepEqual([ends, underWay.byRoute()], [[false, false], {}]);
    await app.close();
  });

  it('is heard of an injected request', async () => {
    const { app, ends, answers, untilThereAre, underWay } = createWaitingServer();
    const response = app.inject('/');
    await untilThereAre(1);
    answers[0]?.();
    assert.equal((await response).body, 'done');
    assert.deepEqual([ends, underWay.byRoute()], [[true], {}]);
  });
});
