import { HASHES } from '../statistics/hashed-point.ts';
import { murmurHash } from '../statistics/murmur-hash.ts';

/** One of the versions, or arms, that share the traffic. */
export interface TrafficShare {
  /** what answers: a version, or the name of an arm */
  readonly name: string;
  /** 0–1 */
  readonly share: number;
}

/** Says for a lead who answers. */
export type TrafficSplit = (leadId: string) => string;

/**
 * The traffic split of a rollout: every lead goes to exactly one of the shares, the same one at every call.
 *
 * Shares lie side by side on [0, 1) in the order given, and the last one takes what the others leave. Sticky and
 * monotone: list the champion last, and while the share of the one challenger grows, no lead ever leaves it.
 *
 * @param salt   of the rollout; a new one assigns all leads again
 * @param shares each 0–1, summing to 1
 * @throws {RangeError} when there is no share, one is out of range, or they do not sum to 1
 *
 * @example createTrafficSplit('rollout-7', [{ name: '3', share: 0.1 }, { name: '2', share: 0.9 }])('lead-1')
 */
export function createTrafficSplit(salt: string, shares: readonly TrafficShare[]): TrafficSplit {
  requireShares(shares);
  const seed = murmurHash(salt, 0);
  const last = shares[shares.length - 1] as TrafficShare;
  // the hash at which each share ends: whole numbers are compared on the hot path
  let sum = 0;
  const bounds = shares.slice(0, -1).map(({ name, share }) => {
    sum += share;
    return { name, end: sum * HASHES };
  });
  if (bounds.every(({ end }) => end === 0)) return () => last.name;
  return (leadId) => {
    const hash = murmurHash(leadId, seed);
    for (const { name, end } of bounds) if (hash < end) return name;
    return last.name;
  };
}

/**
 * Checks that shares can split the traffic.
 *
 * @throws {RangeError} when there is none, one is outside 0–1, or they do not sum to 1 within 1e-9
 */
export function requireShares(shares: readonly TrafficShare[]): void {
  const odd = shares.find(({ share }) => !(share >= 0 && share <= 1));
  if (odd) throw new RangeError(`traffic share of ${odd.name}: found ${odd.share}, expected 0–1`);
  const sum = shares.reduce((total, { share }) => total + share, 0);
  if (!(Math.abs(sum - 1) <= 1e-9)) throw new RangeError(`traffic shares: found a sum of ${sum}, expected 1`);
}
