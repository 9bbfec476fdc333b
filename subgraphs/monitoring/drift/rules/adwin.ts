/** Settings of an {@link Adwin} detector. */
export interface AdwinOptions {
  /** δ: about the probability of a false alarm per test, inside 0–1; default 0.002 */
  readonly delta?: number;
  /** smallest and largest possible value; the bound holds for bounded values only; default 0 and 1 */
  readonly range?: readonly [least: number, most: number];
  /** M: buckets of one size; more of them locate a change more precisely; default 5 */
  readonly bucketsPerSize?: number;
  /** number of values between two tests for a change; default 1 */
  readonly checkEvery?: number;
}

/** The window as an exponential histogram: plain data, to be stored as JSON. */
export interface AdwinState {
  /** position i: buckets of 2ⁱ values, the oldest first, values scaled to 0–1 */
  readonly sizes: readonly (readonly AdwinBucket[])[];
  /** values since the last test */
  readonly sinceCheck: number;
  /** values since the last change; absent when there was none, or when no earlier value is left in the window */
  readonly sinceChange?: number;
}

/** Mean of a bucket's values, and the sum of their squared distances from it. */
export type AdwinBucket = readonly [mean: number, squares: number];

/** Change that was found. */
export interface AdwinChange {
  /** mean of the values before the change, in the unit of the values */
  readonly before: number;
  /** mean of the values since the change */
  readonly after: number;
  /** number of values that were dropped */
  readonly dropped: number;
}

/**
 * ADWIN2: a window over a stream that grows while its mean is constant, and drops the values before a change.
 *
 * The window is cut where two parts of n₀ older and n₁ newer values have means that differ by at least ε,
 * ε = √((2/m) σ² ln(2/δ′)) + (2/(3m)) ln(2/δ′), m = 1/(1/n₀ + 1/n₁), σ² the variance of the whole window, δ′ = δ / ln n.
 * Then the oldest bucket is dropped, until no cut is left. Cuts are tried between buckets: M of each size 1, 2, 4, …, so
 * a value costs O(M log n) time, and the window as much memory.
 *
 * A change is reported once. When it is found, the values left from before it are often too few to be cut off; later values
 * make that possible, and they are dropped then. So a further change is reported only when the values since the last report
 * can be cut on their own, however much of the window is dropped: a bucket with an older value does not count. As the
 * bound holds for these values alone, δ is the probability of a false report after a change as well.
 *
 * Differs from River and MOA, which test at every 32nd value only, require 5 values on either side and more in the whole
 * window, and use 1/(n₀ − 4) + 1/(n₁ − 4) for 1/m; this follows the paper, and `checkEvery: 32` tests as rarely.
 * River empties the window after an alarm, so it reports a change once as well, but drops the values since the change
 * that led to it. Both accept any value, although the bound requires values within 0–1: here `range` scales them.
 *
 * `new Adwin().add(0.3)` is undefined while nothing changes.
 *
 * @see Bifet and Gavaldà, Learning from Time-Changing Data with Adaptive Windowing (SDM 2007), 3 and 4
 */
export class Adwin {
  readonly #options: Required<AdwinOptions>;
  readonly #sizes: AdwinBucket[][];
  #sinceCheck: number;
  #sinceChange: number | undefined;

  /**
   * @param state of an earlier detector, from `toJSON`: continues as that one would have
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: AdwinOptions = {}, state: AdwinState = { sizes: [], sinceCheck: 0 }) {
    const { delta = 0.002, range = [0, 1], bucketsPerSize = 5, checkEvery = 1 } = options;
    if (!(delta > 0 && delta < 1 && range[0] < range[1] && bucketsPerSize >= 1 && checkEvery >= 1)) {
      const found = `delta ${delta}, range ${range}, bucketsPerSize ${bucketsPerSize}, checkEvery ${checkEvery}`;
      throw new RangeError(`ADWIN: found ${found}, expected delta inside 0–1, a range that ascends, the others ≥ 1`);
    }
    this.#options = { delta, range, bucketsPerSize, checkEvery };
    this.#sizes = state.sizes.map((buckets) => [...buckets]);
    this.#sinceCheck = state.sinceCheck;
    this.#sinceChange = state.sinceChange;
  }

  /**
   * Adds the next value of the stream.
   *
   * @returns the change, when one was found that was not reported before
   * @throws {RangeError} when the value is outside of the range
   */
  add(value: number): AdwinChange | undefined {
    const [least, most] = this.#options.range;
    if (!(value >= least && value <= most)) throw new RangeError(`ADWIN: found ${value}, expected ${least} to ${most}`);
    this.#insert([(value - least) / (most - least), 0]);
    this.#sinceCheck += 1;
    if (this.#sinceChange !== undefined) this.#sinceChange += 1;
    if (this.#sinceCheck < this.#options.checkEvery) return undefined;
    this.#sinceCheck = 0;
    return this.#shrink();
  }

  /** Values in the window. */
  get width(): number {
    return this.#sizes.reduce((sum, buckets, i) => sum + buckets.length * 2 ** i, 0);
  }

  /** Mean of the window, in the unit of the values; undefined before the first. */
  get mean(): number | undefined {
    return this.width === 0 ? undefined : this.#unscaled(total(this.#sizes).mean);
  }

  toJSON(): AdwinState {
    const sizes = this.#sizes.map((buckets) => [...buckets]);
    const sinceChange = this.#sinceChange;
    return { sizes, sinceCheck: this.#sinceCheck, ...(sinceChange !== undefined && { sinceChange }) };
  }

  /** Adds a bucket of one value; where a size has one bucket too many, merges the two oldest into one of the next size. */
  #insert(bucket: AdwinBucket): void {
    let carried: AdwinBucket | undefined = bucket;
    for (let i = 0; carried; i += 1) {
      const buckets = this.#sizes[i] ?? [];
      this.#sizes[i] = buckets;
      buckets.push(carried);
      if (buckets.length <= this.#options.bucketsPerSize) return;
      const [one, other] = buckets.splice(0, 2) as [AdwinBucket, AdwinBucket];
      carried = [(one[0] + other[0]) / 2, one[1] + other[1] + ((one[0] - other[0]) ** 2 * 2 ** i) / 2];
    }
  }

  /** Drops the oldest bucket while the window can be cut. */
  #shrink(): AdwinChange | undefined {
    let found: Cut | undefined;
    let after = 0;
    let dropped = 0;
    for (let cut = findCut(this.#sizes, this.#options.delta); cut; cut = findCut(this.#sizes, this.#options.delta)) {
      found ??= this.#isKnown() ? findCut(this.#sinceLast(), this.#options.delta) : cut;
      after = cut.after;
      dropped += this.#dropOldest();
    }
    if (found) this.#sinceChange = 0;
    if (!this.#isKnown()) this.#sinceChange = undefined;
    return found && { before: this.#unscaled(found.before), after: this.#unscaled(after), dropped };
  }

  /** Checks whether the window contains values from before the last report. */
  #isKnown(): boolean {
    return this.#sinceChange !== undefined && this.#sinceChange < this.width;
  }

  /** Buckets with only values since the last report. */
  #sinceLast(): AdwinBucket[][] {
    let left = this.#sinceChange ?? this.width;
    return this.#sizes.map((buckets, i) => {
      const count = Math.min(buckets.length, Math.floor(left / 2 ** i));
      left = count < buckets.length ? 0 : left - count * 2 ** i;
      return buckets.slice(buckets.length - count);
    });
  }

  #dropOldest(): number {
    const last = this.#sizes.length - 1;
    const buckets = this.#sizes[last] as AdwinBucket[];
    buckets.shift();
    if (buckets.length === 0) this.#sizes.pop();
    return 2 ** last;
  }

  #unscaled(mean: number): number {
    const [least, most] = this.#options.range;
    return least + mean * (most - least);
  }
}

interface Cut {
  readonly before: number;
  readonly after: number;
}

/** Finds the oldest place at which a window can be cut. */
function findCut(sizes: readonly (readonly AdwinBucket[])[], delta: number): Cut | undefined {
  const all = total(sizes);
  if (all.count < 2) return undefined;
  const log = Math.log((2 * Math.log(all.count)) / delta);
  const variance = all.squares / all.count;
  let count = 0;
  let sum = 0;
  for (let i = sizes.length - 1; i >= 0; i -= 1) {
    for (const [mean] of sizes[i] as readonly AdwinBucket[]) {
      count += 2 ** i;
      sum += mean * 2 ** i;
      const rest = all.count - count;
      if (rest === 0) return undefined;
      const [before, after] = [sum / count, (all.mean * all.count - sum) / rest];
      const inverse = 1 / count + 1 / rest;
      const bound = Math.sqrt(2 * inverse * variance * log) + (2 / 3) * inverse * log;
      if (Math.abs(before - after) >= bound) return { before, after };
    }
  }
  return undefined;
}

/** Number, mean and squared distances of all values together, by the rule of Chan, Golub and LeVeque. */
function total(sizes: readonly (readonly AdwinBucket[])[]): { count: number; mean: number; squares: number } {
  let [count, mean, squares] = [0, 0, 0];
  for (let i = sizes.length - 1; i >= 0; i -= 1) {
    const size = 2 ** i;
    for (const bucket of sizes[i] as readonly AdwinBucket[]) {
      const distance = bucket[0] - mean;
      const sum = count + size;
      mean += (distance * size) / sum;
      squares += bucket[1] + (distance * distance * count * size) / sum;
      count = sum;
    }
  }
  return { count, mean, squares };
}
