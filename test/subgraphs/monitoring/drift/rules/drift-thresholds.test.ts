import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DriftStatistics } from '../../../../../subgraphs/monitoring/drift/rules/compare-windows.ts';
import {
  DRIFT_THRESHOLDS,
  decide,
  driftThreshold,
  worstOutcome,
} from '../../../../../subgraphs/monitoring/drift/rules/drift-thresholds.ts';
import { assertClose } from '../../../../support/data/close-to.ts';

const STATISTICS: DriftStatistics = {
  psi: 0.3,
  psiChanceLevel: 0.1,
  psiBeyondChance: 0.25,
  klDivergence: 0.05,
  wassersteinNormalised: 0.1,
  chiSquare: { statistic: 0, degreesOfFreedom: 0, pValue: 1 },
  pValue: 0.001,
};
const LARGE = driftThreshold('number', 5_000);
const SMALL = driftThreshold('number', 500);
const decided = (rule = LARGE, differing: Partial<DriftStatistics> = {}, adjustedPValue = 0.01, isSufficient = true) =>
  decide(rule, { statistics: { ...STATISTICS, ...differing }, adjustedPValue, isSufficient });

describe('the table of drift thresholds', () => {
  it('The table of drift thresholds has a row for every number of rows, of both kinds', () => {
    for (const kind of ['number', 'category'] as const) {
      assert.equal(driftThreshold(kind, 0).fromRows, 0);
      assert.equal(driftThreshold(kind, 999).warning.length, 0);
      assert.ok(driftThreshold(kind, 1_000).warning.length > 0);
    }
    assert.ok(DRIFT_THRESHOLDS.every(({ kind, test }) => (kind === 'number') === (test === 'kolmogorovSmirnov')));
    assert.throws(() => driftThreshold('number', -1), RangeError);
  });

  it('The table of drift thresholds warns from PSI 0.25 or KL 0.1 on, and is critical from PSI 0.5 on', () => {
    assert.equal(decided(LARGE).outcome, 'WARNING');
    assert.equal(decided(LARGE, { psi: 0.24 }).outcome, 'NONE');
    assert.equal(decided(LARGE, { psi: 0.24, klDivergence: 0.1 }).outcome, 'WARNING');
    assert.equal(decided(LARGE, { psi: 0.5 }).outcome, 'CRITICAL');
  });

  it('The table of drift thresholds asks of small windows for no more than significance', () => {
    assert.equal(decided(SMALL, { psi: 0.15 }).outcome, 'WARNING');
    assert.equal(decided(SMALL, { psi: 0.15 }, 0.06).outcome, 'NONE');
  });

  it('The table of drift thresholds accepts no PSI below the chance level, and no p-value alone', () => {
    assert.equal(decided(LARGE, { psi: 0.6, psiChanceLevel: 0.7 }).outcome, 'NONE');
    assert.equal(decided(LARGE, { psi: 0.6 }, 0.06).outcome, 'NONE');
  });

  it('The table of drift thresholds says INSUFFICIENT where nothing is significant and there is little data', () => {
    assert.deepEqual(decided(LARGE, { psi: 0.1 }, 0.5, false), { outcome: 'INSUFFICIENT' });
    assert.equal(decided(LARGE, { psi: 0.6 }, 0.01, false).outcome, 'CRITICAL');
  });

  it('The table of drift thresholds has a degree: below 1 under a warning, from 1 at it, 2 at critical', () => {
    assertClose(decided(LARGE, { psi: 0.2 }).degree, 0.8, 1e-12);
    assertClose(decided(LARGE, { psi: 0.25 }).degree, 1.5, 1e-12);
    assertClose(decided(LARGE, { psi: 0.5 }, 1e-9).degree, 2, 1e-12);
    assertClose(decided(LARGE, { psi: 0.6 }, 0.05 ** 0.5).degree, 0.5, 1e-12);
    assert.equal(decided(LARGE, { psi: 0, psiChanceLevel: 0 }, 0).degree, 0);
  });

  it('The table of drift thresholds takes the worst outcome of several, any before INSUFFICIENT', () => {
    assert.equal(worstOutcome(['NONE', 'CRITICAL', 'WARNING']), 'CRITICAL');
    assert.equal(worstOutcome(['INSUFFICIENT', 'NONE']), 'NONE');
    assert.equal(worstOutcome([]), 'INSUFFICIENT');
  });
});
