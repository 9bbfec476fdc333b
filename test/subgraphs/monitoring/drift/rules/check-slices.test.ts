import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSteps } from '../../../../../statistics/run-cooperatively.ts';
import { checkSlices } from '../../../../../subgraphs/monitoring/drift/rules/check-slices.ts';
import { seededRandom } from '../../../../support/data/random.ts';

const random = seededRandom(5);
const countries = (rows: number) =>
  Array.from({ length: rows }, (_, row) =>
    row % 20 === 0 ? 'OM' : row % 19 === 0 ? null : row % 2 === 0 ? 'AE' : 'IN',
  );
const window = (rows: number, shiftOf: (country: string | null) => number) => {
  const slices = countries(rows);
  return {
    slices,
    column: { kind: 'number' as const, values: slices.map((slice) => random.normal() + shiftOf(slice)) },
  };
};

describe('a check of slices', () => {
  const reference = window(1_200, () => 0);
  const current = window(1_000, (country) => (country === 'IN' ? 1 : 0));
  const feature = { name: 'size', reference: reference.column, current: current.column };
  const dimension = { name: 'country', reference: reference.slices, current: current.slices };

  it('A check of slices finds the drift in the slice where it is, the largest slice first', () => {
    const found = runSteps(checkSlices([feature], [dimension]));
    assert.deepEqual(
      found.map(({ slice, outcome, currentRows }) => [slice, outcome, currentRows]),
      [
        ['IN', 'CRITICAL', 474],
        ['AE', 'NONE', 426],
        ['OM', 'INSUFFICIENT', 50],
      ],
    );
    assert.equal(found[2]?.features.length, 0);
  });

  it('A check of slices adjusts p-values over all features of all slices', () => {
    const two = runSteps(checkSlices([feature, { ...feature, name: 'same' }], [dimension]));
    const [once, twice] = [runSteps(checkSlices([feature], [dimension])), two].map((found) => found[0]?.features[0]);
    assert.ok(once && twice);
    assert.ok(once.adjustedPValue >= 2 * once.statistics.pValue);
    assert.equal(two.flatMap(({ features }) => features).length, 4);
  });

  it('A check of slices refuses slices that do not fit the rows', () => {
    const short = { ...dimension, current: dimension.current.slice(1) };
    assert.throws(
      () => runSteps(checkSlices([feature], [short])),
      /by country, current: found 999 rows, expected 1000/,
    );
  });
});
