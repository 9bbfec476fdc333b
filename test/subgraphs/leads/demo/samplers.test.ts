import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Random } from '../../../../subgraphs/leads/demo/random.ts';
import {
  logNormal,
  normal,
  pick,
  pickWeighted,
  poisson,
  truncatedExponential,
} from '../../../../subgraphs/leads/demo/samplers.ts';

const COUNT = 40_000;

describe('samplers', () => {
  it('samplers draw a normal with mean 0 and variance 1', () => {
    const values = sample(normal);
    near(mean(values), 0, 0.02);
    near(mean(values.map((value) => value ** 2)), 1, 0.03);
  });

  it('samplers draw a lognormal with the given median and a mean of median · exp(sigma² / 2)', () => {
    const values = sample((random) => logNormal(random, 30, 0.8)).sort((a, b) => a - b);
    near(values[COUNT / 2] ?? Number.NaN, 30, 0.8);
    near(mean(values), 30 * Math.exp(0.32), 1);
  });

  it('samplers draw a Poisson count whose mean and variance are equal', () => {
    const values = sample((random) => poisson(random, 4.5));
    near(mean(values), 4.5, 0.05);
    near(mean(values.map((value) => (value - 4.5) ** 2)), 4.5, 0.15);
    assert.equal(poisson(new Random(1, 1), 0), 0);
  });

  it('samplers draw an exponential that stays below its limit', () => {
    const values = sample((random) => truncatedExponential(random, 10, 5));
    assert.ok(values.every((value) => value >= 0 && value < 5));
    // E = scale − limit / (exp(limit / scale) − 1)
    near(mean(values), 10 - 5 / (Math.exp(0.5) - 1), 0.03);
  });

  it('samplers pick in proportion to weights, and refuse to pick from nothing', () => {
    const items = [
      { value: 'often', weight: 3 },
      { value: 'seldom', weight: 1 },
    ];
    const often = sample((random) => (pickWeighted(random, items).value === 'often' ? 1 : 0));
    near(mean(often), 0.75, 0.01);
    assert.throws(() => pick(new Random(1, 1), []), RangeError);
  });
});

function sample(draw: (random: Random) => number): number[] {
  const random = new Random(20, 26);
  return Array.from({ length: COUNT }, () => draw(random));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) < tolerance, `found ${actual}, expected ${expected} ± ${tolerance}`);
}
