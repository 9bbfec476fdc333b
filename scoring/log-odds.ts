// models answer in 32-bit floats, where 1 − 6e-8 is the last value below 1: nothing is surer than that
const SUREST = 1e-7;

/**
 * Log-odds of a probability: ln(p / (1 − p)), in nats.
 *
 * @param probability 0–1; 0 and 1 count as 1e-7 from the end, so that the result is finite (at most ±16.1)
 */
export function logit(probability: number): number {
  const p = Math.min(1 - SUREST, Math.max(SUREST, probability));
  return Math.log(p / (1 - p));
}

/** The inverse of {@link logit}: the probability, 0–1, of log-odds in nats. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
