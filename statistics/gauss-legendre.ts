/** Nodes and weights of a quadrature on [0, 1]. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Gauss–Legendre quadrature on [0, 1]: ∫₀¹ f(t) dt = Σ_q w_q · f(t_q), exact for polynomials up to degree 2n − 1.
 *
 * The nodes are the roots of the Legendre polynomial P_n, found by Newton's method, moved from [−1, 1] to [0, 1];
 * w = 1 / ((1 − x²) · P′_n(x)²). Weights are positive and sum to 1.
 *
 * @param n number of nodes, a whole number ≥ 1
 * @throws {RangeError} when n is not
 * @see Golub and Welsch, Calculation of Gauss Quadrature Rules (1969)
 */
export function gaussLegendre(n: number): Quadrature {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`gaussLegendre: found n ${n}, expected a whole number ≥ 1`);
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let at = 0; at < n; at++) {
    // close enough to the root for Newton's method to end there
    let x = Math.cos((Math.PI * (at + 0.75)) / (n + 0.5));
    for (let step = 0; step < MOST_STEPS; step++) {
      const [value, slope] = legendre(n, x);
      const change = value / slope;
      x -= change;
      if (Math.abs(change) < Number.EPSILON) break;
    }
    const [, slope] = legendre(n, x);
    nodes[n - 1 - at] = (1 + x) / 2;
    weights[n - 1 - at] = 1 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights };
}

const MOST_STEPS = 20;

/** P_n(x) and its derivative, by the recurrence of Bonnet. */
function legendre(n: number, x: number): [value: number, slope: number] {
  let [before, value] = [1, x];
  for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
  return [value, (n * (x * value - before)) / (x * x - 1)];
}
