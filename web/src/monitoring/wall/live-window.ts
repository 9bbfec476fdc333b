/** Figures of live traffic at one time; null where there were no requests. */
export interface LivePoint {
  /** epoch milliseconds */
  readonly time: number;
  readonly throughput: number;
  readonly errorRate: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** The figures of a window, each as one list by ascending time. */
export interface LiveLines {
  readonly times: readonly number[];
  readonly throughput: readonly number[];
  readonly errorRate: readonly (number | null)[];
  readonly p50Ms: readonly (number | null)[];
  readonly p95Ms: readonly (number | null)[];
}

/**
 * The newest figures of live traffic, in a ring of fixed size: a wall that runs for days needs no more memory than one that
 * has just begun.
 */
export class LiveWindow {
  readonly #ring: (LivePoint | undefined)[];
  readonly #spanMs: number;
  #next = 0;
  #newest = Number.NEGATIVE_INFINITY;

  /**
   * @param capacity most points
   * @param spanMs   a point this much older than the newest one is no longer shown
   */
  constructor(capacity: number, spanMs: number) {
    this.#ring = Array.from({ length: capacity });
    this.#spanMs = spanMs;
  }

  /** Adds a point; one that is not newer than the newest is left out. */
  push(point: LivePoint): void {
    if (point.time <= this.#newest) return;
    this.#newest = point.time;
    this.#ring[this.#next] = point;
    this.#next = (this.#next + 1) % this.#ring.length;
  }

  /** Removes all points. */
  clear(): void {
    this.#ring.fill(undefined);
    this.#next = 0;
    this.#newest = Number.NEGATIVE_INFINITY;
  }

  /**
   * The points as lines.
   *
   * @param earlier points of before the first one here, by ascending time
   */
  lines(earlier: readonly LivePoint[] = []): LiveLines {
    const own = [...this.#ring.slice(this.#next), ...this.#ring.slice(0, this.#next)].filter(
      (point) => point !== undefined,
    );
    const first = own[0]?.time ?? Number.POSITIVE_INFINITY;
    const newest = own.at(-1)?.time ?? earlier.at(-1)?.time ?? 0;
    const shown = [...earlier.filter(({ time }) => time < first), ...own].filter(
      ({ time }) => time > newest - this.#spanMs,
    );
    return {
      times: shown.map(({ time }) => time),
      throughput: shown.map(({ throughput }) => throughput),
      errorRate: shown.map(({ errorRate }) => errorRate),
      p50Ms: shown.map(({ p50Ms }) => p50Ms),
      p95Ms: shown.map(({ p95Ms }) => p95Ms),
    };
  }
}
