import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { areComparable, resultRows } from '../../../../web/src/models/backtests/result-rows.ts';

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

describe('back-tests side by side', () => {
  const decisions = {
    decisionTime: 'LEAD_AGE',
    leadAges: [1],
    from: '2026-01-01T00:00:00Z',
    until: '2026-06-01T00:00:00Z',
  };

  it('can be compared when they scored the same decisions, however a time is written', () => {
    assert.ok(areComparable([decisions, { ...decisions, from: '2026-01-01T00:00:00.000Z' }]));
    assert.ok(areComparable([decisions]));
  });

  it('cannot be compared over another window or at other ages', () => {
    assert.ok(!areComparable([decisions, { ...decisions, until: '2026-07-01T00:00:00Z' }]));
    assert.ok(!areComparable([decisions, { ...decisions, leadAges: [0, 30] }]));
    assert.ok(!areComparable([decisions, { ...decisions, decisionTime: 'RECORDED_SCORES' }]));
  });
});
