/** Number of breakdowns, and the time within which they withdraw a version. */
export interface BreakdownLimits {
  /** at least 1 */
  readonly count: number;
  readonly windowMs: number;
}

/** Recent breakdowns of one version: hung or crashed runs in its own process, or failed restarts. */
export class BreakdownWindow {
  readonly #limits: BreakdownLimits;
  /** oldest first, milliseconds */
  #times: readonly number[] = [];

  constructor(limits: BreakdownLimits) {
    this.#limits = limits;
  }

  /** Adds a breakdown. @returns whether the limit is reached within the window */
  add(atMs: number): boolean {
    const { count, windowMs } = this.#limits;
    this.#times = [...this.#times.filter((time) => atMs - time < windowMs), atMs].slice(-count);
    return this.#times.length >= count;
  }
}
