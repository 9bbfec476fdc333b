/** A sample of outcomes that each happened or not. */
export interface Proportion {
  /** ≥ 0 */
  readonly trials: number;
  /** 0–trials */
  readonly events: number;
}

/** Settings of an always-valid interval. */
export interface SequenceOptions {
  /** chance, over all looks together, of ever missing the truth; 0–1, both excluded */
  readonly alpha: number;
  /** number of observations at which the interval is as narrow as it can be for this alpha; > 0 */
  readonly tunedForN: number;
}

/** An always-valid interval: however often one looks, at every look at once it holds the truth with chance 1 − alpha. */
export interface ConfidenceSequence {
  readonly estimate: number;
  readonly standardError: number;
  readonly rho: number;
  readonly halfWidth: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Mixture parameter that makes the sequence narrowest at n observations: ρ = √((−2 ln α + ln(1 − 2 ln α)) / n).
 *
 * @throws {RangeError} when alpha is not inside 0–1, or n not above 0
 * @see Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, Time-uniform central limit theory (Annals of Statistics, 2024), B.2
 */
export function mixtureRho({ alpha, tunedForN }: SequenceOptions): number {
  if (!(alpha > 0 && alpha < 1 && tunedForN > 0 && tunedForN < Number.POSITIVE_INFINITY)) {
    const found = `alpha ${alpha} and tunedForN ${tunedForN}`;
    throw new RangeError(`confidence sequence: found ${found}, expected 0 < alpha < 1 and a finite n above 0`);
  }
  return Math.sqrt((-2 * Math.log(alpha) + Math.log1p(-2 * Math.log(alpha))) / tunedForN);
}

/**
 * Always-valid interval around an estimate that is asymptotically normal.
 *
 * halfWidth = s · √(2 (nρ² + 1) / (nρ²) · ln(√(nρ² + 1) / α)), with s the standard error at n observations: three to
 * four standard errors instead of two, and in return every look counts. Asymptotic: meant for estimates of some dozens
 * of observations on.
 *
 * @param samples n, the observations behind the estimate, of both arms for a difference
 * @returns an interval without bounds when n is 0
 * @throws {RangeError} when the options or numbers are out of range
 * @see the same paper, theorem 2.2; the form is that of two-arm experiments in GrowthBook's sequential tests
 */
export function confidenceSequence(
  estimate: number,
  standardError: number,
  samples: number,
  options: SequenceOptions,
): ConfidenceSequence {
  const rho = mixtureRho(options);
  if (!(Number.isFinite(estimate) && standardError >= 0 && samples >= 0)) {
    const found = `estimate ${estimate}, standard error ${standardError}, ${samples} samples`;
    throw new RangeError(`confidence sequence: found ${found}, expected a finite estimate, and the others ≥ 0`);
  }
  const information = samples * rho * rho;
  const factor = Math.sqrt(2 * (1 + 1 / information) * (Math.log1p(information) / 2 - Math.log(options.alpha)));
  // no observation: no bound, whatever the standard error
  const halfWidth = information > 0 ? (standardError === 0 ? 0 : standardError * factor) : Number.POSITIVE_INFINITY;
  return { estimate, standardError, rho, halfWidth, lower: estimate - halfWidth, upper: estimate + halfWidth };
}

/**
 * Always-valid interval of the difference of two proportions, treatment − control.
 *
 * The standard error is √(p₁(1 − p₁)/n₁ + p₂(1 − p₂)/n₂), and n = n₁ + n₂. It is 0 while an event has occurred in no
 * trial or in all: decide on such rare events with {@link bernoulliSequence}, or with shares that are smoothed.
 *
 * @returns undefined while an arm has no trial
 * @throws {RangeError} when the options are out of range, or there are more events than trials
 */
export function differenceSequence(
  control: Proportion,
  treatment: Proportion,
  options: SequenceOptions,
): ConfidenceSequence | undefined {
  const [p, q] = [control, treatment].map(shareOf);
  if (p === undefined || q === undefined) return undefined;
  const variance = (p * (1 - p)) / control.trials + (q * (1 - q)) / treatment.trials;
  return confidenceSequence(q - p, Math.sqrt(variance), control.trials + treatment.trials, options);
}

/**
 * Share of events among trials.
 *
 * @returns 0–1, or undefined without trials
 * @throws {RangeError} when a number is negative or not finite, or there are more events than trials
 */
export function shareOf({ trials, events }: Proportion): number | undefined {
  if (!(events >= 0 && events <= trials && trials < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`proportion: found ${events} events in ${trials} trials, expected 0 ≤ events ≤ trials`);
  }
  return trials === 0 ? undefined : events / trials;
}
