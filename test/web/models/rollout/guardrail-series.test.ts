import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guardrailSeries, roundUp, seriesRange } from '../../../../web/src/models/rollout/guardrail-series.ts';

const analysed = (second: number, found: number, half: number) => {
  const at = new Date(second * 1_000).toISOString();
  return {
    at,
    analysis: {
      at,
      metrics: [{ metric: 'ERROR_RATE', found, lower: Math.max(0, found - half), upper: found + half }],
    },
  };
};

describe('the series of a guardrail', () => {
  it('has estimates and bounds oldest first, without events that have no analysis or no value', () => {
    const nothing = { at: '2026-01-01T00:00:00Z', analysis: null };
    const empty = { at: '', analysis: { at: '2026-01-01T00:00:00Z', metrics: [{ metric: 'ERROR_RATE' }] } };
    const series = guardrailSeries([analysed(2, 0.05, 0.1), nothing, empty, analysed(1, 0, 0.5)], 'ERROR_RATE');
    assert.deepEqual(series.times, [1_000, 2_000]);
    assert.deepEqual(series.found, [0, 0.05]);
    assert.deepEqual(series.upper, [0.5, 0.05 + 0.1]);
    assert.deepEqual(guardrailSeries([analysed(1, 0, 0.5)], 'SCORE_PSI').times, []);
  });

  it('is thinned to 400 points with the first and the last', () => {
    const series = guardrailSeries(
      Array.from({ length: 1_000 }, (_, second) => analysed(second, 0.01, 0.1)),
      'ERROR_RATE',
    );
    assert.ok(series.times.length <= 400);
    assert.deepEqual([series.times[0], series.times.at(-1)], [0, 999_000]);
  });

  it('is drawn with room for the limit, not for the width at its beginning', () => {
    const series = guardrailSeries([analysed(1, 0, 1), analysed(2, 0.01, 0.03)], 'ERROR_RATE');
    const [low, high] = seriesRange(series, 0.02);
    assert.equal(low, 0);
    assert.equal(high, 0.05);
  });

  it('shows values below 0, such as a rise of the conversion', () => {
    const at = '2026-01-01T00:00:00Z';
    const metrics = [{ metric: 'CONVERSION', found: -0.1, lower: -0.3, upper: 0.1 }];
    const [low] = seriesRange(guardrailSeries([{ at, analysis: { at, metrics } }], 'CONVERSION'), 0.1);
    assert.ok(low < 0);
  });

  it('rounds up to 1, 2 or 5 times a power of ten', () => {
    assert.deepEqual([0.04, 0.05, 0.051, 1.2, 7, 10].map(roundUp), [0.05, 0.05, 0.1, 2, 10, 10]);
  });
});
