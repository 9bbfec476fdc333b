import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { calibrate } from '../../scoring/calibration.ts';

describe('calibrate', () => {
  it('leaves the output as it is with IDENTITY', () => {
    assert.equal(calibrate(0.123, { method: 'IDENTITY' }), 0.123);
  });

  it('leaves the log-odds as they are with slope 1 and intercept 0', () => {
    const probability = calibrate(0.3, { method: 'PLATT', slope: 1, intercept: 0 });
    assert.ok(Math.abs(probability - 0.3) < 1e-12);
  });

  it('moves the log-odds: logit 0 with intercept ln 3 is 0.75', () => {
    const probability = calibrate(0.5, { method: 'PLATT', slope: 2, intercept: Math.log(3) });
    assert.ok(Math.abs(probability - 0.75) < 1e-12);
  });

  it('stays finite and within 0–1 at the ends', () => {
    for (const raw of [0, 1]) {
      const probability = calibrate(raw, { method: 'PLATT', slope: 3, intercept: -1 });
      assert.ok(probability >= 0 && probability <= 1);
    }
  });
});
