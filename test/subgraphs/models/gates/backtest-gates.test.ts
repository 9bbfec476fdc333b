import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aucGainGate } from '../../../../subgraphs/models/gates/auc-gain-gate.ts';
import { calibrationGate } from '../../../../subgraphs/models/gates/calibration-gate.ts';
import type { BacktestEvidence, PromotionEvidence } from '../../../../subgraphs/models/gates/evidence.ts';
import { DEFAULT_POLICY } from '../../../../subgraphs/models/gates/promotion-policy.ts';
import { scoreShiftGate } from '../../../../subgraphs/models/gates/score-shift-gate.ts';

const BACKTEST: BacktestEvidence = {
  candidate: { auc: 0.85, ece: 0.03 },
  champion: { auc: 0.8, ece: 0.02 },
  scoreShift: { psi: 0.1, rows: 900 },
  summary: '880 matured leads of backtests 5 and 4',
};
const evidence = (given: Partial<PromotionEvidence>): PromotionEvidence => ({
  candidate: { version: 2, metrics: {}, holdout: undefined },
  champion: { version: 1, metrics: {}, holdout: undefined },
  ...given,
});
const stated = (auc: number) => ({ metrics: { auc, ece: 0.01 }, holdout: 'rows' });

test('Gates that cannot compare stated metrics take those of backtests, and say so', () => {
  const gain = aucGainGate(evidence({ backtest: BACKTEST }), DEFAULT_POLICY);
  assert.deepEqual(
    [gain.verdict, gain.found],
    ['PASSED', 'AUC +0.05 (0.85 against 0.8), on 880 matured leads of backtests 5 and 4'],
  );
  const calibration = calibrationGate(evidence({ backtest: BACKTEST }), DEFAULT_POLICY);
  assert.equal(calibration.verdict, 'FAILED');
  assert.match(calibration.found, /^ECE \+0\.01 .* backtests 5 and 4$/);
});

test('Gates prefer metrics of the same holdout to backtests', () => {
  const versions = { candidate: { version: 2, ...stated(0.81) }, champion: { version: 1, ...stated(0.8) } };
  const { verdict, found } = aucGainGate(evidence({ ...versions, backtest: BACKTEST }), DEFAULT_POLICY);
  assert.deepEqual([verdict, found], ['FAILED', 'AUC +0.01 (0.81 against 0.8)']);
});

test('Gates keep their verdict and give the reason where backtests are refused', () => {
  const backtest = { refused: 'backtests 5 and 4 are no evidence: 150 matured leads, 200 needed' };
  const { verdict, found } = aucGainGate(evidence({ backtest }), DEFAULT_POLICY);
  assert.equal(verdict, 'INCONCLUSIVE');
  assert.match(found, /states no auc on a named holdout; backtests 5 and 4 are no evidence: 150 matured leads/);
  const shift = scoreShiftGate(evidence({ backtest }), DEFAULT_POLICY);
  assert.equal(shift.verdict, 'INCONCLUSIVE');
  assert.match(shift.found, /no scores of both versions on the last window; backtests/);
});

test('The gate SCORE_SHIFT takes backtests where the latest scores are too few', () => {
  const shiftOf = (scoreShift?: { psi: number; rows: number }) =>
    scoreShiftGate(evidence({ backtest: BACKTEST, scoreShift }), DEFAULT_POLICY);
  assert.equal(shiftOf().verdict, 'PASSED');
  assert.match(shiftOf({ psi: 0.9, rows: 12 }).found, /PSI 0\.1 on 900 rows of the backtests: 880 matured leads/);
  assert.deepEqual(
    [shiftOf({ psi: 0.9, rows: 500 }).verdict, shiftOf({ psi: 0.9, rows: 500 }).found],
    ['FAILED', 'score PSI 0.9 on 500 rows'],
  );
});
