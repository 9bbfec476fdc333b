/** Least change of a probability that is written back, unless the mapping says otherwise. */
export const DEFAULT_MINIMUM_CHANGE = 0.05;

/** Causes of a delivery. */
export const DELIVERY_CAUSES = [
  'FIRST_SCORE',
  'GRADE_CHANGED',
  'PROBABILITY_CHANGED',
  'OVERRIDE_CHANGED',
  'NEW_VERSION',
] as const;

/** A cause of {@link DELIVERY_CAUSES}. */
export type DeliveryCause = (typeof DELIVERY_CAUSES)[number];

/** Score and override of a lead, as far as they decide whether they are written back. */
export interface ComparedState {
  /** calibrated, 0–1 */
  readonly probability: number;
  /** of the score, not of the override */
  readonly grade: string;
  /** such as `lead-conversion:1` */
  readonly modelVersion: string;
  /** id of the override in force; null without one */
  readonly overrideId: number | null;
}

/** Settings of {@link materialChange}. */
export interface MaterialityRule {
  /** least change of the probability, 0–1; 0: every change */
  readonly minimumChange: number;
  /** whether a score of another model version is always material */
  readonly onNewVersion: boolean;
}

// 0.60 − 0.55 is less than 0.05 in floating point
const ROUNDING = 1e-9;

/**
 * Decides whether the state of a lead differs materially from the one of its last delivery, and by what: its grade, its
 * override, its model version, or |p − p₀| ≥ `minimumChange`. p₀ is that of the last delivery and not of the last score, so
 * that slow drift in small steps is seen too.
 *
 * @param last of the last delivery that was enqueued; undefined before the first
 * @returns the cause; undefined when the change is not material
 */
export function materialChange(
  last: ComparedState | undefined,
  now: ComparedState,
  { minimumChange, onNewVersion }: MaterialityRule,
): DeliveryCause | undefined {
  if (!last) return 'FIRST_SCORE';
  if (last.overrideId !== now.overrideId) return 'OVERRIDE_CHANGED';
  if (last.grade !== now.grade) return 'GRADE_CHANGED';
  const change = Math.abs(now.probability - last.probability);
  if (change > 0 && change >= minimumChange - ROUNDING) return 'PROBABILITY_CHANGED';
  return onNewVersion && last.modelVersion !== now.modelVersion ? 'NEW_VERSION' : undefined;
}
