/** Share of the time that background work gets, between callers and without any. */
const BUSY_SHARE = 0.1;
const IDLE_SHARE = 0.5;

/**
 * Pause after a step of background work, so that it takes half of the time, and a tenth while callers wait for scores.
 *
 * @param tookMs duration of the step
 * @param isBusy whether callers wait
 * @returns milliseconds
 */
export function restAfter(tookMs: number, isBusy: boolean): number {
  const share = isBusy ? BUSY_SHARE : IDLE_SHARE;
  return tookMs * (1 / share - 1);
}
