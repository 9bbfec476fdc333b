import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cohortTrend, weekStartOf } from '../../../../../subgraphs/monitoring/performance/rules/cohort-trend.ts';
import { performanceReport } from '../../../../../subgraphs/monitoring/performance/rules/performance-report.ts';
import { assertClose } from '../../../../support/data/close-to.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { statisticsCases } from '../../../../support/data/statistics-cases.ts';

const CUT_POINTS = [0.4, 0.2, 0.08];
const DAY = 86_400_000;
const report = (probabilities: readonly number[], outcomes: readonly number[], pending = 0) =>
  performanceReport({ matured: { probabilities, outcomes }, pending, cutPoints: CUT_POINTS });

describe('a performance report', () => {
  for (const { name, probability, converted, expect } of statisticsCases('performance')) {
    it(`A performance report has the values of the reference: ${name}`, () => {
      const found = report(probability, converted, 7);
      assertClose(found.auc?.auc, expect.auc);
      assertClose(found.brier?.brier, expect.brier);
      assertClose(found.logLoss, expect.logLoss);
      assert.deepEqual([found.matured, found.pending], [probability.length, 7]);
    });
  }

  it('A performance report has intervals that contain the true values of a calibrated model', () => {
    const random = seededRandom(1);
    let [unbiased, rateHeld] = [0, 0];
    for (let run = 0; run < 200; run += 1) {
      const probabilities = Array.from({ length: 400 }, () => random.uniform() ** 2);
      const { biasInterval, conversionRate } = report(
        probabilities,
        probabilities.map((probability) => random.binomial(1, probability)),
      );
      assert.ok(biasInterval && conversionRate);
      unbiased += Number(biasInterval.lower <= 0 && biasInterval.upper >= 0);
      rateHeld += Number(conversionRate.lower <= 1 / 3 && conversionRate.upper >= 1 / 3);
    }
    assert.ok(unbiased >= 180 && unbiased < 200, `bias in ${unbiased} of 200`);
    assert.ok(rateHeld >= 180 && rateHeld < 200, `rate in ${rateHeld} of 200`);
  });

  it('A performance report finds a bias and a lift that are there', () => {
    const random = seededRandom(2);
    const truth = Array.from({ length: 2_000 }, () => random.uniform() ** 2);
    const outcomes = truth.map((probability) => random.binomial(1, probability));
    const { biasInterval, top, topPrecision, calibration } = report(
      truth.map((probability) => Math.min(1, probability + 0.1)),
      outcomes,
    );
    assert.ok(biasInterval && biasInterval.lower > 0.05 && biasInterval.upper < 0.14);
    assert.ok(calibration && calibration.expectedError > 0.08);
    assert.ok(top && top.selected === 200 && (top.lift as number) > 2.3);
    assert.ok(topPrecision && topPrecision.lower < top.precision && topPrecision.upper > top.precision);
  });

  it('A performance report has a calibration curve that contains every matured lead, and whose distances make up the calibration error', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1))), (leads) => {
        const { calibrationCurve, calibration, matured } = report(
          leads.map(([probability]) => probability),
          leads.map(([, outcome]) => outcome),
        );
        const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
        assert.equal(sum(calibrationCurve.map((point) => point.leads)), matured);
        assert.equal(sum(calibrationCurve.map(({ converted }) => converted)), sum(leads.map(([, outcome]) => outcome)));
        const distances = calibrationCurve.map(
          (point) => (point.leads / matured) * Math.abs(point.meanProbability - point.conversionRate.estimate),
        );
        if (matured > 0) assertClose(sum(distances), calibration?.expectedError as number);
        const means = calibrationCurve.map(({ meanProbability }) => meanProbability);
        assert.deepEqual(
          means,
          means.toSorted((a, b) => a - b),
        );
        for (const { conversionRate } of calibrationCurve)
          assert.ok(conversionRate.lower <= conversionRate.estimate && conversionRate.estimate <= conversionRate.upper);
      }),
    );
  });

  it('A performance report contains only what is known: of nothing, of one lead, of one outcome', () => {
    const empty = report([], [], 5);
    assert.deepEqual(Object.keys(empty).sort(), ['calibrationCurve', 'confusion', 'endedBefore', 'matured', 'pending']);
    const one = report([0.3], [1]);
    assert.equal(one.conversionRate?.upper, 1);
    assert.deepEqual([one.auc, one.brierInterval], [undefined, undefined]);
    const lost = report([0.3, 0.1], [0, 0]);
    assert.deepEqual([lost.auc, lost.top?.lift, lost.top?.precision], [undefined, undefined, 0]);
  });

  it('A performance report is never NaN', () => {
    const probability = fc.oneof(fc.constantFrom(0, 1, 0.5), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(probability, fc.constantFrom(0, 1)), { maxLength: 60 }), (rows) => {
        const found = report(
          rows.map(([one]) => one),
          rows.map(([, outcome]) => outcome),
        );
        JSON.stringify(found, (_, value) => {
          assert.ok(typeof value !== 'number' || Number.isFinite(value), `found ${value}`);
          return value;
        });
      }),
      { seed: 1 },
    );
  });

  it('A performance report refuses invalid probabilities and outcomes', () => {
    assert.throws(() => report([1.2], [0]), RangeError);
    assert.throws(() => report([0.2], [2]), RangeError);
    assert.throws(() => report([0.2], []), RangeError);
  });
});

describe('the trend by cohort', () => {
  it('The trend by cohort begins weeks on Monday, also before 1970', () => {
    assert.equal(weekStartOf(Date.UTC(2026, 10, 22, 23, 59)), Date.UTC(2026, 10, 16));
    assert.equal(weekStartOf(Date.UTC(2026, 10, 23)), Date.UTC(2026, 10, 23));
    assert.equal(weekStartOf(Date.UTC(1969, 11, 31)), Date.UTC(1969, 11, 29));
  });

  it('The trend by cohort reports each week of creation with what is pending of it', () => {
    const monday = Date.UTC(2026, 10, 16);
    const prediction = (day: number, probability: number) => ({
      leadId: `${day}`,
      probability,
      leadCreatedAt: monday + day * DAY,
      predictedAt: monday + day * DAY,
      outcomes: [],
    });
    const trend = cohortTrend(
      {
        matured: [
          { prediction: prediction(8, 0.2), outcome: 0 },
          { prediction: prediction(0, 0.9), outcome: 1 },
          { prediction: prediction(6, 0.1), outcome: 0 },
        ],
        pending: [prediction(7, 0.5), prediction(15, 0.5)],
        ended: [prediction(9, 0.5)],
      },
      CUT_POINTS,
    );
    assert.deepEqual(
      trend.map(({ weekStart, report: { matured, pending, endedBefore, auc } }) => [
        (weekStart - monday) / DAY,
        matured,
        pending,
        endedBefore,
        auc?.auc,
      ]),
      [
        [0, 2, 0, 0, 1],
        [7, 1, 1, 1, undefined],
        [14, 0, 1, 0, undefined],
      ],
    );
  });
});
