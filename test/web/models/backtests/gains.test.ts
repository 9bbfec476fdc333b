import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cumulativeGains } from '../../../../web/src/models/backtests/gains.ts';

describe('the gains of working leads by their grades', () => {
  const outcomes = [
    { grade: 'B', matured: 30, converted: 6, revenue: 600 },
    { grade: 'A', matured: 10, converted: 8, revenue: 1_200 },
    { grade: 'D', matured: 60, converted: 2, revenue: 200 },
  ];

  it('compare the conversions down to each grade with as many leads at random', () => {
    const [best, second, all] = cumulativeGains(outcomes);
    assert.deepEqual(best, {
      downTo: 'A',
      leads: 10,
      leadShare: 0.1,
      conversions: 8,
      conversionShare: 0.5,
      atRandom: 1.6,
      lift: 5,
      revenueGain: 1_000,
    });
    assert.equal(second?.conversionShare, 14 / 16);
    assert.deepEqual([all?.leadShare, all?.lift, all?.revenueGain], [1, 1, 0]);
  });

  it('have no revenue where none is known', () => {
    const [best] = cumulativeGains(outcomes.map(({ revenue: _, ...rest }) => rest));
    assert.equal(best?.revenueGain, undefined);
  });

  it('are none without matured leads or without conversions', () => {
    assert.deepEqual(cumulativeGains([]), []);
    assert.deepEqual(cumulativeGains([{ grade: 'A', matured: 3, converted: 0 }]), []);
  });
});
