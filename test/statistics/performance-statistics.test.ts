import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { auc } from '../../statistics/auc.ts';
import { brier } from '../../statistics/brier.ts';
import { calibrationError } from '../../statistics/calibration-error.ts';
import { confusionAt } from '../../statistics/confusion.ts';
import { equalMassBins } from '../../statistics/equal-mass-bins.ts';
import { liftAt } from '../../statistics/lift.ts';
import { logLoss } from '../../statistics/log-loss.ts';
import type { PredictedOutcomes } from '../../statistics/prediction-outcome.ts';
import { assertClose } from '../support/data/close-to.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';

const prediction = fc.tuple(
  fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 0.5, 1)),
  fc.nat(1),
);
const predictions = fc.array(prediction, { minLength: 1, maxLength: 60 });
const of = (pairs: readonly (readonly [number, number])[]): PredictedOutcomes => ({
  probabilities: pairs.map(([probability]) => probability),
  outcomes: pairs.map(([, outcome]) => outcome),
});
const NOTHING: PredictedOutcomes = { probabilities: [], outcomes: [] };

describe('performance on matured leads', () => {
  for (const { name, probability, converted, expect } of statisticsCases('performance')) {
    it(`has the AUC, Brier score and log loss of the reference: ${name}`, () => {
      const known = { probabilities: probability, outcomes: converted };
      assertClose(auc(known)?.auc, expect.auc);
      assertClose(brier(known)?.brier, expect.brier);
      assertClose(logLoss(known), expect.logLoss);
    });
  }

  it('does not depend on the order of predictions', () => {
    fc.assert(
      fc.property(predictions, (pairs) => {
        const [one, other] = [of(pairs), of(pairs.toReversed())];
        for (const measure of [
          (p: PredictedOutcomes) => auc(p)?.auc ?? 0,
          (p: PredictedOutcomes) => brier(p)?.reliability as number,
          (p: PredictedOutcomes) => calibrationError(p)?.expectedError as number,
          (p: PredictedOutcomes) => liftAt(p)?.precision as number,
        ]) {
          assert.ok(Math.abs(measure(one) - measure(other)) < 1e-12);
        }
      }),
      { seed: 1 },
    );
  });

  it('is absent without predictions', () => {
    assert.equal(auc(NOTHING), undefined);
    assert.equal(brier(NOTHING), undefined);
    assert.equal(logLoss(NOTHING), undefined);
    assert.equal(calibrationError(NOTHING), undefined);
    assert.equal(liftAt(NOTHING), undefined);
    assert.deepEqual(equalMassBins(NOTHING), []);
  });

  it('refuses values out of range and lists of different length', () => {
    for (const measure of [auc, brier, logLoss, calibrationError, liftAt]) {
      assert.throws(() => measure({ probabilities: [1.1], outcomes: [1] }), /prediction 0: found 1.1/);
      assert.throws(() => measure({ probabilities: [0.5], outcomes: [2] }), RangeError);
      assert.throws(() => measure({ probabilities: [Number.NaN], outcomes: [1] }), RangeError);
      assert.throws(() => measure({ probabilities: [0.5, 0.5], outcomes: [1] }), RangeError);
    }
  });
});

describe('AUC', () => {
  it("has DeLong's standard error, counted over all pairs in NumPy", () => {
    const expected = { ties: 0.05241326163460455, informative: 0.04414754641088792 };
    for (const { name, probability, converted } of statisticsCases('performance')) {
      const found = auc({ probabilities: probability, outcomes: converted });
      assertClose(found?.standardError, expected[name as keyof typeof expected]);
      if (name === 'informative') assertClose(found?.lower, 0.6550503168727961);
    }
  });

  it('is that of the opposite outcome, mirrored', () => {
    fc.assert(
      fc.property(predictions, (pairs) => {
        const found = auc(of(pairs));
        const mirrored = auc(of(pairs.map(([probability, outcome]) => [probability, 1 - outcome])));
        if (found) assertClose(1 - (mirrored?.auc as number), found.auc, 1e-12);
      }),
      { seed: 1 },
    );
  });

  it('needs both outcomes, two of each for an interval', () => {
    assert.equal(auc(of([[0.5, 1]])), undefined);
    const few = auc(
      of([
        [0.5, 1],
        [0.4, 0],
      ]),
    );
    assert.deepEqual(few, { auc: 1, standardError: undefined, lower: 0, upper: 1 });
  });

  it('is bounded below even when the classes are separated', () => {
    const separated = auc(of(Array.from({ length: 20 }, (_, i) => [i / 20, Number(i >= 10)])));
    assert.equal(separated?.auc, 1);
    assertClose(separated?.lower, 0.025 ** 0.1);
    const reversed = auc(of(Array.from({ length: 20 }, (_, i) => [i / 20, Number(i < 10)])));
    assertClose(reversed?.upper, 1 - 0.025 ** 0.1);
  });
});

describe('the Brier score', () => {
  it('is the sum of its parts', () => {
    fc.assert(
      fc.property(predictions, (pairs) => {
        const found = brier(of(pairs));
        assert.ok(found);
        const sum = found.reliability - found.resolution + found.uncertainty + found.withinBins;
        assert.ok(Math.abs(sum - found.brier) < 1e-12);
      }),
      { seed: 1 },
    );
  });

  it("has Murphy's parts for two forecasts", () => {
    const known = of([
      ...Array.from({ length: 10 }, (_, i) => [0.2, Number(i < 3)] as const),
      ...Array.from({ length: 10 }, (_, i) => [0.8, Number(i < 7)] as const),
    ]);
    const found = brier(known);
    assertClose(found?.reliability, 0.01);
    assertClose(found?.resolution, 0.04);
    assertClose(found?.uncertainty, 0.25);
    assert.ok(Math.abs(found?.withinBins ?? 1) < 1e-12);
  });
});

describe('log loss', () => {
  it('stays finite when a certain prediction was wrong', () => {
    assertClose(logLoss(of([[0, 1]])), 52 * Math.LN2);
    assertClose(logLoss(of([[1, 0]])), 52 * Math.LN2);
  });
});

describe('calibration error', () => {
  it('is the mean distance of bins from their conversion rate, with the sign kept apart', () => {
    const pairs = [0.1, 0.9].flatMap((probability) =>
      Array.from({ length: 10 }, (_, i) => [probability, Number(i < 5)] as const),
    );
    const found = calibrationError(of(pairs));
    assertClose(found?.expectedError, 0.4);
    assert.ok(Math.abs(found?.signedBias ?? 1) < 1e-12);
  });

  it('has fifteen bins of equal mass when all probabilities differ', () => {
    const bins = equalMassBins(of(Array.from({ length: 150 }, (_, i) => [i / 150, 0])));
    assert.deepEqual(
      bins.map(({ count }) => count),
      Array.from({ length: 15 }, () => 10),
    );
  });

  it('refuses to use no bin', () => {
    assert.throws(() => equalMassBins(of([[0.5, 1]]), 0), RangeError);
  });
});

describe('lift', () => {
  it('compares the best tenth with all', () => {
    const found = liftAt(of(Array.from({ length: 100 }, (_, i) => [i / 100, Number(i >= 95 || i < 15)])));
    assert.deepEqual(found, { selected: 10, precision: 0.5, recall: 0.25, lift: 2.5 });
  });

  it('counts equal probabilities at the cut by their share', () => {
    const found = liftAt(of(Array.from({ length: 20 }, (_, i) => [0.5, Number(i < 5)])), 0.1);
    assertClose(found?.precision, 0.25);
    assertClose(found?.lift, 1);
  });

  it('is undefined when nothing converted, and refuses a share outside 0–1', () => {
    assert.deepEqual(liftAt(of([[0.5, 0]])), { selected: 1, precision: 0, recall: undefined, lift: undefined });
    for (const share of [0, 1.1, Number.NaN]) assert.throws(() => liftAt(of([[0.5, 1]]), share), RangeError);
  });
});

describe('confusion at cut-points', () => {
  it('counts a lead at the cut-point as predicted to convert', () => {
    assert.deepEqual(
      confusionAt(
        of([
          [0.5, 1],
          [0.5, 0],
          [0.2, 1],
          [0.1, 0],
        ]),
        [0.5, 0],
      ),
      [
        { cutPoint: 0.5, truePositives: 1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 },
        { cutPoint: 0, truePositives: 2, falsePositives: 2, falseNegatives: 0, trueNegatives: 0 },
      ],
    );
  });

  it('refuses a cut-point outside 0–1', () => {
    assert.throws(() => confusionAt(NOTHING, [1.5]), RangeError);
  });
});
