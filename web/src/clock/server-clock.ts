let skewMs = 0;
let best = Number.POSITIVE_INFINITY;

/** Now by the gateway's clock, in epoch milliseconds: the one that the times of the graph are of. */
export function serverNow(): number {
  return Date.now() + skewMs;
}

/**
 * Learns the difference of the clocks from the `Date` header of an answer, which counts in seconds.
 *
 * The answer with the shortest way so far tells most. A difference below three seconds is taken for none.
 *
 * @param date   the header's text
 * @param tookMs from the request to its answer
 */
export function learnServerClock(date: string | null, tookMs: number): void {
  const served = Date.parse(date ?? '');
  if (Number.isNaN(served) || tookMs > best) return;
  best = tookMs;
  const found = served + 500 - (Date.now() - tookMs / 2);
  skewMs = Math.abs(found) < 3_000 ? 0 : found;
}
