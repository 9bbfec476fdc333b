// a longer delay overflows the timer, which then fires at once
const LONGEST_DELAY_MS = 2_147_483_647;

/**
 * Calls back when a time has come, however far off it is. Does not keep the process alive.
 *
 * @param at    epoch milliseconds
 * @param clock now, epoch milliseconds
 * @returns gives up waiting
 */
export function callAt(at: number, clock: () => number, onTime: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const leftMs = at - clock();
    timer = setTimeout(
      () => (leftMs > LONGEST_DELAY_MS ? wait() : onTime()),
      Math.min(leftMs, LONGEST_DELAY_MS),
    ).unref();
  };
  wait();
  return () => clearTimeout(timer);
}
