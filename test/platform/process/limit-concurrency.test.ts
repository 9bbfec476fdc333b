import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { limitConcurrency } from '../../../platform/process/limit-concurrency.ts';

test('no more calls than the limit run at once, all of them in order, and a failure gives its place on', async () => {
  let running = 0;
  let most = 0;
  const order: number[] = [];
  const limited = limitConcurrency(2, async (input: number) => {
    order.push(input);
    most = Math.max(most, ++running);
    await setImmediate();
    running -= 1;
    if (input === 1) throw new RangeError('one');
    return input * 10;
  });
  const results = await Promise.allSettled([0, 1, 2, 3, 4].map(limited));
  assert.equal(most, 2);
  assert.deepEqual(order, [0, 1, 2, 3, 4]);
  assert.deepEqual(
    results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message)),
    [0, 'one', 20, 30, 40],
  );
});
