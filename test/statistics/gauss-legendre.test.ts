import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gaussLegendre } from '../../statistics/gauss-legendre.ts';

describe('Gauss–Legendre quadrature', () => {
  it('of three nodes is that of Abramowitz and Stegun, table 25.4, moved to [0, 1]', () => {
    const { nodes, weights } = gaussLegendre(3);
    const at = 0.774596669241483 / 2;
    for (const [index, node] of [0.5 - at, 0.5, 0.5 + at].entries()) near(nodes[index], node, 1e-15);
    for (const [index, weight] of [5 / 18, 8 / 18, 5 / 18].entries()) near(weights[index], weight, 1e-15);
  });

  it('is exact for every power up to 2n − 1, and not for the next', () => {
    for (let n = 1; n <= 12; n++) {
      const { nodes, weights } = gaussLegendre(n);
      const integral = (power: number) =>
        weights.reduce((sum, weight, at) => sum + weight * (nodes[at] as number) ** power, 0);
      for (let power = 0; power < 2 * n; power++) near(integral(power), 1 / (power + 1), 1e-14);
      if (n <= 6) assert.ok(Math.abs(integral(2 * n) - 1 / (2 * n + 1)) > 1e-9, `${n} nodes, power ${2 * n}`);
    }
  });

  it('refuses a number of nodes that is no whole number from 1 on', () => {
    for (const n of [0, -1, 1.5, Number.NaN]) assert.throws(() => gaussLegendre(n), RangeError);
  });
});

function near(found: number | undefined, expected: number, tolerance: number): void {
  assert.ok(Math.abs((found ?? Number.NaN) - expected) <= tolerance, `found ${found}, expected ${expected}`);
}
