import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSteps } from '../../statistics/run-cooperatively.ts';
import { sortInSteps } from '../../statistics/sort-in-steps.ts';
import { seededRandom } from '../support/data/random.ts';

test('numbers sorted in steps are those sorted at once, and the window stays as it was', () => {
  const random = seededRandom(2);
  for (const length of [0, 1, 8_192, 8_193, 50_000]) {
    const values = Float64Array.from({ length }, () => Math.floor(100 * random.normal()));
    const before = values.slice();
    assert.deepEqual(runSteps(sortInSteps(values)), values.slice().sort());
    assert.deepEqual(values, before);
  }
});

test('a window with a value that is not finite is refused', () => {
  for (const odd of [Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(() => runSteps(sortInSteps(Float64Array.of(1, odd, 2))), RangeError);
  }
});
