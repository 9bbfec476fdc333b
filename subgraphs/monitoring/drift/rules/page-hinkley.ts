/** How a Page–Hinkley detector is set up. Distances are in units of `scale`. */
export interface PageHinkleyOptions {
  /** what distances are measured in, usually the standard deviation of the reference; > 0; default 1 */
  readonly scale?: number;
  /** δ: distances from the mean below are tolerated, about half the smallest change worth finding; ≥ 0; default 0.25 */
  readonly tolerance?: number;
  /** λ: how far the sum may rise; larger means fewer false alarms and later ones; > 0; default 25 */
  readonly threshold?: number;
  /** values before a first alarm, for the running mean to settle; default 30 */
  readonly leastValues?: number;
}

/** State of the detector: plain data, to be stored as JSON. */
export interface PageHinkleyState {
  readonly values: number;
  readonly mean: number;
  /** m − min m of the upper side, ≥ 0 */
  readonly rise: number;
  /** max m − m of the lower side, ≥ 0 */
  readonly fall: number;
}

/** Whether the mean of the stream went up or down. */
export type PageHinkleyChange = 'UP' | 'DOWN';

const START: PageHinkleyState = { values: 0, mean: 0, rise: 0, fall: 0 };

/**
 * Page–Hinkley test, two-sided: has the mean of a stream moved?
 *
 * With x̄ₜ the running mean and m⁺ₜ = Σ ((xₛ − x̄ₛ)/scale − δ), UP is found when m⁺ₜ − min m⁺ > λ; with
 * m⁻ₜ = Σ ((xₛ − x̄ₛ)/scale + δ), DOWN when max m⁻ − m⁻ₜ > λ. Both are kept as sums that start over at 0, in constant
 * memory. After an alarm everything starts over.
 *
 * Differs from River, where sums fade by 0.9999 at each value (`alpha`), distances are in the unit of the values, and δ
 * is 0.005, λ 50; MOA finds only rises.
 *
 * `new PageHinkley({ scale: 0.2 }).add(0.3)` is undefined while nothing changes.
 *
 * @see Page, Continuous Inspection Schemes (Biometrika 41, 1954); Hinkley (Biometrika 58, 1971); Mouss and others, Test of
 *   Page–Hinckley, an approach for fault detection (2004)
 */
export class PageHinkley {
  readonly #options: Required<PageHinkleyOptions>;
  #state: PageHinkleyState;

  /**
   * @param state of an earlier detector, from `toJSON`: continues as that one would have
   * @throws {RangeError} when an option is out of range
   */
  constructor(options: PageHinkleyOptions = {}, state: PageHinkleyState = START) {
    const { scale = 1, tolerance = 0.25, threshold = 25, leastValues = 30 } = options;
    if (!(scale > 0 && tolerance >= 0 && threshold > 0 && leastValues >= 0)) {
      const found = `scale ${scale}, tolerance ${tolerance}, threshold ${threshold}, leastValues ${leastValues}`;
      throw new RangeError(`Page–Hinkley: found ${found}, expected scale and threshold > 0, the others ≥ 0`);
    }
    this.#options = { scale, tolerance, threshold, leastValues };
    this.#state = state;
  }

  /**
   * Adds the next value of the stream.
   *
   * @returns the direction of a change, when there was one
   * @throws {RangeError} when the value is not finite
   */
  add(value: number): PageHinkleyChange | undefined {
    if (!Number.isFinite(value)) throw new RangeError(`Page–Hinkley: found ${value}, expected a finite number`);
    const { scale, tolerance, threshold, leastValues } = this.#options;
    const values = this.#state.values + 1;
    const mean = this.#state.mean + (value - this.#state.mean) / values;
    const distance = (value - mean) / scale;
    const rise = Math.max(0, this.#state.rise + distance - tolerance);
    const fall = Math.max(0, this.#state.fall - distance - tolerance);
    this.#state = { values, mean, rise, fall };
    if (values < leastValues || Math.max(rise, fall) <= threshold) return undefined;
    this.#state = START;
    return rise > fall ? 'UP' : 'DOWN';
  }

  toJSON(): PageHinkleyState {
    return this.#state;
  }
}
