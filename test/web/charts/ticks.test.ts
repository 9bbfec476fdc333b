import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ticksTo } from '../../../web/src/charts/ticks.ts';

test('Ticks are round values from 0 to the end of the axis', () => {
  assert.deepEqual(ticksTo(1), [0, 0.2, 0.4, 0.6, 0.8, 1]);
  assert.deepEqual(ticksTo(0.53), [0, 0.2, 0.4, 0.6]);
  assert.deepEqual(ticksTo(7), [0, 2, 4, 6, 8]);
});

test('Ticks reach the highest value with few steps', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (highest) => {
      const ticks = ticksTo(highest);
      assert.equal(ticks[0], 0);
      assert.ok((ticks.at(-1) as number) >= highest * 0.999_99);
      assert.ok(ticks.length >= 3 && ticks.length <= 7, String(ticks));
    }),
  );
});

test('Ticks of an axis without a value above 0 are refused', () => {
  assert.throws(() => ticksTo(0), RangeError);
  assert.throws(() => ticksTo(Number.NaN), RangeError);
});
