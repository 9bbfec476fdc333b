import type { Random } from './random.ts';

/** True with the given probability. */
export function chance(random: Random, probability: number): boolean {
  return random.uniform() < probability;
}

/** One element, each equally likely. @throws {RangeError} when there is none */
export function pick<T>(random: Random, items: readonly T[]): T {
  return at(items, Math.floor(random.uniform() * items.length));
}

/** One element, with probability proportional to its `weight`. @throws {RangeError} when there is none */
export function pickWeighted<T extends { readonly weight: number }>(random: Random, items: readonly T[]): T {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let left = random.uniform() * total;
  const chosen = items.findIndex((item) => {
    left -= item.weight;
    return left < 0;
  });
  // rounding can leave a last sliver unclaimed
  return at(items, chosen === -1 ? items.length - 1 : chosen);
}

/** Standard normal by Box and Muller: √(−2 ln u) · cos(2πv). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(random.uniform()));
  return radius * Math.cos(2 * Math.PI * random.uniform());
}

/** Lognormal: median · exp(sigma · N(0, 1)). Its mean is median · exp(sigma² / 2). */
export function logNormal(random: Random, median: number, sigma: number): number {
  return median * Math.exp(sigma * normal(random));
}

/** Poisson count by inversion: walks the distribution function, so it is meant for means below about 50. */
export function poisson(random: Random, mean: number): number {
  const target = random.uniform();
  let probability = Math.exp(-mean);
  let below = probability;
  let count = 0;
  while (target > below && count < 1_000) {
    count += 1;
    probability *= mean / count;
    below += probability;
  }
  return count;
}

/** Exponential with the given scale, cut at `limit`: the inverse of its distribution function. */
export function truncatedExponential(random: Random, scale: number, limit: number): number {
  return -scale * Math.log(1 - random.uniform() * (1 - Math.exp(-limit / scale)));
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError('nothing to pick from: the list is empty');
  return item;
}
