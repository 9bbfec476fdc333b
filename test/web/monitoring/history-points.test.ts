import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradeShares, pointsOfSteps } from '../../../web/src/monitoring/wall/history-points.ts';

test('Steps of a history become points at their ends, without the step that goes on', () => {
  const points = pointsOfSteps({
    until: '2026-03-01T10:02:30.000Z',
    step: 'MINUTE',
    points: [
      { start: '2026-03-01T10:00:00.000Z', throughput: 2, errorRate: 0.1, latency: { p50Ms: 3, p95Ms: 9 } },
      { start: '2026-03-01T10:01:00.000Z', throughput: 0, errorRate: null, latency: null },
      { start: '2026-03-01T10:02:00.000Z', throughput: 5, errorRate: 0, latency: null },
    ],
  });
  assert.deepEqual(points, [
    { time: Date.parse('2026-03-01T10:01:00.000Z'), throughput: 2, errorRate: 0.1, p50Ms: 3, p95Ms: 9 },
    { time: Date.parse('2026-03-01T10:02:00.000Z'), throughput: 0, errorRate: null, p50Ms: null, p95Ms: null },
  ]);
});

test('Shares of a grade are of the predictions of their step, and unknown without any', () => {
  const points = [
    { predictions: 4, grades: [{ grade: 'A', predictions: 1 }] },
    { predictions: 2, grades: [] },
    { predictions: 0, grades: [] },
  ];
  assert.deepEqual(gradeShares(points, 'A'), [0.25, 0, null]);
});
