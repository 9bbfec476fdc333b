/** No attempt waits longer than about this. */
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next attempt to reach something that was lost.
 *
 * delay = min(30 s, baseMs · 2ⁿ) · (½ + chance / 2): doubling spares what is down, chance keeps many from coming at once.
 *
 * @param attempt attempts that failed in a row before this one, n ≥ 0
 * @param baseMs  shortest full delay, milliseconds
 * @param chance  random number in [0, 1)
 * @returns milliseconds
 */
export function backoffMs(attempt: number, baseMs: number, chance: number): number {
  return Math.min(LONGEST_MS, baseMs * 2 ** Math.min(attempt, 30)) * (0.5 + chance / 2);
}
