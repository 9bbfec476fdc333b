/** How many breakdowns, within which time, take a version out of traffic. */
export interface BreakdownLimits {
  /** at least 1 */
  readonly count: number;
  readonly windowMs: number;
}

/** The breakdowns of one version: hung or crashed runs in its own process, or attempts that ended so. */
export class BreakdownWindow {
  readonly #limits: BreakdownLimits;
  /** oldest first, milliseconds */
  #times: readonly number[] = [];

  constructor(limits: BreakdownLimits) {
    this.#limits = limits;
  }

  /** Adds a breakdown. @returns whether there were as many within the window as take the version out of traffic */
  add(atMs: number): boolean {
    const { count, windowMs } = this.#limits;
    this.#times = [...this.#times.filter((time) => atMs - time < windowMs), atMs].slice(-count);
    return this.#times.length >= count;
  }
}
