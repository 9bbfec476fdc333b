import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fisherExact } from '../../statistics/fisher-exact.ts';
import { meanInterval, wilsonInterval } from '../../statistics/wilson.ts';
import { assertClose } from '../support/data/close-to.ts';
import { seededRandom } from '../support/data/random.ts';

const counts = fc.tuple(fc.nat(60), fc.nat(60)).map(([events, others]) => ({ trials: events + others, events }));

describe("Fisher's exact test", () => {
  for (const [a, n, b, m, pValue] of [
    [3, 20, 11, 20, 0.018701126042616586],
    [0, 50, 6, 50, 0.026661076308390465],
    [2, 100_000, 1, 50, 0.001498516219349949],
    [500, 100_000, 12, 1_000, 0.005658582523463763],
    [0, 10, 10, 10, 1.082508822446903e-5],
    [7, 12, 7, 12, 1],
  ] as const) {
    it(`has the value of SciPy: ${a} of ${n} and ${b} of ${m}`, () => {
      assertClose(fisherExact({ trials: n, events: a }, { trials: m, events: b }), pValue, 1e-8);
    });
  }

  it('gives the same whichever window is the reference, and counting events or their absence', () => {
    const absent = ({ trials, events }: { trials: number; events: number }) => ({ trials, events: trials - events });
    fc.assert(
      fc.property(counts, counts, (one, other) => {
        const pValue = fisherExact(one, other);
        assert.ok(pValue >= 0 && pValue <= 1);
        assertClose(fisherExact(other, one), pValue, 1e-9);
        assertClose(fisherExact(absent(one), absent(other)), pValue, 1e-9);
      }),
      { seed: 1 },
    );
  });

  it('is 1 without trials, 0 far beyond doubles, and refuses more events than trials', () => {
    assert.equal(fisherExact({ trials: 0, events: 0 }, { trials: 5, events: 1 }), 1);
    assert.equal(fisherExact({ trials: 1e5, events: 0 }, { trials: 1e5, events: 1e5 }), 0);
    assert.throws(() => fisherExact({ trials: 1, events: 2 }, { trials: 5, events: 1 }), RangeError);
  });
});

describe("Wilson's interval", () => {
  for (const [events, trials, lower, upper] of [
    [0, 10, 0, 0.27753279986288926],
    [3, 20, 0.05236874589621662, 0.3604188647407569],
    [20, 20, 0.8388748419471808, 1],
    [500, 1_000, 0.4690696003681042, 0.5309303996318958],
  ] as const) {
    it(`has the values of SciPy: ${events} of ${trials}`, () => {
      const found = wilsonInterval({ trials, events });
      assertClose(found?.lower, lower);
      assertClose(found?.upper, upper);
      assert.equal(found?.estimate, events / trials);
    });
  }

  it('lies within 0–1 around the share', () => {
    fc.assert(
      fc.property(counts, (proportion) => {
        const found = wilsonInterval(proportion);
        if (!found) assert.equal(proportion.trials, 0);
        else
          assert.ok(
            0 <= found.lower && found.lower <= found.estimate && found.estimate <= found.upper && found.upper <= 1,
          );
      }),
      { seed: 1 },
    );
  });

  it('refuses a confidence outside of 0–1', () => {
    for (const confidence of [0, 1, Number.NaN]) {
      assert.throws(() => wilsonInterval({ trials: 5, events: 1 }, confidence), RangeError);
    }
  });
});

describe('the interval of a mean', () => {
  it('holds the truth as often as it says', () => {
    const random = seededRandom(3);
    const isHeld = () => {
      const found = meanInterval(Array.from({ length: 50 }, () => random.normal() + 2));
      return found !== undefined && found.lower <= 2 && found.upper >= 2;
    };
    const held = Array.from({ length: 1_000 }, isHeld).filter(Boolean).length;
    assert.ok(held > 920 && held < 970, `${held} of 1000`);
  });

  it('needs two values', () => {
    assert.equal(meanInterval([1]), undefined);
    assert.deepEqual(meanInterval([2, 2]), { estimate: 2, lower: 2, upper: 2 });
  });
});
