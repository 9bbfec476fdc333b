import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { permutationShap } from '../../../scoring/explain/permutation-shap.ts';
import { seededRandom } from '../../support/data/random.ts';

type Row = Readonly<Record<string, number>>;
const FEATURES = ['a', 'b', 'c', 'd', 'e'];

describe('permutation SHAP', () => {
  it('of a linear function is exact, with the spread of the background as its standard error', async () => {
    const weights = [1, -2, 0.5, 0, 3];
    const background = rowsOf(1, 8);
    const [row = {}] = rowsOf(2, 1);
    const { baseValue, margin, contributions, standardErrors } = await permutationShap(row, {
      ...{ features: FEATURES, background, seed: 3 },
      logOddsOf: async (rows) => rows.map((each) => dot(weights, each)),
    });
    near(baseValue, mean(background.map((each) => dot(weights, each))), 1e-12);
    near(margin, dot(weights, row), 1e-12);
    for (const [at, feature] of FEATURES.entries()) {
      const weight = weights[at] as number;
      const parts = background.map((each) => weight * ((row[feature] as number) - (each[feature] as number)));
      near(contributions[at], mean(parts), 1e-12);
      const variance = parts.reduce((sum, part) => sum + (part - mean(parts)) ** 2, 0) / (parts.length - 1);
      near(standardErrors[at], Math.sqrt(variance / parts.length), 1e-12);
    }
  });

  it('is within its standard errors of the sum over all subsets, and adds up', async () => {
    const background = rowsOf(4, 32);
    const scaled: number[] = [];
    for (const [seed, row] of rowsOf(5, 40).entries()) {
      const sampled = await permutationShap(row, { features: FEATURES, background, seed, logOddsOf });
      const sum = sampled.contributions.reduce((total, each) => total + each, sampled.baseValue);
      near(sum, sampled.margin, 1e-12);
      const exact = interventional(row, background);
      for (const [at, value] of exact.entries())
        scaled.push(((sampled.contributions[at] as number) - value) / (sampled.standardErrors[at] as number));
    }
    // the background is the whole population here, so that the error is smaller than stated
    const inside = scaled.filter((each) => Math.abs(each) <= 2).length / scaled.length;
    assert.ok(inside >= 0.95, `${inside} of the contributions within two standard errors, expected 0.95`);
    assert.ok(Math.abs(mean(scaled)) < 0.2, `a bias of ${mean(scaled)} standard errors, expected 0`);
  });

  it('is the same for the same seed, and another for another', async () => {
    const [row = {}] = rowsOf(6, 1);
    const background = rowsOf(7, 4);
    const shap = (seed: number) => permutationShap(row, { features: FEATURES, background, seed, logOddsOf });
    assert.deepEqual(await shap(1), await shap(1));
    assert.notDeepEqual((await shap(1)).contributions, (await shap(2)).contributions);
  });

  it('is 0 for a feature that has the same value in all of the background', async () => {
    const [row = {}] = rowsOf(8, 1);
    const background = rowsOf(9, 4).map((each) => ({ ...each, b: row.b as number }));
    const { contributions, standardErrors } = await permutationShap(row, {
      features: FEATURES,
      background,
      seed: 1,
      logOddsOf,
    });
    assert.deepEqual([contributions[1], standardErrors[1]], [0, 0]);
  });
});

/** Not additive: the features act together. */
const logOddsOf = async (rows: readonly Row[]) => rows.map(together);

function together({ a = 0, b = 0, c = 0, d = 0, e = 0 }: Row): number {
  return a * b + Math.max(c, d) - (a > 0 && e > 0 ? 2 : 0);
}

/** φ by its definition, with v(S) the mean over the background of the function with the features of S of the row. */
function interventional(row: Row, background: readonly Row[]): number[] {
  const n = FEATURES.length;
  const v = (subset: number) =>
    mean(
      background.map((from) =>
        together(
          Object.fromEntries(FEATURES.map((name, at) => [name, (subset & (1 << at) ? row : from)[name] as number])),
        ),
      ),
    );
  return FEATURES.map((_, at) => {
    let sum = 0;
    for (let subset = 0; subset < 2 ** n; subset++) {
      if (subset & (1 << at)) continue;
      const size = FEATURES.filter((_, other) => subset & (1 << other)).length;
      const weight = (factorial(size) * factorial(n - 1 - size)) / factorial(n);
      sum += weight * (v(subset | (1 << at)) - v(subset));
    }
    return sum;
  });
}

function rowsOf(seed: number, count: number): Row[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => Object.fromEntries(FEATURES.map((name) => [name, random.normal()])));
}

function dot(weights: readonly number[], row: Row): number {
  return FEATURES.reduce((sum, name, at) => sum + (weights[at] as number) * (row[name] as number), 0);
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(found: number | undefined, expected: number, tolerance: number): void {
  assert.ok(Math.abs((found ?? Number.NaN) - expected) <= tolerance, `found ${found}, expected ${expected}`);
}
