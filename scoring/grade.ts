/** Grade of a lead, from A (most likely to convert) to the least likely. */
export const GRADES = { A: 'A', B: 'B', C: 'C', D: 'D' } as const;

/** See {@link GRADES}. */
export type Grade = keyof typeof GRADES;

/** Least calibrated probability, 0–1, of each grade above D. Absolute, so a grade never depends on the other leads. */
export type GradePolicy = Readonly<Record<Exclude<Grade, 'D'>, number>>;

/**
 * Every policy that ever graded a score, by name. A policy never changes once it was used: add one with a new name and
 * make it current, and stored scores keep the grade and the policy they were given.
 */
export const GRADE_POLICIES = {
  v1: { A: 0.4, B: 0.2, C: 0.08 },
} as const satisfies Readonly<Record<string, GradePolicy>>;

/** Name of the policy that grades new scores. */
export const CURRENT_GRADE_POLICY: keyof typeof GRADE_POLICIES = 'v1';

/**
 * Grade of a probability: the best one whose cut-point it reaches, D below all of them.
 *
 * @param probability calibrated, 0–1
 */
export function grade(probability: number, policy: GradePolicy = GRADE_POLICIES[CURRENT_GRADE_POLICY]): Grade {
  if (probability >= policy.A) return 'A';
  if (probability >= policy.B) return 'B';
  return probability >= policy.C ? 'C' : 'D';
}
