/** Cells of one thread: the session whose run is the oldest, 0 without one, and the number of runs that have ended. */
export const SLOT_CELLS = 2;

/** Exposes the runs of this thread to the watchdog thread. */
export class RunSlot {
  readonly #cells: Int32Array;
  /** sessions of the runs under way, oldest first: they are computed in turn */
  readonly #running: number[] = [];

  constructor(cells: Int32Array) {
    this.#cells = cells;
  }

  /** Exposes a run from before it begins until it has ended. */
  async during<Result>(session: number, run: () => Promise<Result>): Promise<Result> {
    if (this.#running.push(session) === 1) Atomics.store(this.#cells, 0, session);
    try {
      return await run();
    } finally {
      this.#running.splice(this.#running.indexOf(session), 1);
      Atomics.add(this.#cells, 1, 1);
      Atomics.store(this.#cells, 0, this.#running[0] ?? 0);
    }
  }
}
