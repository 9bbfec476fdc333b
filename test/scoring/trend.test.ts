import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { logit, sigmoid } from '../../scoring/log-odds.ts';
import { TREND_BAND, TREND_LIMIT, trend } from '../../scoring/trend.ts';

const PROBABILITY = fc.double({ min: 0, max: 1, noNaN: true });

describe('trend', () => {
  it('trend is NEW without a previous score', () => {
    assert.equal(trend(0.5, undefined), 'NEW');
  });

  it('trend of a small probability that quadruples is RISING, and FALLING back', () => {
    assert.equal(trend(0.0243, 0.0056), 'RISING');
    assert.equal(trend(0.0056, 0.0243), 'FALLING');
  });

  it('trend of two points around one half is STEADY', () => {
    assert.equal(trend(0.52, 0.5), 'STEADY');
    assert.equal(trend(0.5, 0.52), 'STEADY');
  });

  it('trend turns at the band, at any level', () => {
    for (const level of [-8, -5, -2, 0, 2, 5, 8]) {
      const before = sigmoid(level);
      assert.equal(trend(sigmoid(level + TREND_BAND * 0.999), before), 'STEADY', `level ${level}`);
      assert.equal(trend(sigmoid(level + TREND_BAND * 1.001), before), 'RISING', `level ${level}`);
      assert.equal(trend(sigmoid(level - TREND_BAND * 0.999), before), 'STEADY', `level ${level}`);
      assert.equal(trend(sigmoid(level - TREND_BAND * 1.001), before), 'FALLING', `level ${level}`);
    }
  });

  it('trend does not tell probabilities apart that are closer to 0 or 1 than its limit', () => {
    assert.equal(trend(TREND_LIMIT, 0), 'STEADY');
    assert.equal(trend(0, TREND_LIMIT), 'STEADY');
    assert.equal(trend(1, 1 - TREND_LIMIT), 'STEADY');
    // neighbours among the 32-bit floats
    assert.equal(trend(Math.fround(1 - 6e-8), Math.fround(1 - 2.4e-7)), 'STEADY');
    assert.equal(trend(1, 0), 'RISING');
    assert.equal(trend(0, 1), 'FALLING');
  });

  it('trend reversed is the opposite trend, and follows the log-odds', () => {
    const opposite = { RISING: 'FALLING', FALLING: 'RISING', STEADY: 'STEADY', NEW: 'NEW' } as const;
    fc.assert(
      fc.property(PROBABILITY, PROBABILITY, (a, b) => {
        assert.equal(trend(a, b), opposite[trend(b, a)]);
        const isInside = [a, b].every((p) => p >= TREND_LIMIT && p <= 1 - TREND_LIMIT);
        if (isInside) assert.equal(trend(a, b) === 'STEADY', Math.abs(logit(a) - logit(b)) < TREND_BAND);
      }),
    );
  });
});
