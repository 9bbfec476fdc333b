import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TREND_THRESHOLD, trend } from '../../../../subgraphs/scores/explain/trend.ts';

describe('trend', () => {
  it('trend is NEW without a previous score', () => {
    assert.equal(trend(0.5, undefined), 'NEW');
  });

  it('trend is STEADY below the threshold, both ways', () => {
    assert.equal(trend(0.5, 0.5 - TREND_THRESHOLD * 0.99), 'STEADY');
    assert.equal(trend(0.5, 0.5 + TREND_THRESHOLD * 0.99), 'STEADY');
  });

  it('trend is RISING or FALLING from the threshold on', () => {
    assert.equal(trend(0.5, 0.47), 'RISING');
    assert.equal(trend(0.5, 0.53), 'FALLING');
  });
});
