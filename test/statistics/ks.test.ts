import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { kolmogorovSmirnov, kolmogorovTail } from '../../statistics/ks.ts';
import { sortNumbers } from '../../statistics/sorted-numbers.ts';
import { assertClose } from '../support/data/close-to.ts';
import { statisticsCases } from '../support/data/statistics-cases.ts';
import { isThorough } from '../support/runner/thorough.ts';

/** The definition, tried out: every choice of n of the n + m pooled values as one window, the rest being the other. */
function shareAsLarge(a: readonly number[], b: readonly number[]): number {
  const pooled = [...a, ...b];
  // n·m times the statistic, in whole numbers
  const gap = (isFirst: (i: number) => boolean) =>
    Math.max(
      ...pooled.map((x) => {
        const below = pooled.map((value, i) => (value > x ? 0 : isFirst(i) ? b.length : -a.length));
        return Math.abs(below.reduce((sum, step) => sum + step, 0));
      }),
    );
  const observed = gap((i) => i < a.length);
  let [all, asLarge] = [0, 0];
  for (let chosen = 0; chosen < 2 ** pooled.length; chosen += 1) {
    const isFirst = (i: number) => ((chosen >> i) & 1) === 1;
    if (pooled.filter((_, i) => isFirst(i)).length !== a.length) continue;
    all += 1;
    if (gap(isFirst) >= observed) asLarge += 1;
  }
  return asLarge / all;
}

const test = (a: readonly number[], b: readonly number[]) => kolmogorovSmirnov(sortNumbers(a), sortNumbers(b));

describe('the Kolmogorov–Smirnov test', () => {
  for (const { name, reference, current, expect } of statisticsCases('numeric')) {
    it(`has the values of SciPy: ${name}`, () => {
      const found = test(reference, current);
      assert.equal(found?.method, expect.ks.method);
      assertClose(found?.statistic, expect.ks.statistic);
      assertClose(found?.pValue, expect.ks.pValue, 1e-6);
    });
  }

  it('counts small windows exactly', () => {
    const found = test([0.1, 0.4, 0.7, 1.3, 2.2, 3.1, 5], [0.2, 0.9, 1.1, 1.2, 8]);
    assertClose(found?.statistic, 0.37142857142857144);
    assertClose(found?.pValue, 0.7373737373737375);
  });

  it('counts windows with ties exactly: the bound is looked at where a group of equal values ends', () => {
    // counted in whole numbers over the C(40, 20) assignments; Kolmogorov's limit would give 0.1725
    const window = (counts: readonly number[]) => counts.flatMap((count, value) => Array<number>(count).fill(value));
    const found = test(window([0, 2, 7, 2, 9]), window([7, 1, 1, 2, 9]));
    assert.equal(found?.method, 'exact');
    assertClose(found?.statistic, 0.35);
    assertClose(found?.pValue, 0.04890159342932956, 1e-12);
  });

  it('is the share of all assignments of the pooled values whose statistic is as large', () => {
    const values = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 7 });
    const windows = fc.integer({ min: 0, max: 12 }).chain((most) => fc.tuple(values(most), values(most)));
    fc.assert(
      fc.property(windows, ([a, b]) => {
        const found = test(a, b);
        assert.equal(found?.method, 'exact');
        assertClose(found?.pValue, shareAsLarge(a, b), 1e-12);
      }),
      { seed: 1, numRuns: isThorough() ? 1_000 : 100 },
    );
  });

  it('gives the same whichever window is the reference, and p within 0–1', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [one, other] = [test(a, b), test(b, a)];
        assert.equal(one?.statistic, other?.statistic);
        assertClose(one?.pValue, other?.pValue as number, 1e-9);
        assert.ok((one?.pValue as number) >= 0 && (one?.pValue as number) <= 1);
      }),
      { seed: 1 },
    );
  });

  it('sees no difference between a window and itself', () => {
    assert.deepEqual(test([1, 2, 3], [1, 2, 3]), { statistic: 0, pValue: 1, method: 'exact' });
  });

  it('leaves exact counting to the limit when there are too many pairs', () => {
    const window = (n: number, shift: number) => Array.from({ length: n }, (_, i) => i + shift);
    const found = test(window(4000, 0), window(4000, 40.5));
    assert.equal(found?.method, 'kolmogorov');
    assertClose(found?.statistic, 41 / 4000);
  });

  it('agrees with its limit when the windows are large', () => {
    const window = (n: number, shift: number) => Array.from({ length: n }, (_, i) => i + shift);
    const found = test(window(2000, 0), window(2000, 90.5));
    assert.equal(found?.method, 'exact');
    assertClose(found?.pValue, kolmogorovTail(Math.sqrt(1000) * (found?.statistic as number)), 0.05);
  });

  it('is defined for one value, constant windows and extreme ones; absent for an empty one', () => {
    assert.equal(test([1], [2])?.pValue, 1);
    assert.equal(test([5, 5, 5], [5, 5])?.statistic, 0);
    assert.equal(test([1e300, -1e300], [1e308, -1e308])?.statistic, 0.5);
    assert.equal(test([], [1]), undefined);
  });
});

describe("Kolmogorov's distribution", () => {
  it('has the tails of SciPy', () => {
    const golden = [
      [0.2, 0.999999999999495],
      [0.5, 0.9639452436648751],
      [0.999, 0.27107316411506394],
      [1.001, 0.26892926629862707],
      [1.36, 0.049485876755377876],
      [10, 2.767793053473475e-87],
    ] as const;
    for (const [x, expected] of golden) assertClose(kolmogorovTail(x), expected);
    assert.equal(kolmogorovTail(0), 1);
    assert.equal(kolmogorovTail(1e300), 0);
  });
});
