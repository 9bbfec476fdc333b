/** Upper limit of the delay, about. */
const LONGEST_MS = 30_000;

/**
 * Delay before the next attempt to restore a lost connection.
 *
 * delay = min(30 s, baseMs · 2ⁿ) · (½ + chance / 2): doubling relieves the server, jitter spreads its clients.
 *
 * @param attempt consecutive failed attempts before this one, n ≥ 0
 * @param baseMs  shortest full delay, milliseconds
 * @param chance  random number in [0, 1)
 * @returns milliseconds
 */
export function backoffMs(attempt: number, baseMs: number, chance: number): number {
  return Math.min(LONGEST_MS, baseMs * 2 ** Math.min(attempt, 30)) * (0.5 + chance / 2);
}
