import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { benjaminiHochberg } from '../../statistics/benjamini-hochberg.ts';
import { assertClose } from '../support/data/close-to.ts';

describe('adjustment by Benjamini and Hochberg', () => {
  it('has the values of SciPy, in the order given', () => {
    const expected = [
      0.026666666666666665, 0.05333333333333333, 0.05333333333333333, 0.02, 0.9142857142857143, 0.05333333333333333, 1,
      0,
    ];
    const found = benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.8, 0.04, 1, 0]);
    found.forEach((value, i) => {
      assertClose(value, expected[i] as number);
    });
  });

  it('raises p-values at most to 1 and keeps their order', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (pValues) => {
        const adjusted = benjaminiHochberg(pValues);
        pValues.forEach((p, i) => {
          assert.ok((adjusted[i] as number) >= p * (1 - 1e-12) && (adjusted[i] as number) <= 1);
          pValues.forEach((other, j) => {
            assert.ok(p > other || (adjusted[i] as number) <= (adjusted[j] as number));
          });
        });
      }),
      { seed: 1 },
    );
  });

  it('takes no test, one test, and refuses what is no p-value', () => {
    assert.deepEqual(benjaminiHochberg([]), []);
    assert.deepEqual(benjaminiHochberg([0.3]), [0.3]);
    assert.throws(() => benjaminiHochberg([0.5, 1.5]), /p-value 1: found 1.5/);
    assert.throws(() => benjaminiHochberg([Number.NaN]), RangeError);
  });
});
