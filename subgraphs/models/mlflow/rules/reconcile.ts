/** Where an alias or a stage stands here and there, and where it stood when both were last brought in step. */
export interface TwoSides {
  /** what it is in this registry; undefined for nothing */
  readonly here: string | undefined;
  /** what it is in MLflow; undefined for nothing */
  readonly there: string | undefined;
  readonly lastHere: string | undefined;
  readonly lastThere: string | undefined;
}

/**
 * What is to be done.
 *
 * IN_STEP: nothing, both are equal. LEFT: they differ, but this registry has never said anything, or both are as they were
 * found. WRITE: it changed here, so MLflow gets it. MOVED_THERE: someone changed it in MLflow.
 */
export type Verdict = 'IN_STEP' | 'LEFT' | 'WRITE' | 'MOVED_THERE';

/**
 * Tells who moved an alias or a stage, by comparing both sides with what they were.
 *
 * | here                       | there     | verdict     |
 * | -------------------------- | --------- | ----------- |
 * | equal to the other side    |           | IN_STEP     |
 * | nothing, and nothing before | any      | LEFT        |
 * | any                        | changed   | MOVED_THERE |
 * | changed                    | as it was | WRITE       |
 * | as it was                  | as it was | LEFT        |
 */
export function reconcile({ here, there, lastHere, lastThere }: TwoSides): Verdict {
  if (here === there) return 'IN_STEP';
  if (here === undefined && lastHere === undefined) return 'LEFT';
  if (there !== lastThere) return 'MOVED_THERE';
  return here === lastHere ? 'LEFT' : 'WRITE';
}
