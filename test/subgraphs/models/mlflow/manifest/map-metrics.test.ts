import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapMetrics } from '../../../../../subgraphs/models/mlflow/manifest/map-metrics.ts';

test('figures get the names that gates read, and a name that is right already wins', () => {
  assert.deepEqual(mapMetrics({ roc_auc: 0.83, log_loss: 0.4, loss: 0.5 }), { auc: 0.83, logLoss: 0.4, loss: 0.5 });
  assert.deepEqual(mapMetrics({ roc_auc: 0.83, auc: 0.9 }), { auc: 0.9 });
});

test('of too many figures those that gates read stay', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, at) => [`a${at}`, at]));
  const kept = mapMetrics({ ...many, roc_auc: 0.83, rows: 9_000 });
  assert.equal(Object.keys(kept).length, 100);
  assert.deepEqual([kept.auc, kept.rows], [0.83, 9_000]);
});

test('a figure may have any name', () => {
  assert.deepEqual(mapMetrics({ constructor: 1 }), { constructor: 1 });
});
