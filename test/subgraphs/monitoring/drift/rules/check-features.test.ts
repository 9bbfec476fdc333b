import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { runCooperatively, runSteps } from '../../../../../statistics/run-cooperatively.ts';
import { checkFeatures, type FeatureDrift } from '../../../../../subgraphs/monitoring/drift/rules/check-features.ts';
import { pairFeatures } from '../../../../../subgraphs/monitoring/drift/rules/pair-features.ts';
import { checkTimeWindow, previousWindow } from '../../../../../subgraphs/monitoring/windows/time-window.ts';
import { GRADE_MIX, SCORE } from '../../../../../subgraphs/monitoring/windows/window-columns.ts';
import { type Column, summariseWindow } from '../../../../../subgraphs/monitoring/windows/window-summary.ts';
import { assertClose } from '../../../../support/data/close-to.ts';
import { seededRandom } from '../../../../support/data/random.ts';
import { statisticsCases } from '../../../../support/data/statistics-cases.ts';

const numbers = (values: readonly (number | null)[]): Column => ({ kind: 'number', values });
const categories = (values: readonly (string | null)[]): Column => ({ kind: 'category', values });
const repeat = <Value>(value: Value, count: number): Value[] => Array.from({ length: count }, () => value);
const normal = (count: number, shift = 0, seed = 1) => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.normal() + shift);
};
const checkOne = (reference: Column, current: Column): FeatureDrift => {
  const { features } = runSteps(checkFeatures([{ name: 'one', reference, current }]));
  return features[0] as FeatureDrift;
};

describe('a drift check', () => {
  for (const { name, reference, current, expect } of statisticsCases('numeric')) {
    it(`A drift check has the statistics of SciPy: ${name}`, () => {
      const { statistics } = checkOne(numbers(reference), numbers(current));
      assertClose(statistics.psi, expect.psi.value);
      assertClose(statistics.psiChanceLevel, expect.psi.critical99);
      assertClose(statistics.klDivergence, expect.klDivergence.value);
      assertClose(statistics.jensenShannonDistance, expect.jensenShannonDistance.value);
      assertClose(statistics.kolmogorovSmirnov?.statistic, expect.ks.statistic);
      assertClose(statistics.kolmogorovSmirnov?.pValue, expect.ks.pValue, 1e-6);
      assertClose(statistics.wasserstein, expect.wasserstein.value);
      assertClose(statistics.wassersteinNormalised, expect.wasserstein.normalised);
    });
  }

  for (const { name, reference, current, expect } of statisticsCases('categorical')) {
    it(`A drift check has the statistics of SciPy over categories: ${name}`, () => {
      const { statistics } = checkOne(categories(reference), categories(current));
      assertClose(statistics.psi, expect.psi.value);
      assertClose(statistics.chiSquare.statistic, expect.chiSquare.statistic);
      assertClose(statistics.chiSquare.pValue, expect.chiSquare.pValue, 1e-6);
    });
  }

  it('A drift check warns of a significant change in small windows, and of a large one in large windows', () => {
    assert.equal(checkOne(numbers(normal(200)), numbers(normal(200, 0.6, 2))).outcome, 'WARNING');
    assert.equal(checkOne(numbers(normal(5_000)), numbers(normal(5_000, 0.5, 2))).outcome, 'WARNING');
    assert.equal(checkOne(numbers(normal(5_000)), numbers(normal(5_000, 1, 2))).outcome, 'CRITICAL');
    const slight = checkOne(numbers(normal(20_000)), numbers(normal(20_000, 0.1, 2)));
    assert.ok(slight.adjustedPValue < 1e-6);
    assert.equal(slight.outcome, 'NONE');
  });

  it('A drift check adjusts p-values for the number of features', () => {
    const [reference, current] = [numbers(normal(60)), numbers(normal(60, 0.8, 40))];
    const still = numbers(normal(60));
    const others = Array.from({ length: 19 }, (_, i) => ({ name: `${i}`, reference: still, current: still }));
    const { features } = runSteps(checkFeatures([{ name: 'one', reference, current }, ...others]));
    const one = features.find(({ feature }) => feature === 'one') as FeatureDrift;
    assertClose(one.adjustedPValue, 20 * one.statistics.pValue);
    assert.equal(checkOne(reference, current).adjustedPValue, one.statistics.pValue);
  });

  it('A drift check says INSUFFICIENT below five expected rows per bin', () => {
    assert.equal(checkOne(numbers(normal(49)), numbers(normal(49, 3))).outcome, 'INSUFFICIENT');
    assert.equal(checkOne(numbers(normal(50)), numbers(normal(50, 3))).outcome, 'CRITICAL');
    assert.equal(checkOne(numbers(normal(500)), numbers(normal(49, 3))).outcome, 'INSUFFICIENT');
    const five = (rows: number) => categories(Array.from({ length: rows }, (_, row) => 'abcde'[row % 5] as string));
    assert.equal(checkOne(five(20), five(20)).outcome, 'INSUFFICIENT');
    assert.equal(checkOne(five(25), five(25)).outcome, 'NONE');
    const ids = (rows: number, of: string) => categories(Array.from({ length: rows }, (_, row) => `${of}${row}`));
    assert.equal(checkOne(ids(5_000, 'a'), ids(5_000, 'b')).outcome, 'INSUFFICIENT');
  });

  it('A drift check treats a constant as a value: the same is no drift, another is', () => {
    assert.equal(checkOne(numbers(repeat(5, 100)), numbers(repeat(5, 100))).outcome, 'NONE');
    assert.equal(checkOne(numbers(repeat(5, 100)), numbers(repeat(7, 100))).outcome, 'CRITICAL');
    assert.equal(checkOne(numbers(repeat(5, 100)), numbers(repeat(3, 100))).outcome, 'CRITICAL');
    assert.equal(checkOne(numbers(repeat(5, 100)), numbers(normal(100, 5))).outcome, 'CRITICAL');
    assert.equal(checkOne(categories(repeat('a', 100)), categories(repeat('a', 100))).outcome, 'NONE');
    assert.equal(checkOne(categories(repeat('a', 100)), categories(repeat('b', 100))).outcome, 'CRITICAL');
    const extreme = checkOne(numbers(repeat(Number.MAX_VALUE, 100)), numbers(repeat(-Number.MAX_VALUE, 100)));
    assert.equal(extreme.outcome, 'CRITICAL');
  });

  it('A drift check finds the rise of a feature that is nearly always 0', () => {
    const mostlyZero = (others: number) =>
      numbers([...repeat(0, 1_000 - others), ...repeat(0, others).map((_, i) => i + 1)]);
    const { outcome, bins } = checkOne(mostlyZero(50), mostlyZero(500));
    assert.equal(outcome, 'CRITICAL');
    assert.deepEqual(
      bins.map(({ bin }) => bin),
      [
        { of: 'RANGE', to: 0 },
        { of: 'VALUE', value: 0 },
        { of: 'RANGE', from: 0 },
      ],
    );
  });

  it('A drift check gives missing values a bin of their own, in both kinds', () => {
    for (const [present, column] of [
      [normal(500), numbers],
      [repeat('a', 500), categories],
    ] as const) {
      const of = column as (values: readonly unknown[]) => Column;
      const third = of(present.map((value, row) => (row % 3 === 0 ? null : value)));
      const drift = checkOne(of(present), third);
      assert.equal(drift.outcome, 'CRITICAL');
      assert.deepEqual(drift.bins.at(-1), { bin: { of: 'MISSING' }, reference: 0, current: 167 });
      assert.ok((drift.statistics.missingPValue as number) < 1e-9);
      assert.equal(checkOne(of(present), of(repeat(null, 500))).outcome, 'CRITICAL');
      assert.equal(checkOne(of(repeat(null, 500)), of(present)).outcome, 'CRITICAL');
      assert.equal(checkOne(of(repeat(null, 500)), of(repeat(null, 500))).outcome, 'NONE');
    }
    assert.equal(checkOne(numbers([Number.NaN, Number.POSITIVE_INFINITY, 1]), numbers([2])).bins.at(-1)?.reference, 2);
  });

  it('A drift check names new categories, and warns when they are many', () => {
    const reference = categories([...repeat('a', 300), ...repeat('b', 200)]);
    const few = checkOne(reference, categories([...repeat('a', 300), ...repeat('b', 196), 'x', 'y', 'y', 'y']));
    assert.equal(few.outcome, 'NONE');
    assert.deepEqual(few.newCategories, [
      { category: 'y', rows: 3 },
      { category: 'x', rows: 1 },
    ]);
    assert.deepEqual(few.bins.at(-1), { bin: { of: 'OTHER', categories: 3 }, reference: 200, current: 200 });
    assert.equal(checkOne(reference, categories([...repeat('a', 300), ...repeat('z', 200)])).outcome, 'CRITICAL');
    const many = Array.from({ length: 5_000 }, (_, row) => `id ${row}`);
    assert.equal(checkOne(reference, categories([...many, 'id 7'])).newCategories[0]?.category, 'id 7');
  });

  it('A drift check is defined for empty windows, windows of one row, and any others: never NaN', () => {
    const cell = fc.oneof(fc.constant(null), fc.double(), fc.integer({ min: 0, max: 3 }));
    const word = fc.oneof(fc.constant(null), fc.constantFrom('', 'a', 'b', '__proto__', 'constructor'));
    const windows = fc.oneof(
      fc.tuple(fc.array(cell, { maxLength: 80 }).map(numbers), fc.array(cell, { maxLength: 80 }).map(numbers)),
      fc.tuple(fc.array(word, { maxLength: 80 }).map(categories), fc.array(word, { maxLength: 80 }).map(categories)),
    );
    fc.assert(
      fc.property(windows, ([reference, current]) => {
        const drift = checkOne(reference, current);
        const text = JSON.stringify(drift, (_, value) => {
          assert.ok(typeof value !== 'number' || Number.isFinite(value), `found ${value}`);
          return value;
        });
        assert.ok(text.length > 0);
        const total = (side: 'reference' | 'current') => drift.bins.reduce((sum, bin) => sum + bin[side], 0);
        assert.deepEqual([total('reference'), total('current')], [reference.values.length, current.values.length]);
        if (Math.min(reference.values.length, current.values.length) < 10) assert.equal(drift.outcome, 'INSUFFICIENT');
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('A drift check is INSUFFICIENT as a whole only when no feature could be compared', () => {
    const still = { name: 'still', reference: numbers(normal(100)), current: numbers(normal(100)) };
    const short = { name: 'short', reference: numbers([1]), current: numbers([2]) };
    assert.equal(runSteps(checkFeatures([])).outcome, 'INSUFFICIENT');
    assert.equal(runSteps(checkFeatures([short])).outcome, 'INSUFFICIENT');
    assert.equal(runSteps(checkFeatures([short, still])).outcome, 'NONE');
  });

  it('A drift check ranks features by drift times contribution, then by drift', () => {
    const reference = numbers(normal(500));
    const feature = (name: string, shift: number, contribution: number) => ({
      name,
      reference,
      current: numbers(normal(500, shift, 2)),
      contribution,
    });
    const { features } = runSteps(
      checkFeatures([feature('still', 0, 9), feature('far', 1, 0), feature('some', 0.6, 1), feature('idle', 0.6, 0)]),
    );
    assert.deepEqual(
      features.map((one) => one.feature),
      ['some', 'still', 'far', 'idle'],
    );
    const [some] = features as [FeatureDrift];
    assertClose(some.impact, some.statistics.psi - (2 / 500) * 9, 1e-12);
  });

  it('A drift check finds scores and the mix of grades moved', () => {
    const answers = (probabilities: readonly number[]) => ({
      [SCORE]: numbers(probabilities),
      [GRADE_MIX]: categories(
        probabilities.map((probability) => (probability > 0.4 ? 'A' : probability > 0.2 ? 'B' : 'C')),
      ),
    });
    const random = seededRandom(10);
    const drawn = (power: number) => answers(Array.from({ length: 400 }, () => random.uniform() ** power));
    const outcomes = (power: number) =>
      runSteps(checkFeatures(pairFeatures(drawn(2), drawn(power)))).features.map((one) => [one.feature, one.outcome]);
    assert.deepEqual(Object.fromEntries(outcomes(2)), { [SCORE]: 'NONE', [GRADE_MIX]: 'NONE' });
    assert.deepEqual(Object.fromEntries(outcomes(1)), { [SCORE]: 'CRITICAL', [GRADE_MIX]: 'WARNING' });
  });

  it('A drift check gives the same from windows summarised before, and in slices of time', async () => {
    const columns = { reference: numbers(normal(20_000)), current: numbers(normal(20_000, 0.5, 2)) };
    const plain = runSteps(checkFeatures([{ name: 'one', ...columns }]));
    const reference = runSteps(summariseWindow(columns.reference));
    const sliced = await runCooperatively(checkFeatures([{ name: 'one', ...columns, reference }]), 0);
    assert.deepEqual(sliced, plain);
  });
});

describe('the windows of a check', () => {
  it('The windows of a check are paired by feature, and refused when the reference lacks one or has another kind', () => {
    const window = { size: numbers([1]), country: categories(['AE']) };
    const pairs = pairFeatures(window, window, { size: 0.4 });
    assert.deepEqual(
      pairs.map(({ name, contribution }) => [name, contribution]),
      [
        ['size', 0.4],
        ['country', 0],
      ],
    );
    const refused = (expected: RegExp) => (error: Error & { code?: string }) =>
      error.code === 'VALIDATION_FAILED' && expected.test(error.message);
    assert.throws(() => pairFeatures({ size: window.size }, window), refused(/country: found no such feature/));
    assert.throws(() => pairFeatures({}, { constructor: window.size }), refused(/constructor: found no such feature/));
    assert.throws(
      () => pairFeatures({ ...window, size: categories(['1']) }, window),
      refused(/size: found a category/),
    );
    assert.throws(() => checkOne(numbers([1]), categories(['a'])), TypeError);
  });

  it('The windows of a check end by now, and are not empty', () => {
    assert.throws(() => checkTimeWindow('current', { from: 5, until: 5 }, 10), /current.from: found 1970/);
    assert.throws(() => checkTimeWindow('current', { from: 5, until: 11 }, 10), /current.until/);
    checkTimeWindow('current', { from: 5, until: 10 }, 10);
    assert.deepEqual(previousWindow({ from: 5, until: 8 }), { from: 2, until: 5 });
  });
});
