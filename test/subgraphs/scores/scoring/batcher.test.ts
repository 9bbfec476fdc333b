import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Batcher } from '../../../../subgraphs/scores/scoring/batcher.ts';

/** A batcher whose batches end when the test says so. */
function heldBatcher(maxBatch: number, maxInFlight: number) {
  const batches: { items: readonly number[]; end(): void; fail(error: Error): void }[] = [];
  const batcher = new Batcher<number, number>({
    maxBatch,
    maxInFlight,
    process: (items) =>
      new Promise((resolve, reject) => {
        const reply = (item: number) => (item < 0 ? new RangeError('negative') : item * 10);
        batches.push({ items, end: () => resolve(items.map(reply)), fail: reject });
      }),
  });
  return { batcher, batches };
}

const tick = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('Batcher', () => {
  it('Batcher joins what arrives in one tick', async () => {
    const { batcher, batches } = heldBatcher(10, 1);
    const replies = Promise.all([1, 2, 3].map((item) => batcher.submit(item)));
    await tick();
    assert.deepEqual(
      batches.map(({ items }) => items),
      [[1, 2, 3]],
    );
    batches[0]?.end();
    assert.deepEqual(await replies, [10, 20, 30]);
  });

  it('Batcher joins what arrives while a batch is under way', async () => {
    const { batcher, batches } = heldBatcher(10, 1);
    const first = batcher.submit(1);
    await tick();
    const rest = Promise.all([2, 3].map((item) => batcher.submit(item)));
    await tick();
    assert.equal(batches.length, 1);
    batches[0]?.end();
    await first;
    await tick();
    assert.deepEqual(batches[1]?.items, [2, 3]);
    batches[1]?.end();
    assert.deepEqual(await rest, [20, 30]);
  });

  it('Batcher never makes a batch larger, nor more of them at once, than it may', async () => {
    const { batcher, batches } = heldBatcher(2, 2);
    const replies = Promise.all([1, 2, 3, 4, 5].map((item) => batcher.submit(item)));
    await tick();
    assert.deepEqual(
      batches.map(({ items }) => items),
      [
        [1, 2],
        [3, 4],
      ],
    );
    batches[0]?.end();
    await tick();
    assert.equal(batches.length, 2, 'less than a full batch waits until no batch is under way');
    batches[1]?.end();
    await tick();
    assert.deepEqual(batches[2]?.items, [5]);
    batches[2]?.end();
    assert.deepEqual(await replies, [10, 20, 30, 40, 50]);
  });

  it('Batcher begins a batch beside another only when it is full', async () => {
    const { batcher, batches } = heldBatcher(2, 2);
    const first = batcher.submit(1);
    await tick();
    const second = batcher.submit(2);
    await tick();
    assert.equal(batches.length, 1);
    const third = batcher.submit(3);
    await tick();
    assert.deepEqual(batches[1]?.items, [2, 3]);
    for (const batch of batches) batch.end();
    assert.deepEqual(await Promise.all([first, second, third]), [10, 20, 30]);
  });

  it('Batcher fails the one item that failed, and its neighbours not', async () => {
    const { batcher, batches } = heldBatcher(10, 1);
    const replies = Promise.allSettled([1, -1, 2].map((item) => batcher.submit(item)));
    await tick();
    batches[0]?.end();
    assert.deepEqual(
      (await replies).map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });

  it('Batcher fails every item of a batch that fails, and goes on with the next', async () => {
    const { batcher, batches } = heldBatcher(2, 1);
    const replies = Promise.allSettled([1, 2, 3].map((item) => batcher.submit(item)));
    await tick();
    batches[0]?.fail(new Error('no room'));
    await tick();
    batches[1]?.end();
    assert.deepEqual(
      (await replies).map(({ status }) => status),
      ['rejected', 'rejected', 'fulfilled'],
    );
  });

  it('Batcher is drained when nothing waits and nothing is under way', async () => {
    const { batcher, batches } = heldBatcher(1, 1);
    await batcher.drain();
    const replies = Promise.all([1, 2].map((item) => batcher.submit(item)));
    let drained = false;
    const draining = batcher.drain().then(() => {
      drained = true;
    });
    await tick();
    batches[0]?.end();
    await tick();
    assert.equal(drained, false);
    batches[1]?.end();
    await draining;
    await replies;
  });
});
