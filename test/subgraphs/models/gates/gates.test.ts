import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aucGainGate } from '../../../../subgraphs/models/gates/auc-gain-gate.ts';
import { calibrationGate } from '../../../../subgraphs/models/gates/calibration-gate.ts';
import { holdoutName, type PromotionEvidence } from '../../../../subgraphs/models/gates/evidence.ts';
import { judgePromotion, promotionRefused, refusingGates } from '../../../../subgraphs/models/gates/judge-promotion.ts';
import { checkPolicy, DEFAULT_POLICY } from '../../../../subgraphs/models/gates/promotion-policy.ts';
import { scoreShiftGate } from '../../../../subgraphs/models/gates/score-shift-gate.ts';

const HOLDOUT = 'a'.repeat(64);
const CHAMPION = { version: 1, metrics: { auc: 0.8, ece: 0.02 }, holdout: HOLDOUT };

/** Version 2 with these metrics, against version 1 with AUC 0.8 and ECE 0.02. */
const against = (metrics: Record<string, number>, rest: Partial<PromotionEvidence> = {}): PromotionEvidence => ({
  candidate: { version: 2, metrics, holdout: HOLDOUT },
  champion: CHAMPION,
  ...rest,
});
const elsewhere = (metrics: Record<string, number>, holdout?: string): PromotionEvidence => ({
  candidate: { version: 2, metrics, holdout },
  champion: CHAMPION,
});

describe('the gate of the gain in AUC', () => {
  const verdict = (evidence: PromotionEvidence) => aucGainGate(evidence, DEFAULT_POLICY).verdict;

  test('The gate AUC_GAIN accepts a gain of exactly the minimum, despite binary rounding', () => {
    assert.equal(verdict(against({ auc: 0.82 })), 'PASSED');
    assert.equal(verdict(against({ auc: 0.819999 })), 'FAILED');
    assert.equal(verdict(against({ auc: 0.7 })), 'FAILED');
  });

  test('The gate AUC_GAIN reports the found and the needed value', () => {
    assert.deepEqual(aucGainGate(against({ auc: 0.79 }), DEFAULT_POLICY), {
      gate: 'AUC_GAIN',
      verdict: 'FAILED',
      found: 'AUC −0.01 (0.79 against 0.8)',
      needed: 'AUC +0.02 or more, or a passed A/B test',
    });
  });

  test('The gate AUC_GAIN accepts a passed A/B test instead, where the policy does', () => {
    const abTest = { passed: true, summary: 'conversion +12 %' };
    assert.equal(verdict(against({ auc: 0.7 }, { abTest })), 'PASSED');
    assert.equal(verdict(against({ auc: 0.7 }, { abTest: { ...abTest, passed: false } })), 'FAILED');
    const strict = { minAucGain: 0.02, acceptAbTest: false };
    assert.equal(aucGainGate(against({ auc: 0.7 }, { abTest }), strict).verdict, 'FAILED');
  });

  test('The gate AUC_GAIN fails a candidate without a metric, or with one of other rows', () => {
    assert.equal(verdict(against({})), 'FAILED');
    assert.match(aucGainGate(elsewhere({ auc: 0.99 }), DEFAULT_POLICY).found, /auc 0\.99 on an unnamed holdout/);
    assert.match(aucGainGate(elsewhere({ auc: 0.99 }, 'b'), DEFAULT_POLICY).found, /another holdout \(b\)/);
  });

  test('The gate AUC_GAIN is inconclusive when the champion states no metric to compare with', () => {
    const candidate = { version: 2, metrics: { auc: 0.9 }, holdout: HOLDOUT };
    for (const champion of [
      { version: 1, metrics: {}, holdout: HOLDOUT },
      { version: 1, metrics: { auc: 0.8 }, holdout: undefined },
    ])
      assert.equal(verdict({ candidate, champion }), 'INCONCLUSIVE');
  });
});

describe('the gate of the calibration error', () => {
  test('The gate CALIBRATION refuses an error that rose by more than the policy allows', () => {
    assert.equal(calibrationGate(against({ ece: 0.02 }), DEFAULT_POLICY).verdict, 'PASSED');
    assert.equal(calibrationGate(against({ ece: 0.021 }), DEFAULT_POLICY).verdict, 'FAILED');
    assert.equal(calibrationGate(against({ ece: 0.021 }), { maxCalibrationLoss: 0.001 }).verdict, 'PASSED');
  });
});

describe('the gate of the score shift', () => {
  const verdict = (psi: number, rows: number) =>
    scoreShiftGate(against({}, { scoreShift: { psi, rows } }), DEFAULT_POLICY).verdict;

  test('The gate SCORE_SHIFT needs a PSI below the limit, on enough rows', () => {
    assert.equal(verdict(0.249, 200), 'PASSED');
    assert.equal(verdict(0.25, 200), 'FAILED');
    assert.equal(verdict(0.9, 199), 'INCONCLUSIVE');
    assert.equal(scoreShiftGate(against({}), DEFAULT_POLICY).verdict, 'INCONCLUSIVE');
  });
});

describe('the gate of the metrics', () => {
  const judge = (metrics: Record<string, number>, champion?: PromotionEvidence['champion']) =>
    judgePromotion(
      { candidate: { version: 2, metrics, holdout: HOLDOUT }, ...(champion && { champion }) },
      DEFAULT_POLICY,
    );

  test('The gate METRICS fails a first champion without an AUC, and says what it states instead', () => {
    assert.deepEqual(
      judge({ auc: 0.8 }).map(({ gate, verdict }) => [gate, verdict]),
      [['METRICS', 'PASSED']],
    );
    assert.deepEqual(judge({ recall: 0.4, brier: 0.1 }), [
      {
        gate: 'METRICS',
        verdict: 'FAILED',
        found: 'no auc (only brier, recall)',
        needed: 'auc of a holdout in the manifest, as later versions are compared with it',
      },
    ]);
  });

  test('The gate METRICS is not judged when there is a champion, or when the policy leaves it out', () => {
    assert.equal(
      judge({}, CHAMPION).some(({ gate }) => gate === 'METRICS'),
      false,
    );
    const candidate = { version: 2, metrics: {}, holdout: undefined };
    assert.deepEqual(judgePromotion({ candidate }, { ...DEFAULT_POLICY, gates: ['AUC_GAIN'] }), []);
  });
});

describe('a promotion', () => {
  test('A promotion is judged by the gates of its policy only, approval last', () => {
    const evidence = against({ auc: 0.9, ece: 0.01 });
    const gates = (policy = DEFAULT_POLICY) => judgePromotion(evidence, policy).map(({ gate }) => gate);
    assert.deepEqual(gates(), ['AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT']);
    assert.deepEqual(gates({ ...DEFAULT_POLICY, gates: ['APPROVAL', 'CALIBRATION'] }), ['CALIBRATION', 'APPROVAL']);
    assert.deepEqual(gates({ ...DEFAULT_POLICY, gates: [] }), []);
  });

  test('A promotion is refused by FAILED gates, and by INCONCLUSIVE ones only where evidence is required', () => {
    const results = judgePromotion(against({ auc: 0.81, ece: 0.01 }), DEFAULT_POLICY);
    const names = (requireEvidence: boolean) => refusingGates(results, { requireEvidence }).map(({ gate }) => gate);
    assert.deepEqual(names(false), ['AUC_GAIN']);
    assert.deepEqual(names(true), ['AUC_GAIN', 'SCORE_SHIFT']);
    assert.equal(
      promotionRefused('m:2', refusingGates(results, DEFAULT_POLICY)).message,
      'm:2: gate AUC_GAIN found AUC +0.01 (0.81 against 0.8), needed AUC +0.02 or more, or a passed A/B test',
    );
  });

  test('A promotion needs the approval of another person where the policy requires it', () => {
    const policy = { ...DEFAULT_POLICY, gates: ['APPROVAL'] } as const;
    assert.equal(judgePromotion(against({}), policy)[0]?.verdict, 'FAILED');
    assert.equal(judgePromotion(against({}, { approvedBy: 'bob' }), policy)[0]?.verdict, 'PASSED');
  });

  test('A promotion policy with invalid numbers is refused', () => {
    checkPolicy(DEFAULT_POLICY);
    for (const wrong of [{ minAucGain: 2 }, { maxCalibrationLoss: -0.1 }, { maxScorePsi: Number.NaN }])
      assert.throws(() => checkPolicy({ ...DEFAULT_POLICY, ...wrong }), { code: 'VALIDATION_FAILED' });
  });
});

describe('a holdout', () => {
  const split = { calibrateUntil: 0, holdoutUntil: 86_400_000 };

  test('A holdout is named by its digest, or by its span and rows', () => {
    assert.equal(holdoutName({ digest: HOLDOUT, split, rows: 10 }), HOLDOUT);
    assert.equal(
      holdoutName({ digest: null, split, rows: 10 }),
      '1970-01-01T00:00:00.000Z to 1970-01-02T00:00:00.000Z, 10 rows',
    );
    assert.equal(holdoutName({ digest: null, split, rows: undefined }), undefined);
    assert.equal(holdoutName({ digest: null, split: null, rows: 10 }), undefined);
  });
});
