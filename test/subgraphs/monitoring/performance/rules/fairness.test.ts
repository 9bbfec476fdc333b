import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fairness, type SlicedPrediction } from '../../../../../subgraphs/monitoring/performance/rules/fairness.ts';
import { assertClose } from '../../../../support/data/close-to.ts';

const rows = (slice: string, count: number, probability: number, outcome?: 0 | 1): readonly SlicedPrediction[] =>
  Array.from({ length: count }, () => ({ slice, probability, outcome }));

describe('fairness by slice', () => {
  const found = fairness(
    [
      ...rows('AE', 60, 0.7, 1),
      ...rows('AE', 20, 0.7, 0),
      ...rows('AE', 20, 0.1, 1),
      ...rows('AE', 60, 0.1, 0),
      ...rows('AE', 40, 0.1),
      ...rows('IN', 30, 0.7),
      ...rows('IN', 70, 0.1, 0),
      ...rows('OM', 9, 0.7),
    ],
    0.5,
  );
  const [ae, india, oman] = found;

  it('Fairness by slice has selection and error rates with intervals, the largest slice first', () => {
    assert.deepEqual(
      found.map(({ slice, predictions, matured }) => [slice, predictions, matured]),
      [
        ['AE', 200, 160],
        ['IN', 100, 70],
        ['OM', 9, 0],
      ],
    );
    assert.equal(ae?.selectionRate.estimate, 0.4);
    assert.equal(ae?.truePositiveRate?.estimate, 0.75);
    assert.equal(ae?.falsePositiveRate?.estimate, 0.25);
    // SciPy 1.17.1: binomtest(60, 80).proportion_ci(method='wilson')
    assertClose(ae?.truePositiveRate?.lower, 0.6451532538076602);
    assertClose(ae?.truePositiveRate?.upper, 0.8319376814245761);
  });

  it('Fairness by slice knows no rate where nothing has matured', () => {
    assert.deepEqual([india?.truePositiveRate, oman?.falsePositiveRate], [undefined, undefined]);
    assert.equal(india?.falsePositiveRate?.estimate, 0);
  });

  it('Fairness by slice compares slices that are large enough with the highest rate among them, by the four-fifths rule', () => {
    assert.deepEqual([ae?.selectionRatio, ae?.isBelowFourFifths], [1, false]);
    assertClose(india?.selectionRatio, 0.75, 1e-12);
    assert.equal(india?.isBelowFourFifths, true);
    assert.deepEqual([oman?.selectionRatio, oman?.isBelowFourFifths], [undefined, false]);
  });

  it('Fairness by slice is defined when nothing is selected, or there is nothing', () => {
    assert.deepEqual(fairness([], 0.5), []);
    assert.equal(fairness(rows('AE', 200, 0.1), 0.5)[0]?.selectionRatio, undefined);
    assert.throws(() => fairness([], 1.5), RangeError);
  });
});
