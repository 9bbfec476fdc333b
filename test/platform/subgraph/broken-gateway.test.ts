import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSchema } from 'graphql';
import { LineWriter } from '../../../platform/subgraph/line-writer.ts';
import { callLine, connectCalls, IDENTITY } from '../../support/calls/call-client.ts';
import { heldSchema } from '../../support/calls/called-subgraph.ts';
import { until } from '../../support/calls/until.ts';
import { serveSubgraph } from '../../support/graph/remote-graph.ts';

const cleanUps: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A subgraph, and a gateway's end of a connection to it. */
async function setUp() {
  const { schema, held } = heldSchema();
  const served = await serveSubgraph('things', schema);
  const client = await connectCalls(served.url);
  client.read();
  cleanUps.push(
    () => served.close(),
    () => client.socket.destroy(),
  );
  return { held, ...client };
}

describe('the calls of a gateway', () => {
  it('are over when it ends its side: it waits for none then, or its process is gone', async () => {
    const { socket, held, call } = await setUp();
    call(1, 'mutation { change }', { timeLeftMs: 12_000 });
    await until(() => held.length === 1);
    socket.end();
    await until(() => held[0]?.context.deadline?.isOver === true);
  });

  it('are not begun when they came together with their cancellation', async () => {
    const { socket, held, call, lines, untilLines } = await setUp();
    socket.write(`${callLine(1, 'mutation { change }')}{"cancel":1}\n`);
    call(2, '{ whoAmI }');
    await untilLines(1);
    assert.deepEqual(lines, ['2 200 {"data":{"whoAmI":"tester r-2 undefined"}}']);
    assert.equal(held.length, 0);
  });

  it('are none where a cancellation looks like one', async () => {
    const { socket, call, lines, untilLines } = await setUp();
    socket.write(`{"cancel":9,"id":"1","identity":"${IDENTITY}","timeLeftMs":5000}\n`);
    call(2, '{ whoAmI }');
    await untilLines(1);
    await sleep(20);
    assert.deepEqual(lines, ['2 200 {"data":{"whoAmI":"tester r-2 undefined"}}']);
  });

  it('are answered while the subgraph closes, however slowly it reads', async () => {
    const schema = buildSchema('type Query { text: String }');
    const held: ((text: string) => void)[] = [];
    Object.assign(schema.getQueryType()?.getFields().text ?? {}, {
      resolve: () => new Promise<string>((release) => held.push(release)),
    });
    const served = await serveSubgraph('things', schema);
    const { socket, call, read, lines, untilLines } = await connectCalls(served.url);
    cleanUps.push(() => socket.destroy());
    call(1, '{ text }', { timeLeftMs: 12_000 });
    await until(() => held.length === 1);
    const closed = served.close();
    await sleep(2_200);
    held[0]?.('x'.repeat(20_000_000));
    await sleep(200);
    read();
    await untilLines(2);
    assert.equal(lines[1]?.length, '1 200 {"data":{"text":""}}'.length + 20_000_000);
    socket.end();
    await closed;
  });

  it('are lost with a line that has no end', async () => {
    const { socket, call, lines, untilLines } = await setUp();
    call(1, '{ whoAmI }');
    socket.end(callLine(2, '{ whoAmI }').slice(0, 60));
    await untilLines(1);
    await until(() => socket.closed);
    assert.equal(lines.length, 1);
  });
});

describe('LineWriter', () => {
  it('writes more in one turn than a string can hold', async () => {
    let written = 0;
    const socket = {
      writable: true,
      writableLength: 0,
      write: (text: string) => {
        written += text.length;
      },
    };
    const writer = new LineWriter(socket as unknown as Socket);
    const line = 'x'.repeat(1_048_575);
    for (let count = 0; count < 600; count++) writer.write(line);
    writer.flush();
    assert.equal(written, 600 * 1_048_576);
  });
});
