import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapMetrics } from '../../../../../subgraphs/models/mlflow/manifest/map-metrics.ts';

test('Metrics get the names that gates use, and never replace a metric of that name', () => {
  assert.deepEqual(mapMetrics({ roc_auc: 0.83, log_loss: 0.4, loss: 0.5 }), { auc: 0.83, logLoss: 0.4, loss: 0.5 });
  assert.deepEqual(mapMetrics({ roc_auc: 0.83, auc: 0.9 }), { auc: 0.9 });
});

test('Metrics that gates use are kept first when there are too many', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`a${at}`, at]));
  const kept = mapMetrics({ ...many, roc_auc: 0.83, rows: 9_000 });
  assert.equal(Object.keys(kept).length, 100);
  assert.deepEqual([kept.auc, kept.rows], [0.83, 9_000]);
});

test('Metrics may have any name', () => {
  assert.deepEqual(mapMetrics({ constructor: 1 }), { constructor: 1 });
});
