import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Random } from '../../../../subgraphs/leads/demo/random.ts';

const draw = (random: Random, count: number) => Array.from({ length: count }, () => random.uniform());

describe('Random', () => {
  it('Random repeats itself for the same seed and stream', () => {
    assert.deepEqual(draw(new Random(7, 3), 100), draw(new Random(7, 3), 100));
  });

  it('Random differs between seeds and between streams, also neighbouring ones', () => {
    const first = draw(new Random(7, 3), 10);
    assert.notDeepEqual(first, draw(new Random(8, 3), 10));
    assert.notDeepEqual(first, draw(new Random(7, 4), 10));
  });

  it('Random is uniform: 100 bins of 100,000 draws pass a chi-square test', () => {
    const counts = new Array<number>(100).fill(0);
    for (const value of draw(new Random(1, 1), 100_000)) {
      const bin = Math.floor(value * 100);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
    const statistic = counts.reduce((sum, count) => sum + (count - 1_000) ** 2 / 1_000, 0);
    // 99.9 % quantile of chi-square with 99 degrees of freedom
    assert.ok(statistic < 148.2, `chi-square ${statistic}`);
  });

  it('Random starts neighbouring streams independently: their first draws are uniform too', () => {
    const firsts = Array.from({ length: 20_000 }, (_, stream) => new Random(42, stream).uniform());
    const mean = firsts.reduce((sum, value) => sum + value, 0) / firsts.length;
    assert.ok(Math.abs(mean - 0.5) < 4 / Math.sqrt(12 * firsts.length), `mean ${mean}`);
    let lagged = 0;
    let previous = 0.5;
    for (const value of firsts) {
      lagged += (value - 0.5) * (previous - 0.5);
      previous = value;
    }
    const correlation = (12 * lagged) / (firsts.length - 1);
    assert.ok(Math.abs(correlation) < 4 / Math.sqrt(firsts.length), `correlation ${correlation}`);
  });
});
