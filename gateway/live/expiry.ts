// a longer delay overflows the timer, which then fires at once
const LONGEST_DELAY_MS = 2_147_483_647;

/**
 * Calls back at a time, however distant. Does not keep the process alive.
 *
 * @param at    epoch milliseconds
 * @param clock now, epoch milliseconds
 * @returns cancels the call
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
