import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { logBeta, logGamma } from '../../statistics/log-gamma.ts';
import { assertClose } from '../support/data/close-to.ts';

describe('log-gamma', () => {
  it('has the values of mpmath, near its zeros too', () => {
    const golden = [
      [1e-5, 11.512919692895826],
      [0.1, 2.252712651734206],
      [0.5, 0.5723649429247],
      [1.0000001, -5.772155829918507e-8],
      [1.3, -0.10817480950786049],
      [2.00001, 4.227875597648359e-6],
      [7.7, 7.926541356269006],
      [50, 144.56574394634487],
      [1e10, 220258509288.81058],
    ] as const;
    for (const [x, expected] of golden) assertClose(logGamma(x), expected, 1e-12, `logGamma(${x})`);
    assert.equal(logGamma(1), 0);
    assert.equal(logGamma(2), 0);
  });

  it('grows by ln x from x to x + 1', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (x) => {
        const difference = logGamma(x + 1) - logGamma(x) - Math.log(x);
        assert.ok(Math.abs(difference) < 1e-13 * (1 + Math.abs(logGamma(x))) * 10);
      }),
      { seed: 1 },
    );
  });

  it('refuses what is not above 0', () => {
    for (const x of [0, -1, Number.NaN]) assert.throws(() => logGamma(x), RangeError);
  });
});

describe('log-beta', () => {
  it('has the values of SciPy', () => {
    const golden = [
      [0.5, 0.5, Math.log(Math.PI)],
      [20.5, 380.5, -81.48529209082017],
      [380.5, 20.5, -81.48529209082017],
      [1, 2, -Math.LN2],
      [500, 600, -759.7952301405985],
    ] as const;
    for (const [a, b, expected] of golden) assertClose(logBeta(a, b), expected, 1e-12);
  });
});
