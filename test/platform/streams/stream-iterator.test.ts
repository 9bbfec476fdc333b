import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StreamIterator } from '../../../platform/streams/stream-iterator.ts';

/** An iterator over what the test gives, which counts how often it was released. */
function given() {
  const pulls: { resolve(item: { n: number } | undefined): void; reject(error: Error): void }[] = [];
  const seen = { released: 0 };
  const iterator = new StreamIterator<{ n: number }>(
    () => new Promise((resolve, reject) => pulls.push({ resolve, reject })),
    () => {
      seen.released += 1;
    },
  );
  return { iterator, pulls, seen };
}

const END = { value: undefined, done: true };

describe('a stream iterator', () => {
  it('gives the items in order, also to calls that came before them', async () => {
    const { iterator, pulls } = given();
    const calls = [iterator.next(), iterator.next()];
    pulls[0]?.resolve({ n: 1 });
    assert.deepEqual(await calls[0], { value: { n: 1 }, done: false });
    pulls[1]?.resolve({ n: 2 });
    assert.deepEqual(await calls[1], { value: { n: 2 }, done: false });
    assert.equal(pulls.length, 2, 'it pulls for calls only, one at a time');
  });

  it('ends while a call waits', async () => {
    const { iterator, pulls, seen } = given();
    const waiting = iterator.next();
    assert.deepEqual(await iterator.return(), END);
    assert.deepEqual(await waiting, END);
    pulls[0]?.resolve({ n: 1 });
    assert.deepEqual(await iterator.next(), END);
    await iterator.return();
    assert.equal(seen.released, 1);
  });

  it('ends when there is nothing more, for every call that waits', async () => {
    const { iterator, pulls, seen } = given();
    const calls = [iterator.next(), iterator.next()];
    pulls[0]?.resolve(undefined);
    assert.deepEqual(await Promise.all(calls), [END, END]);
    assert.equal(seen.released, 1);
  });

  it('hands a failure to one call and ends', async () => {
    const { iterator, pulls, seen } = given();
    const calls = [iterator.next(), iterator.next()];
    const first = assert.rejects(calls[0] as Promise<unknown>, /broken/);
    pulls[0]?.reject(new Error('broken'));
    await first;
    assert.deepEqual(await calls[1], END);
    assert.equal(seen.released, 1);
  });

  it('ends with an error that is thrown into it', async () => {
    const { iterator, seen } = given();
    const waiting = iterator.next();
    await assert.rejects(iterator.throw(new Error('enough')), /enough/);
    assert.deepEqual(await waiting, END);
    assert.equal(seen.released, 1);
  });

  it('is released when a loop over it breaks', async () => {
    const { iterator, pulls, seen } = given();
    const loop = (async () => {
      for await (const { n } of iterator) if (n === 1) break;
    })();
    pulls[0]?.resolve({ n: 1 });
    await loop;
    assert.equal(seen.released, 1);
  });
});
