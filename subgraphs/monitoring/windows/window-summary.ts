import type { Steps } from '../../../statistics/run-cooperatively.ts';
import { sortInSteps } from '../../../statistics/sort-in-steps.ts';
import type { SortedNumbers } from '../../../statistics/sorted-numbers.ts';

/** Values of one feature over a window, row by row. Null, undefined and non-finite numbers are missing values. */
export type Column =
  | { readonly kind: 'number'; readonly values: ArrayLike<number | null | undefined> }
  | { readonly kind: 'category'; readonly values: ArrayLike<string | null | undefined> };

/** Summary of a numeric window: its sorted values. */
export interface NumberSummary {
  readonly kind: 'number';
  readonly rows: number;
  readonly missing: number;
  readonly sorted: SortedNumbers;
}

/** Summary of a categorical window: the counts of its categories. */
export interface CategorySummary {
  readonly kind: 'category';
  readonly rows: number;
  readonly missing: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Summary of one feature over a window, which several comparisons can share. */
export type WindowSummary = NumberSummary | CategorySummary;

/** Rows read in one step, about a millisecond. */
export const ROWS_PER_STEP = 16_384;

/** Sorts or counts the values of a window, in steps of about a millisecond. */
export function* summariseWindow(column: Column): Steps<WindowSummary> {
  return column.kind === 'number' ? yield* summariseNumbers(column.values) : yield* countCategories(column.values);
}

function* summariseNumbers(values: ArrayLike<number | null | undefined>): Steps<NumberSummary> {
  const rows = values.length;
  const present = new Float64Array(rows);
  let size = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row % ROWS_PER_STEP === 0) yield;
    const value = values[row];
    if (!Number.isFinite(value)) continue;
    present[size] = value as number;
    size += 1;
  }
  const sorted = yield* sortInSteps(present.subarray(0, size));
  return { kind: 'number', rows, missing: rows - size, sorted };
}

function* countCategories(values: ArrayLike<string | null | undefined>): Steps<CategorySummary> {
  const rows = values.length;
  const counts = new Map<string, number>();
  let missing = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row % ROWS_PER_STEP === 0) yield;
    const value = values[row];
    if (value === null || value === undefined) missing += 1;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { kind: 'category', rows, missing, counts };
}
