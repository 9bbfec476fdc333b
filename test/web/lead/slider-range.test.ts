import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { inputNameOf, sliderRange } from '../../../web/src/lead/what-if/slider-range.ts';
import { featureInput, withValue } from '../../../web/src/lead/what-if/tried-values.ts';

const seen = (value: number) => ({ least: 0, most: value * 9, quantiles: [{ share: 0.99, value }] });

describe('the range of a slider', () => {
  it('ends where 99 % of recent leads do, in whole steps', () => {
    assert.deepEqual(sliderRange(2, seen(12)), { least: 0, most: 12, step: 1 });
    assert.deepEqual(sliderRange(883, seen(3_137)), { least: 0, most: 3_150, step: 50 });
  });

  it('ends at twice the value of a lead that has more', () => {
    assert.deepEqual(sliderRange(30, seen(12)), { least: 0, most: 60, step: 1 });
  });

  it('holds the value of the lead, also an unusual one', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e7, noNaN: true }),
        fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
        (value, usual) => {
          const { least, most, step } = sliderRange(value, usual === null ? undefined : seen(usual));
          assert.ok(least <= value && value <= most && step >= 1 && (most - least) / step <= 101);
        },
      ),
    );
  });

  it('has room to move where nothing is known', () => {
    assert.deepEqual(sliderRange(null, undefined), { least: 0, most: 10, step: 1 });
  });
});

describe('tried values', () => {
  it('are sent by the names of the input', () => {
    assert.equal(inputNameOf('interactions_7d'), 'interactions7d');
    const tried = withValue(withValue(new Map(), 'days_since_interaction', 3), 'industry', 'RETAIL');
    assert.deepEqual(featureInput(tried), { daysSinceInteraction: 3, industry: 'RETAIL' });
    assert.deepEqual(featureInput(withValue(tried, 'industry', undefined)), { daysSinceInteraction: 3 });
  });
});
