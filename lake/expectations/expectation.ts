import type { LakeTablePath } from './lake-tables.ts';

/** Severities of an expectation. GATE: a failure stops the next layer. WARN: it is reported only. */
export const EXPECTATION_SEVERITIES = ['GATE', 'WARN'] as const;

/** A severity of {@link EXPECTATION_SEVERITIES}. */
export type ExpectationSeverity = (typeof EXPECTATION_SEVERITIES)[number];

/** Statuses of a check. INSUFFICIENT: no data, or too little history to know a threshold; it stops nothing. */
export const EXPECTATION_STATUSES = ['PASSED', 'FAILED', 'INSUFFICIENT'] as const;

/** A status of {@link EXPECTATION_STATUSES}. */
export type ExpectationStatus = (typeof EXPECTATION_STATUSES)[number];

/** Figure of a table. Shares are of rows, 0 to 1; a column that the table lacks is null in every row. */
export type Measure =
  /** rows, divided by those of the last check: for a GATE by those of the last one in which no gate of the table failed */
  | { readonly kind: 'ROW_GROWTH' }
  /** rows of this table, divided by these and those of other tables of the layer */
  | { readonly kind: 'ROW_SHARE'; readonly beside: readonly LakeTablePath[] }
  /** share of rows in which one of the columns is null */
  | { readonly kind: 'NULL_SHARE'; readonly columns: readonly string[] }
  /** share of rows in which one of the columns is a number outside of the range, or NaN */
  | {
      readonly kind: 'OUTSIDE_SHARE';
      readonly columns: readonly string[];
      readonly least: number;
      readonly greatest: number;
    }
  /** share of rows whose key another row has, too */
  | { readonly kind: 'DUPLICATE_SHARE'; readonly key: readonly string[] }
  /** share of rows in which the first column is not less than the second */
  | { readonly kind: 'DISORDER_SHARE'; readonly columns: readonly [string, string] }
  /** share of rows whose column names no row of another table */
  | { readonly kind: 'ORPHAN_SHARE'; readonly column: string; readonly of: LakeTablePath }
  /** mean of a column */
  | { readonly kind: 'MEAN'; readonly column: string }
  /** seconds since the greatest time of a column, epoch milliseconds; negative for a time to come */
  | { readonly kind: 'AGE_SECONDS'; readonly column: string };

/** Range of a figure that is the same for ever. */
export interface FixedThreshold {
  readonly kind: 'FIXED';
  /** unbounded when absent */
  readonly least?: number;
  readonly greatest?: number;
}

/** Range of a figure that is learnt from the checks that did not fail, see `robustBand`. */
export interface LearntThreshold {
  readonly kind: 'LEARNT';
  readonly bad: 'HIGH' | 'LOW' | 'BOTH';
  /** half the width of the band, in robust standard deviations */
  readonly deviations: number;
  /** least half width, in the unit of the figure */
  readonly floor: number;
  /** fewest past figures from which a range is learnt */
  readonly minimum: number;
  /** most past figures from which it is learnt, the newest ones */
  readonly window: number;
}

/** A named rule about one table. */
export interface Expectation {
  /** unique within its table: letters a–z, digits and underscores */
  readonly name: string;
  readonly description: string;
  readonly severity: ExpectationSeverity;
  readonly measure: Measure;
  readonly threshold: FixedThreshold | LearntThreshold;
}

/** Expectations of the tables of a layer. */
export type LayerExpectations = Readonly<Partial<Record<LakeTablePath, readonly Expectation[]>>>;
