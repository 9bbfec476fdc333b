import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runSteps } from '../../../../../statistics/run-cooperatively.ts';
import { featureStatistics } from '../../../../../subgraphs/monitoring/features/rules/feature-statistics.ts';
import { type Column, summariseWindow } from '../../../../../subgraphs/monitoring/windows/window-summary.ts';
import { assertClose } from '../../../../support/data/close-to.ts';

const numbers = (values: readonly (number | null)[]) => summarise({ kind: 'number', values });
const categories = (values: readonly (string | null)[]) => summarise({ kind: 'category', values });
const summarise = (column: Column) => runSteps(summariseWindow(column));
const REFERENCE = numbers([2, 3, 3, 4, 4, 4, 5, 5, 6, 7]);

describe('the statistics of a numeric feature', () => {
  it('The statistics of a numeric feature have the values of NumPy', () => {
    const window = numbers([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9]);
    const found = featureStatistics(REFERENCE, window);
    assert.ok(found.kind === 'number');
    assertClose(found.mean, 5.133333333333334);
    assertClose(found.standardDeviation, 2.729265265394496);
    const quantiles = [1, 1, 3, 5, 7.5, 9, 9];
    for (const [i, value] of found.quantiles.entries()) assertClose(value, quantiles[i] as number);
    assert.deepEqual([found.cardinality, found.least, found.most, found.missingShare], [9, 1, 9, 0]);
  });

  it('The statistics of a numeric feature count what the reference would call out of range, by quartiles and by deviation', () => {
    // by NumPy: quartiles allow 0.625 to 7.625, deviations 0.047 to 8.553
    const found = featureStatistics(REFERENCE, numbers([0.62, 0.63, 7.62, 7.63, 8.5, 8.6, null, null]));
    assert.ok(found.kind === 'number');
    assert.deepEqual([found.outOfRangeByQuartiles, found.outOfRangeByDeviation, found.missingShare], [4, 1, 0.25]);
  });

  it('The statistics of a numeric feature are defined without values, without a reference, and for any numbers: never NaN', () => {
    assert.deepEqual(featureStatistics(numbers([null]), numbers([null])), {
      kind: 'number',
      rows: 1,
      missingShare: 1,
      cardinality: 0,
      quantiles: [],
      outOfRangeByQuartiles: 0,
      outOfRangeByDeviation: 0,
    });
    const window = fc.array(fc.oneof(fc.constant(null), fc.double())).map(numbers);
    fc.assert(
      fc.property(window, window, (reference, current) => {
        JSON.stringify(featureStatistics(reference, current), (_, value) => {
          assert.ok(typeof value !== 'number' || Number.isFinite(value), `found ${value}`);
          return value;
        });
      }),
      { seed: 1 },
    );
  });
});

describe('the statistics of a categorical feature', () => {
  it('The statistics of a categorical feature count missing rows, categories and those unseen in the reference', () => {
    assert.deepEqual(featureStatistics(categories(['a', 'b']), categories(['a', 'x', 'x', 'y', null])), {
      kind: 'category',
      rows: 5,
      missingShare: 0.2,
      cardinality: 3,
      unseenCategories: 2,
      unseenRows: 3,
    });
  });

  it('The statistics of a categorical feature have nothing unseen when the reference has no category', () => {
    const found = featureStatistics(categories([]), categories(['a']));
    assert.ok(found.kind === 'category' && found.unseenRows === 0);
  });

  it('The statistics of a categorical feature are refused for windows of two kinds', () => {
    assert.throws(() => featureStatistics(REFERENCE, categories(['a'])), TypeError);
  });
});
