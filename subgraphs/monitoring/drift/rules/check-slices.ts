import type { Steps } from '../../../../statistics/run-cooperatively.ts';
import { type Column, ROWS_PER_STEP } from '../../windows/window-summary.ts';
import {
  type ComparedFeature,
  compareFeature,
  type DriftCheck,
  type FeatureComparison,
  judgeTogether,
  rankByImpact,
} from './check-features.ts';
import { worstOutcome } from './drift-thresholds.ts';

/** Least rows of a slice in either window, by default. */
export const LEAST_SLICE_ROWS = 200;

/** Values of a feature that rows are sliced by, such as industry or country; null belongs to no slice. */
export interface SliceDimension {
  readonly name: string;
  readonly reference: ArrayLike<string | null>;
  readonly current: ArrayLike<string | null>;
}

/** One feature over both windows, row by row. */
export interface SlicedFeature extends ComparedFeature {
  readonly reference: Column;
  readonly current: Column;
}

/** Result of a check within one slice. */
export interface SliceCheck extends DriftCheck {
  readonly dimension: string;
  readonly slice: string;
  readonly referenceRows: number;
  readonly currentRows: number;
}

/**
 * Checks each slice of each dimension, in steps of a few milliseconds.
 *
 * All slices form one family of p-values: at most 5 % of unchanged checks warn, over all features of all slices. A slice
 * with fewer rows than `leastRows` in a window is INSUFFICIENT and not compared.
 *
 * @returns by dimension, then the slices with most rows first
 * @throws {RangeError} when a dimension and a feature differ in the number of rows
 */
export function* checkSlices(
  features: readonly SlicedFeature[],
  dimensions: readonly SliceDimension[],
  leastRows: number = LEAST_SLICE_ROWS,
): Steps<readonly SliceCheck[]> {
  for (const dimension of dimensions) requireRows(dimension, features);
  const slices: Slice[] = [];
  for (const dimension of dimensions) slices.push(...(yield* slicesOf(dimension)));
  const compared: FeatureComparison[] = [];
  const sizes: number[] = [];
  for (const { reference, current } of slices) {
    const before = compared.length;
    if (Math.min(reference.length, current.length) >= leastRows) {
      for (const feature of features) {
        compared.push(
          yield* compareFeature({
            ...feature,
            reference: pick(feature.reference, reference),
            current: pick(feature.current, current),
          }),
        );
      }
    }
    sizes.push(compared.length - before);
  }
  const judged = judgeTogether(compared);
  let from = 0;
  return slices.map(({ dimension, slice, reference, current }, i) => {
    const own = judged.slice(from, from + (sizes[i] as number));
    from += own.length;
    const outcome = worstOutcome(own.map((feature) => feature.outcome));
    const rows = { referenceRows: reference.length, currentRows: current.length };
    return { dimension, slice, ...rows, outcome, features: rankByImpact(own) };
  });
}

interface Slice {
  readonly dimension: string;
  readonly slice: string;
  /** positions of its rows */
  readonly reference: readonly number[];
  readonly current: readonly number[];
}

function* slicesOf({ name, reference, current }: SliceDimension): Steps<readonly Slice[]> {
  const slices = new Map<string, { reference: number[]; current: number[] }>();
  for (const [side, values] of Object.entries({ reference, current }) as ['reference' | 'current', typeof current][]) {
    for (let row = 0; row < values.length; row += 1) {
      if (row % ROWS_PER_STEP === 0) yield;
      const value = values[row];
      if (value === null || value === undefined) continue;
      const rows = slices.get(value) ?? { reference: [], current: [] };
      rows[side].push(row);
      slices.set(value, rows);
    }
  }
  return [...slices]
    .map(([slice, rows]) => ({ dimension: name, slice, ...rows }))
    .sort((a, b) => b.current.length - a.current.length || (a.slice < b.slice ? -1 : 1));
}

function pick(column: Column, rows: readonly number[]): Column {
  return column.kind === 'number'
    ? { kind: 'number', values: rows.map((row) => column.values[row]) }
    : { kind: 'category', values: rows.map((row) => column.values[row]) };
}

function requireRows(dimension: SliceDimension, features: readonly SlicedFeature[]): void {
  for (const { name, reference, current } of features) {
    for (const [side, column] of [
      ['reference', reference],
      ['current', current],
    ] as const) {
      const [rows, expected] = [dimension[side].length, column.values.length];
      if (rows === expected) continue;
      throw new RangeError(`slices by ${dimension.name}, ${side}: found ${rows} rows, expected ${expected} as ${name}`);
    }
  }
}
