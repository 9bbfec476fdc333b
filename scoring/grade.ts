/** Grade of a lead, from A (most likely to convert) to the least likely. */
export const GRADES = { A: 'A', B: 'B', C: 'C', D: 'D' } as const;

/** See {@link GRADES}. */
export type Grade = keyof typeof GRADES;

/**
 * Least calibrated probability of each grade above D: within 0 and 1, falling from A to C. Absolute, so a grade never
 * depends on the other leads.
 */
export type GradeLimits = Readonly<Record<Exclude<Grade, 'D'>, number>>;

/** Limits between grades, by the name that scores are recorded with. The limits of a name never change. */
export interface GradePolicy {
  /** unique within its model, such as v1 */
  readonly name: string;
  readonly limits: GradeLimits;
}

/** Grade policy of a model that has not set one. */
export const DEFAULT_GRADE_POLICY: GradePolicy = { name: 'v1', limits: { A: 0.4, B: 0.2, C: 0.08 } };

/**
 * Grade of a probability: the best one whose limit it reaches, D below all of them.
 *
 * @param probability calibrated, 0–1
 */
export function grade(probability: number, limits: GradeLimits): Grade {
  if (probability >= limits.A) return 'A';
  if (probability >= limits.B) return 'B';
  return probability >= limits.C ? 'C' : 'D';
}
