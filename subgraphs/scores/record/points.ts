/**
 * Points of a probability, 1–99: round(100 · probability), clamped, since no lead is impossible or certain.
 *
 * @param probability calibrated, 0–1
 */
export function points(probability: number): number {
  return Math.min(99, Math.max(1, Math.round(100 * probability)));
}
