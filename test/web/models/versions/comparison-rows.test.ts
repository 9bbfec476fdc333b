import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  bestOf,
  featureRows,
  metricRows,
  summarizeTraffic,
} from '../../../../web/src/models/versions/comparison-rows.ts';

describe('metrics side by side', () => {
  it('has the usual metrics first and marks the best by what is better', () => {
    const rows = metricRows([
      [
        { name: 'rows', value: 10 },
        { name: 'auc', value: 0.8 },
        { name: 'brier', value: 0.07 },
      ],
      [
        { name: 'brier', value: 0.06 },
        { name: 'auc', value: 0.7 },
      ],
    ]);
    assert.deepEqual(rows, [
      { name: 'auc', values: [0.8, 0.7], best: 0 },
      { name: 'brier', values: [0.07, 0.06], best: 1 },
      { name: 'rows', values: [10, undefined], best: undefined },
    ]);
  });

  it('marks nothing when all are equal, alone or of an unknown direction', () => {
    assert.equal(bestOf('auc', [0.8, 0.8]), undefined);
    assert.equal(bestOf('auc', [0.8, undefined]), undefined);
    assert.equal(bestOf('rows', [1, 2]), undefined);
  });

  it('finds a best value that is 0', () => {
    assert.equal(bestOf('ece', [0.1, 0, null]), 1);
  });
});

describe('features side by side', () => {
  it('lists those that differ in use, type or need before the common ones', () => {
    const rows = featureRows([
      [
        { name: 'meetings', type: 'double', required: true },
        { name: 'industry', type: 'string', required: false },
        { name: 'country', type: 'string', required: false },
      ],
      [
        { name: 'meetings', type: 'double', required: true },
        { name: 'industry', type: 'string', required: true },
      ],
    ]);
    assert.deepEqual(rows, [
      { name: 'industry', forms: ['string', 'string *'], differs: true },
      { name: 'country', forms: ['string', undefined], differs: true },
      { name: 'meetings', forms: ['double *', 'double *'], differs: false },
    ]);
  });
});

describe('the summary of traffic', () => {
  it('sums the days and takes the p95 of the slowest', () => {
    const summary = summarizeTraffic([
      { predictions: 90, failures: 10, latency: { p95Ms: 3 } },
      { predictions: 100, failures: 0, latency: { p95Ms: 7 } },
      { predictions: 0, failures: 0, latency: null },
    ]);
    assert.deepEqual(summary, { predictions: 190, failures: 10, errorRate: 0.05, worstP95Ms: 7 });
  });

  it('has no error rate without requests', () => {
    assert.equal(summarizeTraffic([]).errorRate, undefined);
  });
});
