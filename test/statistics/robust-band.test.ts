import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { robustBand } from '../../statistics/robust-band.ts';

describe('a robust band', () => {
  test('The band of R: median 3, mad(c(1, 2, 3, 4, 100)) = 1.4826', () => {
    const { least = 0, greatest = 0 } = robustBand([1, 2, 3, 4, 100], { deviations: 2, floor: 0 }) ?? {};
    assert.ok(Math.abs(least - (3 - 2 * 1.4826)) < 1e-4);
    assert.ok(Math.abs(greatest - (3 + 2 * 1.4826)) < 1e-4);
  });

  test('A band of equal values has the floor as its half width, and none exists without values', () => {
    assert.deepEqual(robustBand([7, 7, 7], { deviations: 6, floor: 0.5 }), { least: 6.5, greatest: 7.5 });
    assert.equal(robustBand([], { deviations: 6, floor: 0.5 }), undefined);
    assert.throws(() => robustBand([1, Number.NaN], { deviations: 6, floor: 0 }), RangeError);
  });

  test('A minority of arbitrary values leaves the band within the range of the others', () => {
    const usual = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 20 });
    const odd = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { maxLength: 4 });
    fc.assert(
      fc.property(usual, odd, (values, others) => {
        const { least = 0, greatest = 0 } = robustBand([...values, ...others], { deviations: 3, floor: 0.1 }) ?? {};
        const half = Math.max(3 * 1.4826022185056018, 0.1);
        assert.ok(least >= -half - 1e-9 && greatest <= 1 + half + 1e-9, `${least} to ${greatest}`);
        assert.ok(least <= greatest);
      }),
    );
  });
});
