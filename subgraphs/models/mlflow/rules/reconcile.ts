/** Value of an alias or stage in both registries, now and at the last sync. */
export interface TwoSides {
  /** value in this registry; undefined for none */
  readonly here: string | undefined;
  /** value in MLflow; undefined for none */
  readonly there: string | undefined;
  readonly lastHere: string | undefined;
  readonly lastThere: string | undefined;
}

/**
 * Result of the reconciliation.
 *
 * IN_STEP: both are equal. LEFT: they differ, but this registry never had a value, or neither changed. WRITE: this
 * registry changed, so MLflow gets its value. MOVED_THERE: MLflow changed.
 */
export type Verdict = 'IN_STEP' | 'LEFT' | 'WRITE' | 'MOVED_THERE';

/**
 * Determines which registry changed an alias or a stage, by comparing both values with those of the last sync.
 *
 * | here                      | there     | verdict     |
 * | ------------------------- | --------- | ----------- |
 * | equal to the other value  |           | IN_STEP     |
 * | none, and none before     | any       | LEFT        |
 * | any                       | changed   | MOVED_THERE |
 * | changed                   | unchanged | WRITE       |
 * | unchanged                 | unchanged | LEFT        |
 */
export function reconcile({ here, there, lastHere, lastThere }: TwoSides): Verdict {
  if (here === there) return 'IN_STEP';
  if (here === undefined && lastHere === undefined) return 'LEFT';
  if (there !== lastThere) return 'MOVED_THERE';
  return here === lastHere ? 'LEFT' : 'WRITE';
}
