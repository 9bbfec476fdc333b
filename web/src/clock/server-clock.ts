import { createStore } from '../store/store.ts';

const skew = createStore<number | undefined>(undefined);
let best = Number.POSITIVE_INFINITY;

/** How far the gateway's clock is ahead of this device's, in milliseconds; undefined until an answer said it. */
export const clockSkew: Pick<typeof skew, 'get' | 'follow'> = skew;

/** Now by the gateway's clock, in epoch milliseconds: the one that the times of the graph are of. */
export function serverNow(): number {
  return Date.now() + (skew.get() ?? 0);
}

// the header counts in seconds, and the ways to and from the gateway differ
const LEAST_SKEW_MS = 3_000;

/**
 * Learns the difference of the clocks from the `Date` header of an answer.
 *
 * The answer with the shortest way so far tells most; after this device's clock was set, the next one tells anew. A
 * difference below three seconds is taken for none.
 *
 * @param date   the header's text
 * @param tookMs from the request to its answer
 */
export function learnServerClock(date: string | null, tookMs: number): void {
  const served = Date.parse(date ?? '');
  if (Number.isNaN(served)) return;
  const found = served + 500 - (Date.now() - tookMs / 2);
  const wasSet = Math.abs(found - (skew.get() ?? found)) > LEAST_SKEW_MS + tookMs;
  if (tookMs > best && !wasSet) return;
  best = tookMs;
  skew.set(Math.abs(found) < LEAST_SKEW_MS ? 0 : found);
}
