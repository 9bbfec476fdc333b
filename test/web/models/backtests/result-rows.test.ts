import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { resultRows } from '../../../../web/src/models/backtests/result-rows.ts';

describe('the results of back-tests', () => {
  const report = {
    matured: 100,
    pending: 3,
    auc: { auc: 0.8, lower: 0.7, upper: 0.9 },
    top: { precision: 0.4, recall: 0.5, lift: 4 },
  };

  it('have each figure once per back-test, with its bounds', () => {
    const rows = resultRows([report, undefined]);
    const auc = rows.find(({ name }) => name === 'auc');
    assert.deepEqual(auc?.values, [{ value: 0.8, lower: 0.7, upper: 0.9 }, undefined]);
    assert.ok(rows.every(({ values }) => values.length === 2));
  });

  it('lack what the report lacks', () => {
    const rows = resultRows([report]);
    for (const lacking of ['rate', 'brier', 'logLoss', 'calibration', 'bias'] as const)
      assert.deepEqual(rows.find(({ name }) => name === lacking)?.values, [undefined], lacking);
  });
});
