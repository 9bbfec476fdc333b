import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scoreSeries } from '../../../web/src/lead/history/score-series.ts';

describe('the history of scores', () => {
  it('has a line per version, with gaps where another one scored, in the order of time', () => {
    const scores = [
      { version: 2, probability: 0.5, scoredAt: '2026-11-03T00:00:00Z' },
      { version: 1, probability: 0.4, scoredAt: '2026-11-02T00:00:00Z' },
      { version: 1, probability: 0.3, scoredAt: '2026-11-01T00:00:00Z' },
    ];
    assert.deepEqual(scoreSeries(scores), {
      times: [1, 2, 3].map((day) => Date.UTC(2026, 10, day)),
      versions: [
        { version: 1, values: [0.3, 0.4, null] },
        { version: 2, values: [null, null, 0.5] },
      ],
    });
  });

  it('is empty without scores', () => {
    assert.deepEqual(scoreSeries([]), { times: [], versions: [] });
  });
});
