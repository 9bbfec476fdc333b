import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EventBuffer } from '../../../../../gateway/federation/sources/remote/event-buffer.ts';

const LIMIT = 3;
const buffer = () => new EventBuffer<number>(LIMIT, () => new Error('too many'));

async function readAll(events: AsyncIterable<number>): Promise<number[]> {
  const read = [];
  for await (const event of events) read.push(event);
  return read;
}

describe('an event buffer', () => {
  it('gives events in order, those that came before the reader and those that come while it waits', async () => {
    const events = buffer();
    events.push(1);
    events.push(2);
    const reading = readAll(events);
    for (let event = 3; event <= 9; event++) {
      await new Promise(setImmediate);
      assert.equal(events.push(event), false);
    }
    events.end();
    assert.deepEqual(await reading, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('ends with an error once more events wait than it holds, after those', async () => {
    const events = buffer();
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((event) => events.push(event)),
      [false, false, false, true, true],
    );
    const read: number[] = [];
    await assert.rejects(async () => {
      for await (const event of events) read.push(event);
    }, /too many/);
    assert.deepEqual(read, [1, 2, 3]);
  });

  it('drops waiting events when it is closed', async () => {
    const events = buffer();
    events.push(1);
    events.close();
    events.push(2);
    assert.deepEqual(await readAll(events), []);
  });

  it('keeps its first end', async () => {
    const events = buffer();
    events.end();
    events.fail(new Error('late'));
    assert.deepEqual(await readAll(events), []);
  });
});
