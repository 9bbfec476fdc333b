import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bernoulliSequence } from '../../statistics/bernoulli-sequence.ts';
import { confidenceSequence, differenceSequence, mixtureRho } from '../../statistics/confidence-sequence.ts';
import { assertClose } from '../support/data/close-to.ts';
import { seededRandom } from '../support/data/random.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

const OPTIONS = { alpha: 0.05, tunedForN: 1000 };

describe('the confidence sequence of a difference', () => {
  for (const { name, control, treatment, alpha, tunedForN, expect } of statisticsCases('confidenceSequence')) {
    it(`has the reference values: ${name}`, () => {
      const found = differenceSequence(control, treatment, { alpha, tunedForN });
      assertClose(found?.estimate, expect.difference);
      assertClose(found?.standardError, expect.standardError);
      assertClose(found?.rho, expect.rho);
      assertClose(found?.halfWidth, expect.halfWidth);
      assertClose(found?.lower, expect.difference - expect.halfWidth);
    });
  }

  it('is mirrored when the arms change places', () => {
    const [a, b] = [
      { trials: 900, events: 80 },
      { trials: 300, events: 31 },
    ];
    assertClose(differenceSequence(b, a, OPTIONS)?.lower, -(differenceSequence(a, b, OPTIONS)?.upper as number), 1e-12);
  });

  it('is narrowest, in standard errors, at the number it is tuned for', () => {
    const factor = (n: number) => confidenceSequence(0, 1, n, OPTIONS).halfWidth;
    for (const n of [100, 300, 900, 1100, 3000, 10_000]) assert.ok(factor(n) > factor(1000), `${n}`);
  });

  it('knows nothing without trials, and is defined for huge numbers', () => {
    assert.equal(differenceSequence({ trials: 0, events: 0 }, { trials: 5, events: 1 }, OPTIONS), undefined);
    assert.equal(confidenceSequence(0, 0, 0, OPTIONS).upper, Number.POSITIVE_INFINITY);
    const huge = differenceSequence({ trials: 1e300, events: 1e299 }, { trials: 1e300, events: 1e299 }, OPTIONS);
    assert.ok(huge && huge.halfWidth >= 0 && huge.halfWidth < 1e-100);
    assert.equal(differenceSequence({ trials: 9, events: 0 }, { trials: 9, events: 0 }, OPTIONS)?.halfWidth, 0);
  });

  it('refuses options and counts that are out of range', () => {
    for (const options of [
      { alpha: 0, tunedForN: 5 },
      { alpha: 1, tunedForN: 5 },
      { alpha: 0.05, tunedForN: 0 },
    ]) {
      assert.throws(() => mixtureRho(options), RangeError);
    }
    assert.throws(() => differenceSequence({ trials: 1, events: 2 }, { trials: 1, events: 0 }, OPTIONS), RangeError);
    assert.throws(() => confidenceSequence(Number.NaN, 1, 10, OPTIONS), RangeError);
  });
});

describe('the exact sequence of one proportion', () => {
  it('has the roots that SciPy finds', () => {
    const check = (found: { lower: number; upper: number }, lower: number, upper: number) => {
      assertClose(found.lower, lower);
      assertClose(found.upper, upper);
    };
    check(bernoulliSequence({ trials: 400, events: 20 }, { alpha: 0.05 }), 0.02048607022025161, 0.09789178357881596);
    const around = bernoulliSequence({ trials: 400, events: 20 }, { alpha: 0.0125, around: 0.02 });
    check(around, 0.020842373512329326, 0.09693393409986113);
    check(bernoulliSequence({ trials: 50, events: 50 }, { alpha: 0.05 }), 0.8953575228954844, 1);
    check(bernoulliSequence({ trials: 300, events: 0 }, { alpha: 0.05 }), 0, 0.021173966497778543);
  });

  it('holds the share, and more trials of the same share make it narrower', () => {
    let width = 1;
    for (const trials of [0, 10, 100, 1000, 1e6, 1e12]) {
      const { lower, upper } = bernoulliSequence({ trials, events: trials * 0.3 }, { alpha: 0.05 });
      assert.ok(lower <= 0.3 && upper >= 0.3 && upper - lower <= width);
      width = upper - lower;
    }
  });

  it('misses the truth in at most 5 % of runs, looking after every trial', () => {
    const random = seededRandom(11);
    for (const around of [undefined, 0.02]) {
      let missed = 0;
      for (let run = 0; run < 200; run += 1) {
        let events = 0;
        for (let trials = 1; trials <= 1000; trials += 1) {
          events += random.binomial(1, 0.02);
          if (trials % 5 > 0) continue;
          const options = { alpha: 0.05, ...(around && { around }) };
          const { lower, upper } = bernoulliSequence({ trials, events }, options);
          if (lower <= 0.02 && upper >= 0.02) continue;
          missed += 1;
          break;
        }
      }
      assert.ok(missed <= 10, `missed in ${missed} of 200`);
    }
  });

  it('refuses what is out of range', () => {
    assert.throws(() => bernoulliSequence({ trials: 1, events: 2 }, { alpha: 0.05 }), RangeError);
    assert.throws(() => bernoulliSequence({ trials: 1, events: 1 }, { alpha: 0 }), RangeError);
    assert.throws(() => bernoulliSequence({ trials: 1, events: 1 }, { alpha: 0.05, around: 1 }), RangeError);
  });
});
