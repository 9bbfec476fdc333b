import { openSync, readSync } from 'node:fs';

/** Longest gaps of the event loop, ms. */
export interface LongestGaps {
  readonly gapMs: number;
  /** without the time for which this thread waited for a processor that others had */
  readonly ownMs: number;
  /** what this thread computed in one gap: neither waits for a processor, nor for other threads, nor a halted machine */
  readonly computedMs: number;
}

/** Times of a thread as Linux counts them, ms. */
type ThreadTimes = { readonly computed: number; readonly waited: number };

const EVERY_MS = 1;

/**
 * Measures gaps of the event loop, and this thread's own share of each: a shared machine holds up a thread that
 * computes, unseen by an idle process beside it.
 */
export class EventLoopGaps {
  readonly #buffer = Buffer.alloc(128);
  // the main thread has the number of its process
  readonly #file = process.platform === 'linux' ? openSync(`/proc/self/task/${process.pid}/schedstat`, 'r') : undefined;
  #at = performance.now();
  #times = this.#read();
  #longest: LongestGaps = { gapMs: 0, ownMs: 0, computedMs: 0 };

  constructor() {
    setInterval(() => this.#measure(), EVERY_MS).unref();
  }

  /** The longest gaps since the last call. Elsewhere than on Linux, every gap counts as this thread's own. */
  take(): LongestGaps {
    const longest = this.#longest;
    this.#longest = { gapMs: 0, ownMs: 0, computedMs: 0 };
    return longest;
  }

  #measure(): void {
    const at = performance.now();
    const times = this.#read();
    const gapMs = at - this.#at;
    const ownMs = gapMs - (times ? times.waited - (this.#times?.waited ?? 0) : 0);
    const computedMs = times ? times.computed - (this.#times?.computed ?? 0) : gapMs;
    const { gapMs: gap, ownMs: own, computedMs: computed } = this.#longest;
    this.#longest = {
      gapMs: Math.max(gap, gapMs),
      ownMs: Math.max(own, ownMs),
      computedMs: Math.max(computed, computedMs),
    };
    this.#at = at;
    this.#times = times;
  }

  #read(): ThreadTimes | undefined {
    if (this.#file === undefined) return undefined;
    const length = readSync(this.#file, this.#buffer, 0, this.#buffer.length, 0);
    const [computed = 0, waited = 0] = this.#buffer.toString('latin1', 0, length).split(' ').map(Number);
    return { computed: computed / 1e6, waited: waited / 1e6 };
  }
}
